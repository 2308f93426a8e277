import type { SettingStatement } from '../../../domain/facts/settings.ts';
import type { Word } from './shell-commands.ts';
import { effectsOf, literalOf } from './shell-commands.ts';
import type { Frame } from './shell-frames.ts';
import { enterBranch, enterElse, enterThen, frame, placeIn } from './shell-frames.ts';
import type { Guard } from './shell-guard.ts';
import { guardOf, MAYBE, negated } from './shell-guard.ts';
import type { Places, Scope } from './shell-scope.ts';
import { createScope } from './shell-scope.ts';
import { loopVariable, testText } from './shell-source.ts';
import { shellTokens } from './shell-tokens.ts';
import type { TokenReader } from './token-reader.ts';
import { tokenReader } from './token-reader.ts';

/**
 * What a startup file of sh, bash or zsh does to its variables, in its order: every assignment, what it sources, which functions it calls. The
 * file is read as text and never run. Conditions that startup files use are understood, any other makes a statement `maybe`; what a
 * shell alone could know is `unread`. Sources: POSIX.1-2017 XCU 2.3 to 2.10, bash(1), zshmisc(1).
 */
export const parseShell = (text: string, places: Places): readonly SettingStatement[] =>
  read(text, places, 0);

/** Texts within texts: `eval`, and aliases. */
const DEEPEST = 2;

const read = (text: string, places: Places, depth: number): readonly SettingStatement[] => {
  const { tokens, unreadFrom } = shellTokens(text);
  const scope = createScope(places);
  const reader = tokenReader(tokens);
  walk(reader, scope, (inner) => (depth >= DEEPEST ? UNREAD : read(inner, places, depth + 1)));
  return unreadFrom === undefined
    ? scope.statements()
    : [...scope.statements(), { ...ANYTHING, line: unreadFrom }];
};

const ANYTHING = { kind: 'unread', name: '', line: 1, guards: [] } as const;
const UNREAD: readonly SettingStatement[] = [ANYTHING];

