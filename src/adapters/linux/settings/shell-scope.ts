import type { SettingGuard, SettingStatement } from '../../../domain/facts/settings.ts';
import type { Effect } from './shell-commands.ts';
import type { Frame } from './shell-frames.ts';
import { frame, placeIn } from './shell-frames.ts';
import type { Guard } from './shell-guard.ts';
import { sourcedPaths } from './shell-source.ts';
import { wordValue } from './shell-value.ts';

/** Variables with a value that is known before the file is read: `HOME`, `ZDOTDIR`. Paths of sourced files may hold them. */
export type Places = ReadonlyMap<string, string>;

/** A statement before its place is known. */
type Bare<One> = One extends SettingStatement ? Omit<One, 'line' | 'guards' | 'inFunction'> : never;
type Nested = Extract<Effect, { kind: 'eval' | 'alias' }>;
/** Everything that can be applied by itself: a text within the text is read by the parser. */
export type PlainEffect = Exclude<Effect, Nested>;

/** Where a parser stands in a file: the constructs around it, and what is known of the shell's variables. */
export interface Scope {
  readonly frames: readonly Frame[];
  /** What was assigned without condition, and still holds. */
  variables(): ReadonlyMap<string, string>;
  open(next: Frame): void;
  close(kind: Frame['kind']): void;
  /** Notes what a command does; `chain` is what `&&` and `||` before it ask for. */
  apply(line: number, effect: PlainEffect, chain: readonly Guard[]): void;
  /** Notes what the text of an `eval` or an alias does, where that stands. */
  adopt(line: number, effect: Nested, statements: readonly SettingStatement[], chain: readonly Guard[]): void;
  defineFunction(name: string): void;
  /** Everything that was noted. Of a function that is defined twice nobody knows which one is called. */
  statements(): readonly SettingStatement[];
}

/** More frames than anybody nests. */
const DEEPEST = 64;

export const createScope = (places: Places): Scope => {
  const statements: SettingStatement[] = [];
  const frames: Frame[] = [];
  const functions = new Set<string>();
  const twice = new Set<string>();
  const locals = new Set<string>();
  /** Variables that are a list somewhere: each shell has its own way with one that becomes a text. */
  const lists = new Set<string>();
  let constants = new Map<string, string>();

  const isInLoop = (): boolean => frames.some(({ kind }) => kind === 'loop');
  const forget = (name: string): void => {
    constants.delete(name);
    frames.at(-1)?.assigned.add(name);
  };

  const guardsOf = (chain: readonly Guard[], paths: readonly string[]): readonly SettingGuard[] => {
    const guards = [...placeIn(frames).guards, ...chain].flatMap((guard): readonly SettingGuard[] => {
      if (guard.kind !== 'exists') return [guard.kind];
      const isItself = paths.some((path) => path === guard.path || path.startsWith(`${guard.path}/`));
      const isLoops =
        paths.length > 0 && frames.some(({ loop }) => loop !== undefined && guard.path === `$${loop.name}`);
      return isItself || isLoops ? [] : ['maybe'];
    });
    return [...new Set(guards)];
  };

  const add = (
    line: number,
    statement: Bare<SettingStatement>,
    chain: readonly Guard[],
    paths: readonly string[] = [],
  ): void => {
    const { inFunction } = placeIn(frames);
    const placed = {
      line,
      guards: guardsOf(chain, paths),
      ...(inFunction === undefined ? {} : { inFunction }),
    };
    // What was taken from its type is put back: it is whole.
    statements.push({ ...statement, ...placed } as SettingStatement);
  };

  const assign = (
    line: number,
    { name, isExported, appends, value: parts }: Extract<Effect, { kind: 'assign' }>,
    chain: readonly Guard[],
  ): void => {
    if (locals.has(name)) return;
    if (parts.some((part) => part.kind === 'opaque' && part.text.startsWith('('))) lists.add(name);
    const value = wordValue(
      appends ? [{ kind: 'parameter', text: name, isQuoted: true }, ...parts] : parts,
      constants,
    );
    // Nobody knows how often a loop runs.
    if (value.kind === 'unread' || lists.has(name) || (value.kind === 'template' && isInLoop())) {
      add(line, { kind: 'unread', name }, chain);
    } else {
      const isLiteral = value.kind === 'literal';
      add(line, { kind: 'set', name, value: value.text, isLiteral, isExported }, chain);
    }
    forget(name);
    if (value.kind === 'literal' && chain.length === 0) constants.set(name, value.text);
  };

  const apply: Scope['apply'] = (line, effect, chain) => {
    switch (effect.kind) {
      case 'assign':
        return assign(line, effect, chain);
      case 'local':
        locals.add(effect.name);
        return forget(effect.name);
      case 'unset':
        forget(effect.name);
        return add(line, effect, chain);
      case 'unread':
        if (effect.name === '') constants.clear();
        else forget(effect.name);
        return add(line, effect, chain);
      case 'source': {
        const paths = sourcedPaths(effect.path, new Map([...places, ...constants]), frames);
        constants.clear();
        const isKnownLoop = frames.every(({ kind, loop }) => kind !== 'loop' || loop !== undefined);
        if (!isKnownLoop) return add(line, { kind: 'unread', name: '' }, chain);
        return add(line, { kind: 'source', paths }, chain, paths);
      }
      case 'command':
        if (functions.has(effect.name)) constants.clear();
        return add(
          line,
          { kind: 'call', name: effect.name },
          isInLoop() ? [...chain, { kind: 'maybe' }] : chain,
        );
      default:
        return add(line, effect, chain);
    }
  };

  return {
    frames,
    statements: () =>
      statements.map((one) =>
        one.inFunction === undefined || !twice.has(one.inFunction)
          ? one
          : { ...one, guards: [...new Set([...one.guards, 'maybe' as const])] },
      ),
    variables: () => new Map([...places, ...constants]),
    open: (next) => {
      if (next.inFunction !== undefined) constants = new Map();
      if (next.kind === 'loop') constants.clear();
      frames.push(frames.length < DEEPEST ? next : { ...frame('loop', 'body'), guards: [{ kind: 'maybe' }] });
    },
    close: (kind) => {
      const closed = frames.at(-1);
      if (closed?.kind !== kind) return;
      frames.pop();
      if (closed.outside !== undefined) constants = new Map(closed.outside);
      if (closed.inFunction !== undefined) return locals.clear();
      for (const name of closed.assigned) forget(name);
    },
    apply,
    adopt: (line, effect, found, chain) => {
      const isAlias = effect.kind === 'alias';
      const own = isAlias ? effect.name : placeIn(frames).inFunction;
      if (isAlias) functions.add(effect.name);
      else constants.clear();
      const guards = isAlias ? [] : guardsOf(chain, []);
      for (const statement of found) {
        const all = [...new Set([...guards, ...statement.guards])];
        statements.push({
          ...statement,
          line,
          guards: all,
          ...(own === undefined ? {} : { inFunction: own }),
        });
      }
    },
    defineFunction: (name) => {
      if (functions.has(name)) twice.add(name);
      functions.add(name);
    },
  };
};
