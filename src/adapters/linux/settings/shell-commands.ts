import { plainText } from './shell-tokens.ts';
import type { WordPart } from './shell-word.ts';

export type Word = readonly WordPart[];

/** What a simple command does to the shell's variables. */
export type Effect =
  | {
      readonly kind: 'assign';
      readonly name: string;
      readonly value: Word;
      readonly appends: boolean;
      readonly isExported: boolean;
    }
  /** Of a function's own: `local`, `declare` within one. */
  | { readonly kind: 'local'; readonly name: string }
  | { readonly kind: 'unset'; readonly name: string }
  | { readonly kind: 'export'; readonly name: string; readonly isExported: boolean }
  | { readonly kind: 'allexport'; readonly isOn: boolean }
  | { readonly kind: 'source'; readonly path: Word }
  | { readonly kind: 'eval'; readonly text: string }
  | { readonly kind: 'alias'; readonly name: string; readonly text: string }
  | { readonly kind: 'return' }
  /** It may set this variable, or any where the name is empty. */
  | { readonly kind: 'unread'; readonly name: string }
  /** A program or a function: only the latter can set a variable here. */
  | { readonly kind: 'command'; readonly name: string };

const ANYTHING: readonly Effect[] = [{ kind: 'unread', name: '' }];
const NAME = /^[A-Za-z_]\w*$/;

/** `word` of a plain word, undefined where an expansion is in it. */
export const literalOf = (word: Word): string | undefined =>
  word.every(({ kind }) => kind === 'text') ? plainText(word) : undefined;

/** An assignment's name and value: the name and `=` must stand outside of quotes. */
const assignmentIn = (
  word: Word,
): { readonly name: string; readonly value: Word; readonly appends: boolean } | undefined => {
  const [first, ...rest] = word;
  if (first?.kind !== 'text' || first.isQuoted) return undefined;
  const [whole = '', name, plus] = /^([A-Za-z_]\w*)(\+?)=/.exec(first.text) ?? [];
  if (name === undefined) return undefined;
  const text = first.text.slice(whole.length);
  return { name, value: text === '' ? rest : [{ ...first, text }, ...rest], appends: plus === '+' };
};

export const effectsOf = (words: readonly Word[], isInFunction: boolean): readonly Effect[] => {
  const sets = setsByExpansion(words);
  const own = ownEffects(words, isInFunction);
  if (sets.length === 0 || !own.some(({ kind }) => kind === 'assign')) return [...sets, ...own];
  // Which of them comes first differs from word to word.
  return [...sets, ...own].map((one) => (one.kind === 'assign' ? { kind: 'unread', name: one.name } : one));
};

const ownEffects = (words: readonly Word[], isInFunction: boolean): readonly Effect[] => {
  const start = words.findIndex((word) => assignmentIn(word) === undefined);
  if (start === -1) {
    return words.flatMap((word) => {
      const found = assignmentIn(word);
      return found === undefined ? [] : [{ kind: 'assign', isExported: false, ...found } as const];
    });
  }
  const [head, ...rest] = words.slice(start);
  const name = head === undefined ? undefined : literalOf(head);
  if (name === undefined) return head === undefined ? [] : ANYTHING;
  if (name === 'builtin' || name === 'command') {
    return /^-/.test(literalOf(rest[0] ?? []) ?? '') ? [] : ownEffects(rest, isInFunction);
  }
  const run = COMMANDS[name];
  return run === undefined ? [{ kind: 'command', name }] : run(rest, isInFunction);
};

type Run = (words: readonly Word[], isInFunction: boolean) => readonly Effect[];

/** Options before the first other word: `-gx` → `gx`; `+x` → `+x`. */
const splitOptions = (
  words: readonly Word[],
): { readonly options: string; readonly rest: readonly Word[] } => {
  const count = words.findIndex((word) => !/^[-+]\w+$|^--$/.test(literalOf(word) ?? ''));
  const end = count === -1 ? words.length : count;
  const options = words.slice(0, end).map((word) => literalOf(word)?.replace(/^-+/, '') ?? '');
  return { options: options.join(' '), rest: words.slice(end) };
};

const mentions = (word: Word, names: ReadonlySet<string>): boolean =>
  word.some(
    (part) => part.kind === 'parameter' && (part.text.match(/\w+/g) ?? []).some((name) => names.has(name)),
  );

interface Declared {
  readonly isExported: boolean;
  readonly isUnexported: boolean;
  /** Of a function's own. */
  readonly isLocal: boolean;
  /** Lists, integers, changed case, references, ties of zsh. */
  readonly isOdd: boolean;
}

const declareWith =
  (exportsAlways: boolean, isLocal: boolean): Run =>
  (words, isInFunction) => {
    const { options, rest } = splitOptions(words);
    if (/[fFp]/.test(options)) return [];
    const isUnexported = /\+\w*x/.test(options) || (exportsAlways && /n/.test(options));
    const declared: Declared = {
      isUnexported,
      isExported: !isUnexported && (exportsAlways || /x/.test(options)),
      isLocal: isInFunction && (isLocal || !exportsAlways) && !/g/.test(options),
      isOdd: (exportsAlways ? /[aAiulT]/ : /[aAiulnT]/).test(options),
    };
    const before = new Set<string>();
    return rest.flatMap((word) => declare(word, declared, before));
  };