/** What a command tests; most commands test nothing that is understood. */
const guardIn = (words: readonly Word[], scope: Scope): Guard => {
  if (!/^(?:\[\[?|test|!)$/.test(literalOf(words[0] ?? []) ?? '')) return MAYBE;
  const variables = scope.variables();
  return guardOf(words.map((word) => testText(word, variables)));
};

/** Goes through the file's commands once, from its first word to its last. */
const walk = (
  reader: TokenReader,
  scope: Scope,
  within: (text: string) => readonly SettingStatement[],
): void => {
  /** What `&&` and `||` ask for before this command; what it tells itself (nothing: it cannot fail); what the last list told. */
  let chain: readonly Guard[] = [];
  let told: Guard | undefined = MAYBE;
  let tested: readonly Guard[] = [MAYBE];
  let named: string | undefined;

  const top = (): Frame | undefined => scope.frames.at(-1);
  const startOver = (): void => {
    chain = [];
    told = MAYBE;
  };
  /** A function's body may be any of the shell's constructs. */
  const open = (next: Frame): void => {
    scope.open(
      named === undefined ? next : { ...next, inFunction: named, outside: new Map(scope.variables()) },
    );
    named = undefined;
    startOver();
  };
  const close = (kind: Frame['kind']): void => {
    scope.close(kind);
    startOver();
  };
  const startFunction = (name: string): void => {
    scope.defineFunction(name);
    named = name;
  };

  const run = (words: readonly Word[], line: number, isPiped: boolean): void => {
    const { isSubshell, inFunction } = placeIn(scope.frames);
    const effects = effectsOf(words, inFunction !== undefined);
    for (const effect of isSubshell ? [] : effects) {
      if (isPiped) {
        // Whether the last part of a pipe is a shell of its own differs between shells.
        if ('name' in effect && effect.kind !== 'command') {
          scope.apply(line, { kind: 'unread', name: effect.name }, chain);
        }
      } else if (effect.kind === 'eval' || effect.kind === 'alias') {
        scope.adopt(line, effect, within(effect.text), chain);
      } else scope.apply(line, effect, chain);
    }
    const isSure = effects.length > 0 && effects.every(({ kind }) => kind === 'assign' || kind === 'export');
    told = isSure ? undefined : guardIn(words, scope);
    tested = told === undefined ? chain : [...chain, told];
  };

  const openLoop = (line: number): void => {
    const name = reader.takeLiteral() ?? '';
    if (reader.literal() === 'in') reader.take();
    const words = reader.takeWords();
    scope.apply(line, { kind: 'unread', name }, chain);
    open(frame('loop', 'test', { loop: loopVariable(name, words, scope.variables()) }));
  };

  const openCase = (): void => {
    const word = reader.take();
    const isFlags = word?.kind === 'word' && testText(word.parts, new Map()) === '$-';
    reader.skipNewlines();
    if (reader.literal() === 'in') reader.take();
    open(frame('case', 'pattern', { isFlags }));
  };

  const reserved = new Map<string, (line: number) => void>(
    Object.entries({
      if: () => open(frame('if', 'test')),
      // biome-ignore lint/suspicious/noThenProperty: a word of the shell's
      then: () => {
        const now = top();
        if (now?.kind === 'if') enterThen(now, tested);
        startOver();
      },
      elif: () => {
        const now = top();
        if (now?.kind === 'if') enterElse(now, 'test');
        startOver();
      },
      else: () => {
        const now = top();
        if (now?.kind === 'if') enterElse(now, 'body');
        startOver();
      },
      fi: () => close('if'),
      while: () => open(frame('loop', 'test')),
      until: () => open(frame('loop', 'test')),
      for: openLoop,
      select: openLoop,
      do: () => {
        const now = top();
        const guard: Guard = now?.loop === undefined ? MAYBE : { kind: 'exists', path: `$${now.loop.name}` };
        if (now?.kind === 'loop') now.guards = [guard];
        startOver();
      },
      done: () => close('loop'),
      case: openCase,
      esac: () => close('case'),
      '{': () => open(frame('brace', 'body')),
      '}': () => close('brace'),
      function: () => {
        startFunction(reader.takeLiteral() ?? '');
        if (reader.isOperator('(') && reader.isOperator(')', 1)) {
          reader.take();
          reader.take();
        }
      },
      '!': () => {
        chain = [...chain, MAYBE];
      },
      time: () => {},
    }),
  );

  const operate = (operator: string): void => {
    const now = top();
    if (operator === '&&') chain = told === undefined ? chain : [...chain, told];
    else if (operator === '||') {
      chain = [...(chain.length === 0 ? [] : [MAYBE]), told === undefined ? MAYBE : negated(told)];
    } else if (operator === '(') open(frame('subshell', 'body'));
    else if (operator === ')') close('subshell');
    else if (operator.startsWith(';') && operator !== ';') {
      if (now?.kind === 'case') now.part = 'pattern';
      startOver();
    } else if (!operator.startsWith('|')) chain = [];
  };

  const takePattern = (now: Frame): void => {
    reader.skipNewlines();
    if (reader.literal() === 'esac') {
      reader.take();
      close('case');
      return;
    }
    enterBranch(now, reader.takePattern());
    startOver();
  };

  for (let token = reader.peek(); token !== undefined; token = reader.peek()) {
    const now = top();
    const word = reader.literal();
    const word0 = reader.bareWord();
    if (now?.part === 'pattern') takePattern(now);
    else if (token.kind === 'operator') {
      reader.take();
      if (reader.isRedirection(token.text)) reader.take();
      else operate(token.text);
    } else if (word0 !== undefined && reader.isOperator('(', 1) && reader.isOperator(')', 2)) {
      for (let count = 0; count < 3; count += 1) reader.take();
      startFunction(word0);
    } else if (word === word0 && word0 !== undefined && reserved.has(word0)) {
      reader.take();
      reserved.get(word0)?.(token.line);
    } else {
      const isAfterPipe = reader.isPipe(-1);
      const words = reader.takeWords();
      named = undefined;
      run(words, token.line, isAfterPipe || reader.isPipe(0));
    }
  }
};
