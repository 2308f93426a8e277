import type { WordPart } from './shell-word.ts';
import { scanWord } from './shell-word.ts';

/** What a word gives: its text; a text in which `${NAME}` and its like stand for variables; or only the running shell knows. */
export type ShellValue =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'template'; readonly text: string }
  | { readonly kind: 'unread' };

/** What is known of the shell's own variables at this place. */
export type Constants = ReadonlyMap<string, string>;

const UNREAD: ShellValue = { kind: 'unread' };

/** A value that doubles line by line would fill the memory. */
const LONGEST_VALUE = 65_536;

/** The value of an assignment's right side. Words are not split there, and file names not looked for (bash(1), zsh(1)). */
export const wordValue = (parts: readonly WordPart[], constants: Constants): ShellValue => {
  const pieces: Piece[] = [];
  for (const [index, part] of parts.entries()) {
    const found = pieceOf(part, index === 0, constants);
    if (found === undefined) return UNREAD;
    pieces.push(...found);
  }
  const isLiteral = pieces.every(({ kind }) => kind === 'text');
  const text = pieces.map((piece) => piece.text).join('');
  if (text.length > LONGEST_VALUE) return UNREAD;
  if (isLiteral) return { kind: 'literal', text };
  // In a template a dollar begins a variable, so none may stand for itself.
  const isPlain = pieces.every((piece) => piece.kind === 'variable' || !piece.text.includes('$'));
  return isPlain ? { kind: 'template', text } : UNREAD;
};

interface Piece {
  readonly kind: 'text' | 'variable';
  readonly text: string;
}

const pieceOf = (part: WordPart, isFirst: boolean, constants: Constants): readonly Piece[] | undefined => {
  if (part.kind === 'opaque') return undefined;
  if (part.kind === 'parameter') return parameterPiece(part.text, constants);
  if (part.isQuoted) return [{ kind: 'text', text: part.text }];
  if (/\{[^{}]*(?:,|\.\.)[^{}]*\}/.test(part.text)) return undefined;
  return tildePieces(part.text, isFirst, constants);
};

/** `~` and `~/…` at the start and behind a colon; another user's home is not looked for. */
const tildePieces = (text: string, isFirst: boolean, constants: Constants): readonly Piece[] | undefined => {
  if (!/(?:^|:)~/.test(text)) return [{ kind: 'text', text }];
  if (!isFirst || text.lastIndexOf('~') > 0 || !/^~(?:\/|$)/.test(text)) return undefined;
  const home = constants.get('HOME');
  return [
    home === undefined ? { kind: 'variable', text: HOME } : { kind: 'text', text: home },
    { kind: 'text', text: text.slice(1) },
  ];
};

// biome-ignore lint/suspicious/noTemplateCurlyInString: a template of the shell's
const HOME = '${HOME}';

const PARAMETER = /^([A-Za-z_]\w*)(?:(:?[-=+])([\s\S]*))?$/;

const parameterPiece = (text: string, constants: Constants): readonly Piece[] | undefined => {
  const [, name, operator, word = ''] = PARAMETER.exec(text) ?? [];
  if (name === undefined) return undefined;
  const constant = constants.get(name);
  if (operator === undefined) {
    return constant === undefined
      ? [{ kind: 'variable', text: `\${${name}}` }]
      : [{ kind: 'text', text: constant }];
  }
  const inner = innerValue(word, constants);
  if (inner.kind === 'unread' || /[{}$]/.test(inner.text.replace(/\$\{\w+\}/g, ''))) return undefined;
  const sign = operator.replace('=', '-');
  return [{ kind: 'variable', text: `\${${name}${sign}${inner.text}}` }];
};

/** The word behind `:-` and its like: blanks in it are its own. */
const innerValue = (word: string, constants: Constants): ShellValue => {
  if (word === '') return { kind: 'literal', text: '' };
  const isQuoted = /["'\\]/.test(word);
  const scanned = isQuoted && !/\s/.test(word) ? scanWord(word, 0) : scanWord(`"${word}"`, 0);
  if (scanned === undefined || (isQuoted && /\s/.test(word)) || scanned.end < word.length) return UNREAD;
  const value = wordValue(scanned.parts, constants);
  // Only plain variables within: one step of expansion is all that a template has.
  return value.kind === 'template' && /\$\{\w+[^}\w]/.test(value.text) ? UNREAD : value;
};