const declare = (word: Word, declared: Declared, before: Set<string>): readonly Effect[] => {
  const { isExported, isUnexported, isLocal, isOdd } = declared;
  const found = assignmentIn(word);
  const name = found?.name ?? literalOf(word);
  if (name === undefined || !NAME.test(name)) return ANYTHING;
  if (isLocal) return [{ kind: 'local', name }];
  // All words are expanded before the first of them is assigned.
  const isLater = found !== undefined && mentions(found.value, before);
  before.add(name);
  if (isOdd || isLater) return [{ kind: 'unread', name }];
  const set: readonly Effect[] = found === undefined ? [] : [{ kind: 'assign', ...found, isExported }];
  const hasExport = isUnexported || (found === undefined && isExported);
  return hasExport ? [...set, { kind: 'export', name, isExported }] : set;
};

const setOptions: Run = (words) => {
  const texts = words.map((word) => literalOf(word) ?? '');
  const byName = texts.findIndex(
    (text, index) => text === 'allexport' && /^[-+]\w*o$/.test(texts[index - 1] ?? ''),
  );
  const sign = byName === -1 ? texts.find((text) => /^[-+]\w*a\w*$/.test(text)) : texts[byName - 1];
  return sign === undefined ? [] : [{ kind: 'allexport', isOn: sign.startsWith('-') }];
};

const option =
  (isOn: boolean): Run =>
  (words) =>
    words.some((word) => /^all_?export$/i.test(literalOf(word) ?? '')) ? [{ kind: 'allexport', isOn }] : [];

const unset: Run = (words) => {
  const { options, rest } = splitOptions(words);
  if (/[fm]/.test(options)) return [];
  return rest.map((word) => {
    const name = literalOf(word) ?? '';
    return NAME.test(name) ? { kind: 'unset', name } : { kind: 'unread', name: '' };
  });
};

const source: Run = (words) => {
  const [path] = words;
  return path === undefined ? [] : [{ kind: 'source', path }];
};

const evaluate: Run = (words) => {
  const texts = words.map(literalOf);
  return texts.includes(undefined) ? ANYTHING : [{ kind: 'eval', text: texts.join(' ') }];
};

const alias: Run = (words) =>
  words.flatMap((word) => {
    const found = assignmentIn(word);
    const text = found === undefined ? undefined : literalOf(found.value);
    return found === undefined || text === undefined ? [] : [{ kind: 'alias', name: found.name, text }];
  });

/** `read NAME`, `printf -v NAME`, `mapfile NAME`, `let NAME=…`: each word that is a name may be set. */
const setsNames: Run = (words) =>
  words.flatMap((word): readonly Effect[] => {
    const text = literalOf(word);
    if (text === undefined) return [];
    const [name] = /^[A-Za-z_]\w*/.exec(text) ?? [];
    return name === undefined ? [] : [{ kind: 'unread', name }];
  });

/** `printf` and `print` set a variable with `-v` only. */
const prints: Run = (words, isInFunction) =>
  words.some((word) => literalOf(word) === '-v') ? setsNames(words, isInFunction) : [];

/** `${NAME:=text}` in any word, mostly behind `:`, sets the variable where it is not set. */
const setsByExpansion = (words: readonly Word[]): readonly Effect[] =>
  words.flatMap((word) =>
    word.flatMap((part): readonly Effect[] => {
      const [, name] = part.kind === 'parameter' ? (/^([A-Za-z_]\w*):?=/.exec(part.text) ?? []) : [];
      return name === undefined
        ? []
        : [{ kind: 'assign', name, value: [part], appends: false, isExported: false }];
    }),
  );

const leaves: Run = () => [{ kind: 'return' }];
/** `exec program` ends the shell; with redirections only it goes on. */
const replaces: Run = (words) => (words.length === 0 ? [] : [{ kind: 'return' }]);

const COMMANDS: Readonly<Record<string, Run>> = {
  __proto__: null as never,
  ':': () => [],
  export: declareWith(true, false),
  declare: declareWith(false, false),
  typeset: declareWith(false, false),
  readonly: (words, isInFunction) => declareWith(false, false)([...words], isInFunction),
  local: declareWith(false, true),
  set: setOptions,
  setopt: option(true),
  unsetopt: option(false),
  unset,
  '.': source,
  source,
  eval: evaluate,
  alias,
  read: setsNames,
  mapfile: setsNames,
  readarray: setsNames,
  getopts: setsNames,
  let: setsNames,
  setenv: setsNames,
  vared: setsNames,
  printf: prints,
  print: prints,
  return: leaves,
  exit: leaves,
  logout: leaves,
  exec: replaces,
};
