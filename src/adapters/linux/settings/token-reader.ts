import type { Word } from './shell-commands.ts';
import { literalOf } from './shell-commands.ts';
import type { ShellToken } from './shell-tokens.ts';
import { plainText } from './shell-tokens.ts';

/** Goes through tokens one by one. Every `take` goes on, so that a reader always comes to the end. */
export interface TokenReader {
  peek(): ShellToken | undefined;
  take(): ShellToken | undefined;
  /** The text of a word without expansions that stands here. */
  literal(): string | undefined;
  /** The same of a word without quotes: only such a one is a reserved word. */
  bareWord(): string | undefined;
  takeLiteral(): string | undefined;
  isOperator(text: string, ahead?: number): boolean;
  isPipe(ahead: number): boolean;
  isRedirection(operator: string): boolean;
  skipNewlines(): void;
  /** The words of a simple command, redirections left out; `[[ … ]]` with the operators in it. */
  takeWords(): readonly Word[];
  /** The patterns of a `case`'s branch, up to behind its parenthesis. */
  takePattern(): readonly string[];
}

export const tokenReader = (tokens: readonly ShellToken[]): TokenReader => {
  let at = 0;
  const peek = (): ShellToken | undefined => tokens[at];
  const take = (): ShellToken | undefined => {
    at += 1;
    return tokens[at - 1];
  };
  const literal = (): string | undefined => {
    const token = peek();
    return token?.kind === 'word' ? literalOf(token.parts) : undefined;
  };
  const isOperator = (text: string, ahead = 0): boolean => {
    const token = tokens[at + ahead];
    return token?.kind === 'operator' && token.text === text;
  };
  const isRedirection = (operator: string): boolean => /[<>]/.test(operator);

  /** True where the words end. */
  const takeOperator = (operator: string, words: Word[], isTest: boolean): boolean => {
    if (isTest) return operator === '\n';
    if (!isRedirection(operator)) return true;
    if (/^\d+$/.test(literalOf(words.at(-1) ?? []) ?? '')) words.pop();
    at += 1;
    return false;
  };

  return {
    peek,
    take,
    literal,
    bareWord: () => {
      const token = peek();
      const isBare =
        token?.kind === 'word' && token.parts.every((part) => part.kind === 'text' && !part.isQuoted);
      return isBare ? literal() : undefined;
    },
    takeLiteral: () => {
      const text = literal();
      at += 1;
      return text;
    },
    isOperator,
    isPipe: (ahead) => isOperator('|', ahead) || isOperator('|&', ahead),
    isRedirection,
    skipNewlines: () => {
      while (isOperator('\n')) at += 1;
    },
    takeWords: () => {
      const words: Word[] = [];
      const isTest = literal() === '[[';
      for (let token = peek(); token !== undefined; token = peek()) {
        if (token.kind === 'operator') {
          if (takeOperator(token.text, words, isTest)) break;
          at += 1;
          continue;
        }
        words.push(token.parts);
        at += 1;
        if (isTest && literalOf(token.parts) === ']]') break;
      }
      return words;
    },
    takePattern: () => {
      const patterns: string[] = [];
      for (let token = take(); token !== undefined; token = take()) {
        if (token.kind === 'word') patterns.push(plainText(token.parts));
        else if (token.text === ')') break;
      }
      return patterns;
    },
  };
};
