import type { WordPart } from './shell-word.ts';
import { scanWord } from './shell-word.ts';

/** A word or an operator of a shell's text, with the line that it begins on. A newline is the operator `\n`. */
export type ShellToken =
  | { readonly kind: 'word'; readonly parts: readonly WordPart[]; readonly line: number }
  | { readonly kind: 'operator'; readonly text: string; readonly line: number };

/** The longest first. `((` is read with all that is in it. */
const OPERATOR = /(?:\n|;;&|;;|;&|&&|\|\||\|&|&>>|&>|<<<|<<-|<<|>>|>\||>&|<&|<>|[;&|<>()])/y;

/**
 * The words and operators of sh, bash and zsh: quotes, expansions, comments and here-documents kept or skipped as sh(1) says. `unreadFrom` is the line
 * where a quote or an expansion began that never ends; what follows it is not read.
 */
export const shellTokens = (
  text: string,
): { readonly tokens: readonly ShellToken[]; readonly unreadFrom?: number } => {
  const tokens: ShellToken[] = [];
  const heredocs: { readonly delimiter: string; readonly stripsTabs: boolean }[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const char = text[at] ?? '';
    if (char === ' ' || char === '\t' || char === '\r') {
      at += 1;
    } else if (char === '\\' && text[at + 1] === '\n') {
      at += 2;
      line += 1;
    } else if (char === '#') {
      at = endOfLine(text, at);
    } else if (text.startsWith('((', at) && isCommandStart(tokens)) {
      const close = text.indexOf('))', at);
      if (close === -1) return { tokens, unreadFrom: line };
      line += newlines(text.slice(at, close));
      at = close + 2;
    } else {
      OPERATOR.lastIndex = at;
      const operator = OPERATOR.exec(text)?.[0];
      const isProcess = (operator === '<' || operator === '>') && text[at + 1] === '(';
      if (operator === undefined || isProcess) {
        const word = scanWord(text, at);
        if (word === undefined) return { tokens, unreadFrom: line };
        const before = tokens.at(-1);
        tokens.push({ kind: 'word', parts: word.parts, line });
        if (before?.kind === 'operator' && (before.text === '<<' || before.text === '<<-')) {
          heredocs.push({ delimiter: plainText(word.parts), stripsTabs: before.text === '<<-' });
        }
        line += newlines(text.slice(at, word.end));
        at = word.end;
      } else {
        tokens.push({ kind: 'operator', text: operator, line });
        at += operator.length;
        if (operator === '\n') {
          line += 1;
          for (const { delimiter, stripsTabs } of heredocs.splice(0)) {
            const end = endOfHeredoc(text, at, delimiter, stripsTabs);
            line += newlines(text.slice(at, end));
            at = end;
          }
        }
      }
    }
  }
  return { tokens };
};

/** Elsewhere `((` is two subshells, or a pattern of zsh. */
const isCommandStart = (tokens: readonly ShellToken[]): boolean => {
  const before = tokens.at(-1);
  if (before === undefined || before.kind === 'operator') return true;
  return /^(?:if|while|until|then|do|else|elif|for|!|\{)$/.test(plainText(before.parts));
};

export const plainText = (parts: readonly WordPart[]): string =>
  parts.map((part) => (part.kind === 'text' ? part.text : '')).join('');

const endOfLine = (text: string, from: number): number => {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
};

const endOfHeredoc = (text: string, from: number, delimiter: string, stripsTabs: boolean): number => {
  let at = from;
  while (at < text.length) {
    const end = endOfLine(text, at);
    const line = text.slice(at, end);
    at = Math.min(text.length, end + 1);
    if ((stripsTabs ? line.replace(/^\t+/, '') : line) === delimiter) return at;
  }
  return text.length;
};

const newlines = (text: string): number => text.split('\n').length - 1;
