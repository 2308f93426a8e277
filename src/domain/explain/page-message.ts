import type { HttpResponse } from '../facts/observation.ts';
import { pageText } from '../peers/page-text.ts';
import type { ProxyError } from '../peers/proxy-error.ts';
import { proxyError } from '../peers/proxy-error.ts';
import { recognisePeer } from '../peers/recognise-peer.ts';
import type { ResponseHead } from '../peers/response-head.ts';
import { placeOf } from './match-line.ts';
import { byStatus } from './messages/status.ts';
import type { Params, Speaker } from './reading.ts';
import type { ReadingCode } from './reading-code.ts';

export interface PageMessage {
  readonly code: ReadingCode;
  readonly by: Speaker;
  readonly params: Params;
  /** How the page begins, as text. */
  readonly excerpt: string;
  /** The head of this very response said it before. */
  readonly isAgain?: boolean;
}

const OF_PROXIES: Readonly<Record<ProxyError['category'], ReadingCode>> = {
  'connect-failed': 'beyond-proxy-failed',
  'dns-failed': 'beyond-proxy-name-unresolved',
  'access-denied': 'proxy-denies',
  'auth-required': 'proxy-auth-required',
  'timed-out': 'beyond-proxy-timed-out',
  'bad-request': 'proxy-error',
  other: 'proxy-error',
};

const KNOWN: readonly Speaker[] = [
  'squid',
  'tinyproxy',
  'privoxy',
  'clash',
  'nginx',
  'uvicorn',
  'vllm',
  'ollama',
  'lmdeploy',
];

const speakerOf = (program: string, otherwise: Speaker): Speaker =>
  KNOWN.find((speaker) => speaker === program) ?? otherwise;

/** A response as it was pasted: its head where that was pasted too, and its page. */
export const readPage = (head: ResponseHead | undefined, body: string): PageMessage | undefined => {
  const text = pageText(body);
  const titled = /<title>[^<]{0,40}?\b([45]\d\d)\b/i.exec(body)?.[1];
  const response: HttpResponse = {
    status: head?.status ?? Number(titled ?? (text === '' ? 0 : 500)),
    httpVersion: head?.httpVersion ?? '1.1',
    headers: head?.headers ?? [],
    bodyStart: text.slice(0, 4096),
    bodyBytes: body.length,
    isTruncated: false,
    hadControl: false,
  };
  const excerpt = text.replace(/<[^>]{0,300}>/g, ' ').slice(0, 400) || `HTTP ${response.status}`;
  const error = proxyError(response);
  if (error !== undefined)
    return {
      code: codeOf(error),
      by: speakerOf(error.program, 'proxy'),
      params: inPage(text, error),
      excerpt,
    };
  const nginx = /<center>(?:nginx|openresty)(?:\/[\w.]{1,20})?<\/center>/i.test(body);
  const peer = recognisePeer(response).program;
  const code = byStatus(String(head?.status ?? titled ?? ''));
  if (code === undefined) return undefined;
  return {
    code,
    by: nginx ? 'nginx' : speakerOf(peer, 'unknown'),
    params: { status: String(response.status) },
    excerpt,
  };
};

/** By the errno that the proxy met, where its page says it: Linux's, then those of BSD. */
const BY_ERRNO: Readonly<Record<string, ReadingCode>> = {
  111: 'beyond-proxy-refused',
  61: 'beyond-proxy-refused',
  110: 'beyond-proxy-timed-out',
  60: 'beyond-proxy-timed-out',
  113: 'beyond-proxy-unreachable',
  101: 'beyond-proxy-unreachable',
  65: 'beyond-proxy-unreachable',
  51: 'beyond-proxy-unreachable',
};

/** A page in a language that is not known still shows its errno. */
const codeOf = ({ category, detail }: ProxyError): ReadingCode =>
  (['connect-failed', 'timed-out', 'other'].includes(category) ? BY_ERRNO[detail ?? ''] : undefined) ??
  OF_PROXIES[category];

/** The address of a page's own program is no target. */
const OWN_LINK = /w3\.org|squid-cache|tinyproxy|privoxy|mailto/i;

const inPage = (text: string, { code, detail }: ProxyError): Params => {
  const urls = (text.slice(0, 4096).match(/https?:\/\/[^\s"'<>)]{1,300}/g) ?? []).filter(
    (url) => !OWN_LINK.test(url),
  );
  const [, host] = /Connection to ([\w.:-]{1,253}?) failed/.exec(text) ?? [];
  const [url] = urls;
  const named = /^\d+$/.test(code) && detail !== undefined ? '' : code;
  const said = [named, detail].filter((one) => one).join(' ');
  return {
    ...(url === undefined ? (host === undefined ? {} : { host }) : { url, ...placeOf(url) }),
    detail: said,
  };
};
