import type { Variable } from '../facts/fact.ts';
import type { ProgramKind } from './program-kind.ts';
import { kindsByName } from './program-kind.ts';
import { unwrapOnce } from './unwrap-command.ts';

/** What a command line starts. */
export interface CommandClient {
  /** Empty: not known, so any. */
  readonly kinds: readonly ProgramKind[];
  /** Variables that the command line itself sets (`env A=b …`), the last one of each name at the end. */
  readonly assigned: readonly Variable[];
  /** `sudo` hands none of the proxy variables on (sudoers(5), env_reset). */
  readonly isThroughSudo: boolean;
}

/** The first line of the program that a name stands for, where it is a script: `#!/usr/bin/env python3`. */
export type FirstLineOf = (program: string) => string | undefined;

/** Wrappers around wrappers; past it nobody looks. */
const MAX_DEPTH = 16;

/** Words of a shell that start no program that asks for anything. */
const HARMLESS =
  /^(?:cd|export|unset|set|echo|printf|test|\[|true|false|:|sleep|wait|exit|ulimit|umask|trap|source|\.|eval|cat|tee|head|tail|grep|sed|awk|jq|sort|wc|tr|date|mkdir|rm|fi|done)$/;

/**
 * Which clients a command line is: `env A=b timeout 5 python3 x.py` is Python; `bash -c 'curl … | jq .'` is curl; a script is what
 * its first line names. A shell script that is a file, and any name that says nothing, stays unknown.
 */
export const readCommandClient = (argv: readonly string[], firstLineOf: FirstLineOf): CommandClient =>
  read(argv, firstLineOf, 0);

const UNKNOWN: CommandClient = { kinds: [], assigned: [], isThroughSudo: false };

const read = (argv: readonly string[], firstLineOf: FirstLineOf, depth: number): CommandClient => {
  const [program, ...rest] = argv;
  if (program === undefined || depth > MAX_DEPTH) return UNKNOWN;
  const name = baseName(program);
  const inner = unwrapOnce(name, rest);
  if (inner !== undefined) {
    const found = read(inner.argv, firstLineOf, depth + 1);
    return {
      kinds: found.kinds,
      assigned: [...inner.assigned, ...found.assigned],
      isThroughSudo: found.isThroughSudo || /^(?:sudo|doas)$/.test(name),
    };
  }
  const script = isShell(name) ? scriptOf(rest) : undefined;
  if (script !== undefined) return readScript(script, firstLineOf, depth + 1);
  const kinds = isShell(name) ? undefined : kindsByName(name);
  if (kinds !== undefined) return { ...UNKNOWN, kinds };
  const interpreter = isShell(name) ? undefined : interpreterOf(firstLineOf(program));
  return interpreter === undefined
    ? UNKNOWN
    : read([...interpreter, program, ...rest], () => undefined, depth + 1);
};

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const isShell = (name: string): boolean => /^(?:ba|da|z|k|mk|a)?sh$/.test(name);

/** Behind `-c`, also as `-lc` or `-euc`; the first word that is no option. */
const scriptOf = (args: readonly string[]): string | undefined => {
  const first = args.findIndex((arg) => !/^[-+]/.test(arg));
  const options = args.slice(0, Math.max(first, 0));
  return options.some((option) => /^-[a-z]*c[a-z]*$/i.test(option)) ? args[first] : undefined;
};

/** `#!/usr/bin/env -S python3 -u` → `/usr/bin/env -S python3 -u`, as words. */
const interpreterOf = (line: string | undefined): readonly string[] | undefined => {
  const words = /^#!\s*(.+)$/
    .exec(line ?? '')?.[1]
    ?.trim()
    .split(/\s+/);
  const split = words?.filter((word) => word !== '-S' && word !== '--split-string');
  return split === undefined || split.length === 0 ? undefined : split;
};

/** Every command of a short script must be known, or none is. */
const readScript = (script: string, firstLineOf: FirstLineOf, depth: number): CommandClient => {
  const commands = script
    .slice(0, 20_000)
    .split(/[;|&\n(){}]+|\$\(|`/)
    .map((part) => wordsOf(part))
    .filter(([first]) => first !== undefined);
  const parts = commands.map((words) => {
    const start = words.findIndex((word) => !isAssignment(word) && !LEADS.test(word));
    const rest = start === -1 ? [] : words.slice(start);
    const assigned = words.slice(0, start === -1 ? words.length : start).flatMap(assignmentOf);
    const isIdle = HARMLESS.test(rest[0] ?? 'true');
    return { isIdle, assigned, found: isIdle ? UNKNOWN : read(rest, firstLineOf, depth) };
  });
  const busy = parts.filter(({ isIdle }) => !isIdle).map(({ found }) => found);
  const isKnown = busy.length > 0 && busy.every(({ kinds }) => kinds.length > 0);
  return {
    kinds: isKnown ? [...new Set(busy.flatMap(({ kinds }) => kinds))] : [],
    assigned: parts.flatMap(({ assigned, found }) => [...assigned, ...found.assigned]),
    isThroughSudo: busy.some(({ isThroughSudo }) => isThroughSudo),
  };
};

/** After these words of a shell a command follows. */
const LEADS = /^(?:exec|time|then|do|else|if|while|until|!)$/;

const wordsOf = (text: string): readonly string[] =>
  [...text.matchAll(/(?:[^\s'"]+|'[^']*'|"[^"]*")+/g)].map(([word]) => word.replace(/['"]/g, ''));

const isAssignment = (word: string): boolean => /^[A-Za-z_]\w*=/.test(word);

const assignmentOf = (word: string): readonly Variable[] => {
  const equals = word.indexOf('=');
  return isAssignment(word) ? [{ name: word.slice(0, equals), value: word.slice(equals + 1) }] : [];
};
