/** Values that stand where a key must, and are none. Hidden where they stand, but not looked for elsewhere. */
const PLACEHOLDER_VALUES = new Set(['empty', 'none', 'null', 'true', 'false', 'dummy', 'test']);

/**
 * Regular expressions that find a secret in what a peer or program echoes: as it is, percent-encoded or decoded, escaped for HTML or
 * JSON. A short one only as a word of its own, and one of fewer than four characters not at all: `1` is everywhere.
 */
export const echoPatterns = (secret: string): readonly string[] => {
  const decoded = percentDecode(secret);
  const forms = decoded === secret ? [secret] : [secret, decoded];
  return forms.flatMap(piecesOf).flatMap((form) => {
    if (form.length < 4 || PLACEHOLDER_VALUES.has(form.toLowerCase())) return [];
    const pattern = [...form].map(anyEscape).join('');
    return [form.length < 8 ? `(?<![A-Za-z0-9])${pattern}(?![A-Za-z0-9])` : pattern];
  });
};

/** A regular expression of many thousand characters overflows the matcher's stack: a long secret is looked for in pieces. */
const PIECE = 1024;

const piecesOf = (form: string): readonly string[] =>
  form.length <= PIECE
    ? [form]
    : Array.from({ length: Math.ceil(form.length / PIECE) }, (_, index) =>
        form.slice(Math.min(index * PIECE, form.length - PIECE)).slice(0, PIECE),
      );

/** The same for a user with a password as they travel in `Basic` credentials: UTF-8 (RFC 7617) or Latin-1 (requests). */
export const basicPatterns = (user: string, password: string): readonly string[] => {
  const pairs = new Set([`${user}:${password}`, `${percentDecode(user)}:${percentDecode(password)}`]);
  const encoded = [...pairs].flatMap((pair) => [
    Buffer.from(pair, 'utf8').toString('base64'),
    Buffer.from(pair, 'latin1').toString('base64'),
  ]);
  return [...new Set(encoded.flatMap(piecesOf))].map((base64) =>
    [...base64.replace(/=+$/, '')].map((c) => (c === '+' ? '[+-]' : c === '/' ? '[/_]' : c)).join(''),
  );
};

const HTML: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;|&#34;|&#x22;',
  "'": '&#39;|&#x27;|&apos;',
};

/** One character in every way that it may be written. Letters and digits are never escaped. */
const anyEscape = (character: string): string => {
  if (/[A-Za-z0-9]/.test(character)) return character;
  const literal = character.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  const percent = [...Buffer.from(character, 'utf8')]
    .map((byte) => `%${[...byte.toString(16).padStart(2, '0')].map(eitherCase).join('')}`)
    .join('');
  const json = JSON.stringify(character).slice(1, -1);
  const inJson = json === character ? [] : json.replace(/\\/g, '\\\\');
  return `(?:${[literal, percent, HTML[character] ?? [], inJson].flat().join('|')})`;
};

const eitherCase = (digit: string): string =>
  /[a-f]/.test(digit) ? `[${digit}${digit.toUpperCase()}]` : digit;

/** Bytes that are no valid escape stay as they are: `100%` → `100%`. */
const percentDecode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) =>
      Buffer.from(bytes.replaceAll('%', ''), 'hex').toString('utf8'),
    );
  }
};
