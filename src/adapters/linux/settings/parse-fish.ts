import type { SettingGuard, SettingStatement } from '../../../domain/facts/settings.ts';
import { literalOf } from './shell-commands.ts';
import type { Places } from './shell-scope.ts';
import { sourcedPaths } from './shell-source.ts';
import type { ShellToken } from './shell-tokens.ts';
import { shellTokens } from './shell-tokens.ts';
import { wordValue } from './shell-value.ts';
import type { WordPart } from './shell-word.ts';

type Word = readonly WordPart[];

/**
 * What a startup file of fish does to its variables: `set -gx NAME value…`, `set -e NAME`, `export NAME=value`, `source`. Within `if`, `switch`,
 * loops and behind `and` and `or` it may be; in a function it is only when that is called. Command substitutions are left unread. Source: fish(1), set(1).
 */
export const parseFish = (text: string, places: Places): readonly SettingStatement[] => {
  const { tokens, unreadFrom } = shellTokens(text);
  const found: SettingStatement[] = [];
  const blocks: Block[] = [];
  for (const { words, line, before } of commandsOf(tokens)) {
    const [head = [], ...rest] = words;
    const name = literalOf(head);
    if (
      changeBlocks(
        blocks,
        name,
        rest.map((word) => literalOf(word) ?? ''),
      )
    )
      continue;
    const isLinked = name === 'and' || name === 'or' || name === 'not';
    const isMaybe = isLinked || before === '&&' || before === '||';
    const guards = new Set([...blocks.flatMap(({ guard }) => guard ?? []), ...(isMaybe ? MAYBE : [])]);
    const inFunction = blocks.findLast((block) => block.inFunction !== undefined)?.inFunction;
    const placed = { line, guards: [...guards], ...(inFunction === undefined ? {} : { inFunction }) };
    found.push(...statementsOf(isLinked ? rest : words, placed, places));
  }
  return unreadFrom === undefined
    ? found
    : [...found, { kind: 'unread', name: '', line: unreadFrom, guards: [] }];
};

const MAYBE = ['maybe'] as const;

interface Block {
  readonly guard?: SettingGuard;
  readonly inFunction?: string;
}

const INTERACTIVE = /^(?:status )?(?:is|--is-)-?interactive$/;

/** Whether this command begins, parts or ends a block. */
const changeBlocks = (blocks: Block[], name: string | undefined, rest: readonly string[]): boolean => {
  switch (name) {
    case 'end':
      blocks.pop();
      return true;
    case 'function':
      blocks.push({ inFunction: rest[0] ?? '' });
      return true;
    case 'begin':
      blocks.push({});
      return true;
    case 'if':
      blocks.push({ guard: INTERACTIVE.test(rest.join(' ')) ? 'interactive' : 'maybe' });
      return true;
    case 'switch':
    case 'while':
    case 'for':
      blocks.push({ guard: 'maybe' });
      return true;
    case 'else':
    case 'case':
      blocks.push({ ...blocks.pop(), guard: 'maybe' });
      return true;
    default:
      return false;
  }
};

type Placed = Pick<SettingStatement, 'line' | 'guards' | 'inFunction'>;

const statementsOf = (
  words: readonly Word[],
  placed: Placed,
  places: Places,
): readonly SettingStatement[] => {
  const [head = [], ...rest] = words;
  const name = literalOf(head);
  switch (name) {
    case undefined:
      return [{ kind: 'unread', name: '', ...placed }];
    case 'set':
      return setOf(rest, placed);
    case 'export':
      return rest.flatMap((word) => exportOf(word, placed));
    case 'source':
    case '.':
      return [{ kind: 'source', paths: sourcedPaths(rest[0] ?? [], places, []), ...placed }];
    case 'eval':
      return [{ kind: 'unread', name: '', ...placed }];
    case 'exit':
    case 'return':
    case 'exec':
      return [{ kind: 'return', ...placed }];
    default:
      return [{ kind: 'call', name, ...placed }];
  }
};

/** `set -gx NAME value…`: several values are joined by blanks when they are exported. */
const setOf = (words: readonly Word[], placed: Placed): readonly SettingStatement[] => {
  const count = words.findIndex((word) => !(literalOf(word) ?? '').startsWith('-'));
  const options = words.slice(0, count === -1 ? words.length : count).map((word) => literalOf(word) ?? '');
  const [head, ...values] = count === -1 ? [] : words.slice(count);
  const name = head === undefined ? undefined : literalOf(head);
  const has = (letter: string, long: string): boolean =>
    options.some((option) => option === `--${long}` || (/^-\w+$/.test(option) && option.includes(letter)));
  if (has('q', 'query') || has('n', 'names') || has('S', 'show')) return [];
  if (name === undefined || !/^\w+$/.test(name))
    return [{ kind: 'unread', name: name?.replace(/\[.*$/, '') ?? '', ...placed }];
  if (has('e', 'erase')) return [{ kind: 'unset', name, ...placed }];
  if (has('l', 'local') || (has('f', 'function') && placed.inFunction !== undefined)) return [];
  // A universal variable does not show where the shell was started with one of its name.
  if (has('a', 'append') || has('U', 'universal') || has('p', 'prepend'))
    return [{ kind: 'unread', name, ...placed }];
  const texts = values.map((word) => wordValue(word, new Map()));
  const isLiteral = texts.every(({ kind }) => kind === 'literal');
  // A variable of fish is a list, which is expanded word by word.
  const isOne = texts.length === 1 && texts[0]?.kind === 'template';
  if (!isLiteral && !isOne) return [{ kind: 'unread', name, ...placed }];
  const value = texts.map((text) => ('text' in text ? text.text : '')).join(' ');
  return [{ kind: 'set', name, value, isLiteral, isExported: has('x', 'export'), ...placed }];
};

const exportOf = (word: Word, placed: Placed): readonly SettingStatement[] => {
  const [first, ...rest] = word;
  const [whole = '', name] =
    first?.kind === 'text' && !first.isQuoted ? (/^(\w+)=?/.exec(first.text) ?? []) : [];
  if (name === undefined || first?.kind !== 'text') return [{ kind: 'unread', name: '', ...placed }];
  if (!whole.endsWith('=')) return [{ kind: 'export', name, isExported: true, ...placed }];
  const value = wordValue([{ ...first, text: first.text.slice(whole.length) }, ...rest], new Map());
  return value.kind === 'unread'
    ? [{ kind: 'unread', name, ...placed }]
    : [
        {
          kind: 'set',
          name,
          value: value.text,
          isLiteral: value.kind === 'literal',
          isExported: true,
          ...placed,
        },
      ];
};

interface FishCommand {
  readonly words: readonly Word[];
  readonly line: number;
  /** The operator before it. */
  readonly before: string;
}

const commandsOf = (tokens: readonly ShellToken[]): readonly FishCommand[] => {
  const found: FishCommand[] = [];
  let words: Word[] = [];
  let line = 1;
  let before = '\n';
  const end = (next: string): void => {
    if (words.length > 0) found.push({ words, line, before });
    words = [];
    before = next;
  };
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === 'operator') {
      // A command within a command: what it says is not known.
      if (token.text === '(' && words.length > 0) {
        if (depth === 0) words.push([{ kind: 'opaque', text: '' }]);
        depth += 1;
      } else if (token.text === ')' && depth > 0) depth -= 1;
      else if (depth === 0 && !/[<>]/.test(token.text)) end(token.text);
    } else if (depth === 0) {
      if (words.length === 0) line = token.line;
      words.push(token.parts);
    }
  }
  end('\n');
  return found;
};
