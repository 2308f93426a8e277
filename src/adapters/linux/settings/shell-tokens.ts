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
  const heredocs: Heredoc[] = [];
  let at = 0;
  let line = 1;
  const goTo = (end: number): void => {
    line += newlines(text.slice(at, end));
    at = end;
  };
  while (at < text.length) {
    const skipped = endOfSkipped(text, at, tokens);
    if (skipped === undefined) return { tokens, unreadFrom: line };
    if (skipped > at) {
      goTo(skipped);
      continue;
    }
    OPERATOR.lastIndex = at;
    const operator = OPERATOR.exec(text)?.[0];
    const isProcess = (operator === '<' || operator === '>') && text[at + 1] === '(';
    if (operator === undefined || isProcess) {
      const word = scanWord(text, at);
      if (word === undefined) return { tokens, unreadFrom: line };
      heredocs.push(...heredocOf(tokens.at(-1), word.parts));
      tokens.push({ kind: 'word', parts: word.parts, line });
      goTo(word.end);
    } else {
      tokens.push({ kind: 'operator', text: operator, line });
      goTo(at + operator.length);
      if (operator === '\n') for (const heredoc of heredocs.splice(0)) goTo(endOfHeredoc(text, at, heredoc));
    }
  }
  return { tokens };
};

interface Heredoc {
  readonly delimiter: string;
  readonly stripsTabs: boolean;
}

const heredocOf = (before: ShellToken | undefined, parts: readonly WordPart[]): readonly Heredoc[] => {
  const isHeredoc = before?.kind === 'operator' && (before.text === '<<' || before.text === '<<-');
  return isHeredoc ? [{ delimiter: plainText(parts), stripsTabs: before.text === '<<-' }] : [];
};

const BLANKS = /[ \t\r]+/y;

/** Behind a blank, a comment or arithmetic that stands here; the same place where none does, undefined where it never ends. */
const endOfSkipped = (text: string, at: number, tokens: readonly ShellToken[]): number | undefined => {
  const char = text[at] ?? '';
  BLANKS.lastIndex = at;
  const blanks = BLANKS.exec(text)?.[0];
  if (blanks !== undefined) return at + blanks.length;
  if (char === '\\' && text[at + 1] === '\n') return at + 2;
  if (char === '#') return endOfLine(text, at);
  if (!text.startsWith('((', at) || !isCommandStart(tokens)) return at;
  const close = text.indexOf('))', at);
  return close === -1 ? undefined : close + 2;
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

const endOfHeredoc = (text: string, from: number, { delimiter, stripsTabs }: Heredoc): number => {
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
