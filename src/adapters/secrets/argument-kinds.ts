import { isPlural, isSecretFlagName, isSecretName } from './secret-name.ts';

/**
 * What an argument is by those before it: a secret as a whole; a word that may be one, behind a flag that often takes
 * something else or behind another secret; or anything else.
 */
export type ArgumentKind = 'secret' | 'suspect' | 'user' | 'other';

const FLAG = /^--?([A-Za-z][\w.-]*)$/;
/** curl's and wget's way to give a user with a password. */
const USER_FLAG = /^(?:-[uU]|--(?:proxy-)?user)$/;

export const argumentKinds = (argv: readonly string[]): readonly ArgumentKind[] => {
  const kinds: ArgumentKind[] = [];
  /** The secret flag that the argument may belong to, and how many came since. */
  let flag: { readonly name: string; readonly index: number } | undefined;
  argv.forEach((argument, index) => {
    const isValue = flag !== undefined && isValueOf(flag, index, argv);
    if (flag !== undefined && isValue) kinds.push(kindOf(flag, index, argument));
    else kinds.push(USER_FLAG.test(argv[index - 1] ?? '') ? 'user' : 'other');
    if (isValue) return;
    const name = FLAG.exec(argument)?.[1];
    if (name !== undefined) flag = isSecretFlagName(name) ? { name, index } : undefined;
    else flag = undefined;
  });
  return kinds;
};

interface Flag {
  readonly name: string;
  readonly index: number;
}

/** The next word; of several, all up to the next flag. A value may begin with a dash where no other word can be the value. */
const isValueOf = ({ name, index: at }: Flag, index: number, argv: readonly string[]): boolean => {
  const argument = argv[index] ?? '';
  const isNext = index === at + 1;
  if (argument.startsWith('-')) return isNext && /^-(?!-)..+/s.test(argument) && isAlone(argv[index + 1]);
  return isNext || isPlural(name) || (/api[_-]?key$/i.test(name) && !/[/:.]/.test(argument));
};

const isAlone = (next: string | undefined): boolean => next === undefined || next.startsWith('-');

const kindOf = ({ name, index: at }: Flag, index: number, argument: string): ArgumentKind =>
  (index === at + 1 || isPlural(name)) && isSecretName(name) && !argument.startsWith('-')
    ? 'secret'
    : 'suspect';
