/**
 * A part of a shell's word. `parameter` is what stands in `${…}` or behind `$`: `NAME`, `NAME:-text`, `#NAME`. `opaque` is what only the running
 * shell knows: `$(…)`, backquotes, arithmetic, lists of zsh.
 */
export type WordPart =
  | { readonly kind: 'text'; readonly text: string; readonly isQuoted: boolean }
  | { readonly kind: 'parameter'; readonly text: string; readonly isQuoted: boolean }
  | { readonly kind: 'opaque'; readonly text: string };

interface Scanned {
  readonly parts: readonly WordPart[];
  readonly end: number;
}

/** Expansions in quotes in expansions: more than anybody writes, and few enough for the stack. */
const DEEPEST = 32;

/** What ends a word that stands outside of quotes. */
const BLANK_OR_OPERATOR = /[\s;&|<>()]/;

/** Reads one word of sh, bash or zsh from here to its end. Undefined where a quote or an expansion never ends. */
export const scanWord = (text: string, from: number): Scanned | undefined => {
  const parts: WordPart[] = [];
  let at = from;
  while (at < text.length) {
    const char = text[at] ?? '';
    const isList = char === '(' && at > from && (text[at + 1] !== ')' || text[at - 1] === '=');
    const isProcess = (char === '<' || char === '>') && text[at + 1] === '(' && at === from;
    if (isList || isProcess) {
      const close = endOfGroup(text, isProcess ? at + 1 : at);
      if (close === undefined) return undefined;
      parts.push({ kind: 'opaque', text: text.slice(at, close) });
      at = close;
      continue;
    }
    if (BLANK_OR_OPERATOR.test(char)) break;
    const part = scanPart(text, at);
    if (part === undefined) return undefined;
    parts.push(...part.parts);
    at = part.end;
  }
  return { parts: joined(parts), end: at };
};

const scanPart = (text: string, at: number): Scanned | undefined => {
  const char = text[at] ?? '';
  if (char === "'") return scanSingle(text, at);
  if (char === '"') return scanDouble(text, at + 1);
  if (char === '\\') return scanEscape(text, at);
  if (text.startsWith("$'", at)) return scanAnsi(text, at);
  if (text.startsWith('$"', at)) return scanDouble(text, at + 2);
  if (char === '$' || char === '`') return scanExpansion(text, at, false);
  const run = runAt(PLAIN, text, at);
  return { parts: [{ kind: 'text', text: run, isQuoted: false }], end: at + run.length };
};

/** Characters that are themselves: outside of quotes, and in double quotes. */
const PLAIN = /[^\s;&|<>()'"\\$`]+/y;
const PLAIN_QUOTED = /[^"\\$`]+/y;

/** The plain characters that stand here; where there are none, the one character that does. */
const runAt = (plain: RegExp, text: string, at: number): string => {
  plain.lastIndex = at;
  return plain.exec(text)?.[0] ?? text[at] ?? '';
};

const scanSingle = (text: string, at: number): Scanned | undefined => {
  const close = text.indexOf("'", at + 1);
  if (close === -1) return undefined;
  return { parts: [{ kind: 'text', text: text.slice(at + 1, close), isQuoted: true }], end: close + 1 };
};

/** A backslash before a newline is nothing, before anything else that character. */
const scanEscape = (text: string, at: number): Scanned => {
  const next = text[at + 1] ?? '';
  return { parts: [{ kind: 'text', text: next === '\n' ? '' : next, isQuoted: true }], end: at + 2 };
};

/** `$'…'` of bash and zsh: what is escaped in it is left to them. */
const scanAnsi = (text: string, at: number): Scanned | undefined => {
  const [whole, inner = ''] = /^\$'((?:[^'\\]|\\[\s\S])*)'/.exec(text.slice(at)) ?? [];
  if (whole === undefined) return undefined;
  const part: WordPart = inner.includes('\\')
    ? { kind: 'opaque', text: inner }
    : { kind: 'text', text: inner, isQuoted: true };
  return { parts: [part], end: at + whole.length };
};

