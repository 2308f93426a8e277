import type { Result } from '../facts/result.ts';
import { fail, succeed } from '../facts/result.ts';
import type { Slip } from './slip.ts';
import { slip } from './slip.ts';
import type { Target } from './target.ts';

/** The scheme, and where the authority begins. */
export interface SchemeRead {
  readonly scheme: Target['scheme'];
  readonly end: number;
}

const isKnown = (scheme: string): scheme is Target['scheme'] => scheme === 'http' || scheme === 'https';

/** `http://…`; a text without any scheme (`127.0.0.1:8000/v1`) is taken as http. */
export const readScheme = (text: string): Result<SchemeRead, Slip> => {
  const misspelt = checkTwice(text) ?? checkSlashes(text);
  if (misspelt !== undefined) return fail(misspelt);
  const written = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text);
  if (written === null) return succeed({ scheme: 'http', end: 0 });
  const [{ length: end }, name = ''] = written;
  const scheme = name.toLowerCase();
  if (isKnown(scheme)) return succeed({ scheme, end });
  const nearest = nearestScheme(scheme);
  return fail(
    slip(
      'unknown-scheme',
      0,
      nearest === undefined ? undefined : { text, start: 0, end: name.length, by: nearest },
    ),
  );
};

/** `https://https://host`, as a paste after a scheme already typed leaves it: the second is the pasted URL's own. */
const checkTwice = (text: string): Slip | undefined => {
  const [first] = /^https?:\/\/(?=https?:\/\/)/i.exec(text) ?? [];
  if (first === undefined) return undefined;
  return slip('scheme-twice', first.length, { text, start: 0, end: first.length, by: '' });
};

/** `http:/host`, `https:host`, `http//host`, `http:\\host`, `http;//host`, `://host`, `//host`, `http:///host`. */
const checkSlashes = (text: string): Slip | undefined => {
  const match =
    /^(https?)(?:[:;.,]?[/\\]{2,}|:[/\\]?)/i.exec(text) ?? /^()(?:[:;.,]?[/\\]{2,}|:[/\\])/.exec(text);
  if (match === null) return undefined;
  const [{ length: end }, name = ''] = match;
  if (text.slice(name.length, end) === '://' && name !== '') return undefined;
  const rest = text.slice(end);
  return slip(
    'scheme-slashes',
    name === '' ? 0 : firstDifference(text, `${name}://`),
    isPlainHost(rest, text.slice(name.length, end))
      ? { text, start: 0, end, by: `${name || 'http'}://` }
      : undefined,
  );
};

/** After too many slashes a path may stand where the host should (`http:///v1`), and `http:8000` is a host and a port. */
const isPlainHost = (rest: string, separator: string): boolean => {
  if (separator === ':') return !/^\d*(?:[/?#]|$)/.test(rest);
  return !/[/\\]{3,}/.test(separator) || /^(?:[^/?#]*[.:[\]]|localhost(?:[/?#]|$))/i.test(rest);
};

const firstDifference = (text: string, expected: string): number => {
  let at = 0;
  while (at < expected.length && text[at] === expected[at]) at += 1;
  return at;
};

/** `http` or `https` where exactly one of them is one typing slip away: `htp`, `htttp`, `htps`, `thtp`. */
const nearestScheme = (scheme: string): Target['scheme'] | undefined => {
  const near = (['http', 'https'] as const).filter((known) => isOneSlipAway(scheme, known));
  return near.length === 1 ? near[0] : undefined;
};

/** One letter missing, extra or wrong, or two neighbours swapped. */
const isOneSlipAway = (typed: string, meant: string): boolean => {
  const start = firstDifference(typed, meant);
  const [a, b] = [typed.slice(start), meant.slice(start)];
  const isSwapped = a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
  return a.slice(1) === b || a === b.slice(1) || a.slice(1) === b.slice(1) || isSwapped;
};
