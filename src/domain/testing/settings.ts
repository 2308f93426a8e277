import type {
  Ancestor,
  SettingReader,
  SettingStatement,
  Settings,
  SettingsFile,
  ShellStart,
} from '../facts/settings.ts';

type Bare<One> = One extends SettingStatement ? Omit<One, 'line' | 'guards'> : never;
type Line = Bare<SettingStatement> & { readonly guards?: SettingStatement['guards'] };

/** A file whose first line is its first statement. */
export const file = (
  path: string,
  lines: readonly Line[],
  more: Partial<SettingsFile> & { readonly reader?: SettingReader } = {},
): SettingsFile => ({
  path,
  reader: 'profile',
  state: 'read',
  // The union's members keep their own properties; TypeScript cannot carry that through a spread.
  statements: lines.map((line, index) => ({ line: index + 1, guards: [], ...line }) as SettingStatement),
  ...more,
});

/** `export NAME=value`; a value with a `${` in it is a template. */
export const exports = (name: string, value: string, more: Pick<Line, 'guards'> = {}): Line => ({
  kind: 'set',
  name,
  value,
  isLiteral: !value.includes('${'),
  isExported: true,
  ...more,
});

export const settingsOf = (...files: readonly SettingsFile[]): Settings => ({
  home: '/home/li',
  zshFolder: '/home/li',
  files,
  isTruncated: false,
});

const TYPED: Readonly<Record<string, ShellStart>> = {
  bash: { shell: 'bash', isLogin: false, isInteractive: true, runs: 'typed' },
  zsh: { shell: 'zsh', isLogin: false, isInteractive: true, runs: 'typed' },
};

/** `bash 512` and its variables; shells are typed into unless it is said otherwise. */
export const process = (
  text: string,
  variables: Readonly<Record<string, string>> = {},
  more: Partial<Ancestor> = {},
): Ancestor => {
  const [name = '', pid = ''] = text.split(' ');
  const shell = TYPED[name];
  return {
    pid: Number(pid),
    name,
    environment: {
      kind: 'read',
      variables: Object.entries(variables).map(([one, value]) => ({ name: one, value })),
    },
    ...(shell === undefined ? {} : { shell }),
    ...more,
  };
};

export const denied = (text: string): Ancestor => ({
  ...process(text),
  environment: { kind: 'unread', why: 'denied' },
});
