import { parseAddress } from '../net/parse-address.ts';
import type { HttpxUrl } from './httpx-url-parts.ts';
import { DEFAULT_PORTS } from './httpx-url-parts.ts';
import { idnaLabel } from './idna-label.ts';

/** RFC 3987 `iunreserved` and RFC 3986 `sub-delims`, without `:`; `ucschar` in the basic plane and above it. */
const NAME = String.raw`A-Za-z0-9._~!$&'()*+,;=\-\u{A0}-\u{D7FF}\u{F900}-\u{FDCF}\u{FDF0}-\u{FFEF}\u{10000}-\u{EFFFD}`;
const ESCAPED = '%[0-9A-Fa-f]{2}';
const AUTHORITY = new RegExp(
  String.raw`^(?:((?:${ESCAPED}|[${NAME}:])+)@)?(\[[^\]]*\]|(?:${ESCAPED}|[${NAME}])*):?([0-9]{1,5})?\n?$`,
  'u',
);

/**
 * A text as httpx.URL reads it until 0.23, by the rfc3986 package. An authority that is not well-formed is no error there: it
 * is dropped, and the URL has no host. `undefined`: a label outside ASCII that IDNA 2008 does not know, which is an error.
 * rfc3986 1.5 iri.py, misc.py and _mixin.py; httpx/_urls.py.
 */
export const parseRfc3986Url = (text: string): HttpxUrl | undefined => {
  const [, written = '', authority = ''] = /^(?:([a-z][a-z0-9+.-]*):)?(?:\/\/([^\\/?#]*))?/i.exec(text) ?? [];
  const [, userinfo = '', bracketed = '', digits = ''] = AUTHORITY.exec(authority) ?? [];
  if (!isHost(bracketed)) return { scheme: written, host: '', port: undefined, userinfo: '' };
  const labels = bracketed.split('.').map((label) => (/[^\0-\x80]/.test(label) ? idnaLabel(label) : label));
  if (labels.includes(undefined)) return undefined;
  const host = labels
    .join('.')
    .toLowerCase()
    .replace(/^\[+|\]+$/g, '');
  const scheme = host === '' ? written : written.toLowerCase();
  const port = digits === '' ? undefined : Number(digits);
  return { scheme, host, port: port === DEFAULT_PORTS.get(scheme) ? undefined : port, userinfo };
};

/** An IPv4 address has four bytes, and only IPv6 stands in brackets. */
const isHost = (text: string): boolean => {
  if (text.startsWith('[')) {
    return parseAddress(text.slice(1, -1).replace(/%.*$/, ''))?.family === 6;
  }
  const octets = /^[0-9]{1,3}(?:\.[0-9]{1,3}){3}$/.test(text) ? text.split('.') : [];
  return octets.every((octet) => Number(octet) <= 255);
};
