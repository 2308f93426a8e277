import type { HttpResponse } from '../../facts/observation.ts';
import { isErrorPage } from '../header.ts';
import type { Program, ProgramError, ProxyErrorCategory, Sighting } from '../program.ts';

/** The `<h2>` of its templates, or the whole of its plain answers (jcc.c). */
const SAYINGS: readonly (readonly [RegExp, string, ProxyErrorCategory])[] = [
  [/<h2>\s*Connect failed/, 'connect-failed', 'connect-failed'],
  [/<h2>\s*Forwarding failure/, 'forwarding-failed', 'connect-failed'],
  [/<h2>\s*No such domain/, 'no-such-domain', 'dns-failed'],
  [/<h2>\s*Connection timeout/, 'connection-timeout', 'timed-out'],
  [/<h2>\s*No server or forwarder data/, 'no-server-data', 'other'],
  [/<h2>\s*Request for untrusted URL/, 'untrusted', 'access-denied'],
  [/Request (?:for )?blocked/, 'blocked', 'access-denied'],
  [/^The connection timed out/, 'connection-timeout', 'timed-out'],
  [/^Bad response\. The server or forwarder/, 'invalid-response', 'other'],
  [/^(?:Invalid|Bad|Malformed) (?:request|header)/, 'invalid-request', 'bad-request'],
];

const PLAIN =
  /^(?:Bad response\. The server or forwarder response doesn't look like HTTP\.|Invalid header received from client\.|Bad request\. Privoxy was unable to extract the destination\.)/;

/** `<title>503 - Connect failed (Privoxy@proxy.example.com)</title>`, then `This is <a …>Privoxy</a> 3.0.34 on …`. */
const PAGE = /\(Privoxy@[^)\s<]*\)/;
const VERSION = /Privoxy<\/a> ([\d.]+\w*)|privoxy\.org\/([\d.]+)\/user-manual/;

const answered = (response: HttpResponse): Sighting | undefined => {
  const { bodyStart } = response;
  const page =
    PAGE.exec(bodyStart) ?? (isErrorPage(response) ? /This is <a [^>]*>Privoxy</.exec(bodyStart) : null);
  const plain = response.status >= 400 ? PLAIN.exec(bodyStart) : null;
  if (page === null && plain === null) return undefined;
  const [, shown, linked] = VERSION.exec(bodyStart) ?? [];
  const version = shown ?? linked;
  const title = /<title>([^<]*)<\/title>/.exec(bodyStart)?.[1]?.trim();
  const mark = title ?? page?.[0] ?? plain?.[0] ?? '';
  return { clue: 'page', marks: [mark], ...(version === undefined ? {} : { version }) };
};

const error = (response: HttpResponse): ProgramError => {
  const [, code, category] = SAYINGS.find(([saying]) => saying.test(response.bodyStart)) ?? [];
  return { category: category ?? 'other', code: code ?? String(response.status), isRefused: false };
};

/**
 * Privoxy 3.0: its pages (templates/) name it; the rest of its head does not. Codes are its templates' names. It leaves no mark
 * on what it passes on.
 */
export const privoxy: Program = { program: 'privoxy', role: 'proxy', answered, error };
