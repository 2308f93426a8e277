import type { Shell, ShellStart } from '../../../domain/facts/settings.ts';

const PROGRAMS: Readonly<Record<string, Shell>> = {
  sh: 'sh',
  dash: 'sh',
  ash: 'sh',
  bash: 'bash',
  rbash: 'bash',
  zsh: 'zsh',
  fish: 'fish',
};

/** Long options of bash that have a value behind them, and those that change which files are read. */
const WITH_VALUE = /^(?:--rcfile|--init-file|[-+]\w*[oO])$/;
const OTHER_FILES = /^(?:--rcfile|--init-file|--norc|--noprofile|--no-rcs|--no-config)\b/;

/**
 * How a shell was started, from its command line: `-bash` is a login shell, `bash -c …` runs a command, `bash FILE` a script. `stdin` is what
 * its standard input is (`/dev/pts/3`), undefined where that was denied: a shell on a terminal that runs nothing is typed into (bash(1), INVOCATION).
 */
export const shellStart = (
  name: string,
  argv: readonly string[],
  stdin: string | undefined,
): ShellStart | undefined => {
  const [program = '', ...rest] = argv;
  const own = program.replace(/^-/, '').replace(/^.*\//, '');
  const shell = PROGRAMS[own] ?? PROGRAMS[name];
  if (shell === undefined) return undefined;
  const options: string[] = [];
  let at = 0;
  for (; at < rest.length; at += 1) {
    const word = rest[at] ?? '';
    if (!/^[-+]./.test(word) || word === '--') break;
    options.push(word);
    if (WITH_VALUE.test(word)) at += 1;
  }
  const has = (letter: string, long: string): boolean =>
    options.some((word) => word === long || new RegExp(`^-\\w*${letter}\\w*$`).test(word));
  const hasCommand = has('c', '--command');
  const isScript = !hasCommand && rest[at] !== undefined && rest[at] !== '-' && !has('s', '-s');
  const runs = hasCommand ? 'command' : isScript ? 'script' : 'typed';
  const isLogin = program.startsWith('-') || has('l', '--login');
  const isUnclear =
    options.some((word) => OTHER_FILES.test(word)) || (runs === 'typed' && stdin === undefined);
  const isTerminal = runs === 'typed' && /^\/dev\/(?:pts\/|tty)/.test(stdin ?? '');
  return {
    shell,
    isLogin,
    runs,
    ...(isUnclear ? {} : { isInteractive: has('i', '--interactive') || isTerminal }),
  };
};
