import type { Settings, Shell } from '../facts/settings.ts';

/** How a shell starts, as far as it decides what is read. `isInteractive` is absent where it could not be seen. */
export interface Situation {
  readonly shell: Shell;
  readonly isLogin: boolean;
  readonly isInteractive?: boolean;
}

/** Files of which the first that is there is read, and whether it is sure that they are looked for. */
export interface StartupStep {
  readonly firstOf: readonly string[];
  readonly isSure: boolean;
}

/**
 * The startup files that a shell reads by itself, in its order: bash(1) INVOCATION, zsh(1) STARTUP/SHUTDOWN FILES, dash(1), fish(1). bash of Debian reads
 * /etc/bash.bashrc; other systems source theirs. What BASH_ENV and ENV name is not known.
 */
export const startupFiles = (
  { home, zshFolder, files }: Pick<Settings, 'home' | 'zshFolder' | 'files'>,
  { shell, isLogin, isInteractive }: Situation,
): readonly StartupStep[] => {
  const step = (...firstOf: readonly string[]): StartupStep => ({ firstOf, isSure: true });
  const interactive = (steps: readonly StartupStep[]): readonly StartupStep[] =>
    isInteractive === false ? [] : steps.map((one) => ({ ...one, isSure: isInteractive === true }));
  const login = (...steps: readonly StartupStep[]): readonly StartupStep[] => (isLogin ? steps : []);
  switch (shell) {
    case 'bash':
      return isLogin
        ? [step('/etc/profile'), step(`${home}/.bash_profile`, `${home}/.bash_login`, `${home}/.profile`)]
        : interactive([step('/etc/bash.bashrc'), step(`${home}/.bashrc`)]);
    case 'sh':
      return login(step('/etc/profile'), step(`${home}/.profile`));
    case 'zsh':
      return [
        step('/etc/zsh/zshenv', '/etc/zshenv'),
        step(`${zshFolder}/.zshenv`),
        ...login(step('/etc/zsh/zprofile', '/etc/zprofile'), step(`${zshFolder}/.zprofile`)),
        ...interactive([step('/etc/zsh/zshrc', '/etc/zshrc'), step(`${zshFolder}/.zshrc`)]),
        ...login(step('/etc/zsh/zlogin', '/etc/zlogin'), step(`${zshFolder}/.zlogin`)),
      ];
    case 'fish':
      return files
        .map(({ path }) => path)
        .filter((path) => path.endsWith('.fish') && /\/fish\/(?:conf\.d\/[^/]+|config\.fish)$/.test(path))
        .map((path) => step(path));
  }
};

/** Every startup file that some shell of this user reads. */
export const allStartupFiles = (settings: Pick<Settings, 'home' | 'zshFolder'>): readonly string[] => {
  const situations: readonly Situation[] = [
    { shell: 'bash', isLogin: true },
    { shell: 'bash', isLogin: false },
    { shell: 'sh', isLogin: true },
    { shell: 'zsh', isLogin: true },
  ];
  const paths = situations.flatMap((situation) =>
    startupFiles({ ...settings, files: [] }, situation).flatMap(({ firstOf }) => firstOf),
  );
  return [...new Set(paths)];
};