/** From behind the opening quote to behind the closing one. */
const scanDouble = (text: string, from: number, depth = 0): Scanned | undefined => {
  const parts: WordPart[] = [{ kind: 'text', text: '', isQuoted: true }];
  let at = from;
  while (at < text.length) {
    const char = text[at] ?? '';
    if (char === '"') return { parts, end: at + 1 };
    if (char === '$' || char === '`') {
      const expansion = scanExpansion(text, at, true, depth);
      if (expansion === undefined) return undefined;
      parts.push(...expansion.parts);
      at = expansion.end;
    } else {
      const next = text[at + 1] ?? '';
      const isEscape = char === '\\' && '$`"\\\n'.includes(next) && next !== '';
      const run = runAt(PLAIN_QUOTED, text, at);
      const kept = isEscape ? (next === '\n' ? '' : next) : run;
      parts.push({ kind: 'text', text: kept, isQuoted: true });
      at += isEscape ? 2 : run.length;
    }
  }
  return undefined;
};

const scanExpansion = (text: string, at: number, isQuoted: boolean, depth = 0): Scanned | undefined => {
  const next = text[at + 1] ?? '';
  if (text[at] === '`') {
    const [whole] = /^`(?:[^`\\]|\\[\s\S])*`/.exec(text.slice(at)) ?? [];
    return whole === undefined ? undefined : opaque(whole, at + whole.length);
  }
  if (next === '(') {
    const close = endOfGroup(text, at + 1, depth);
    return close === undefined ? undefined : opaque(text.slice(at, close), close);
  }
  if (next === '{') {
    const close = endOfGroup(text, at + 1, depth);
    if (close === undefined) return undefined;
    return { parts: [{ kind: 'parameter', text: text.slice(at + 2, close - 1), isQuoted }], end: close };
  }
  const [name] = /^(?:[A-Za-z_]\w*|[0-9@*#?$!-])/.exec(text.slice(at + 1, at + 200)) ?? [];
  if (name === undefined) return { parts: [{ kind: 'text', text: '$', isQuoted }], end: at + 1 };
  // `$a[1]` and `$a:h` are one expansion to zsh, and two parts to bash.
  const after = text[at + 1 + name.length] ?? '';
  if (after === '[') return opaque(`$${name}`, at + 1 + name.length);
  return { parts: [{ kind: 'parameter', text: name, isQuoted }], end: at + 1 + name.length };
};

const opaque = (text: string, end: number): Scanned => ({ parts: [{ kind: 'opaque', text }], end });

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '{': '}' };

/** From an opening parenthesis or brace to behind the one that closes it, quotes and further groups of its kind within it passed over. */
const endOfGroup = (text: string, from: number, depthOfQuotes = 0): number | undefined => {
  if (depthOfQuotes > DEEPEST) return undefined;
  const open = text[from] ?? '';
  const close = CLOSING[open] ?? '';
  let depth = 0;
  let at = from;
  while (at < text.length) {
    const char = text[at] ?? '';
    if (char === '\\') at += 1;
    else if (char === "'" && open === '(') at = text.indexOf("'", at + 1);
    else if (char === '"') {
      const quoted = scanDouble(text, at + 1, depthOfQuotes + 1);
      if (quoted === undefined) return undefined;
      at = quoted.end - 1;
    } else if (char === open) depth += 1;
    else if (char === close) depth -= 1;
    if (at === -1) return undefined;
    at += 1;
    if (depth === 0) return at;
  }
  return undefined;
};

/** Neighbours of one kind as one part. A quote with nothing in it counts where it is all, or keeps what follows from being bare. */
const joined = (parts: readonly WordPart[]): readonly WordPart[] => {
  const result: WordPart[] = [];
  for (const [index, part] of parts.entries()) {
    const last = result.at(-1);
    const next = parts[index + 1];
    if (isEmpty(part) && (last !== undefined || (next !== undefined && next.kind !== 'text'))) continue;
    if (part.kind === 'text' && last?.kind === 'text' && part.isQuoted === last.isQuoted) {
      result[result.length - 1] = { ...last, text: last.text + part.text };
    } else result.push(part);
  }
  return result;
};

const isEmpty = (part: WordPart): boolean => part.kind === 'text' && part.text === '';
