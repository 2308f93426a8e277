import { MEANINGS } from './meanings.ts';
import type { Groups, Message } from './message.ts';
import { SPEAKERS } from './messages/speakers.ts';
import type { Params, Speaker } from './reading.ts';
import type { ReadingCode } from './reading-code.ts';

/** A message found in a line. */
export interface LineMatch {
  readonly code: ReadingCode;
  readonly by: Speaker;
  readonly params: Params;
  /** In the line, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/**
 * What a line says: of all messages that fit, the one that tells most; of equals the one that names more, then the one of a known
 * program, then the longer. `undefined` where nothing is known in it.
 */
export const matchLine = (line: string, messages: readonly Message[]): LineMatch | undefined => {
  const lower = line.toLowerCase();
  const found = messages.flatMap((message): readonly LineMatch[] => {
    if (!message.needles.some((needle) => lower.includes(needle))) return [];
    const match = message.pattern.exec(line);
    if (match === null) return [];
    const groups = joinNumbered(match.groups ?? {});
    const code = typeof message.code === 'string' ? message.code : message.code(groups);
    if (code === undefined) return [];
    const by = SPEAKERS.find(([, frame]) => frame.test(line))?.[0] ?? message.by;
    const params = { ...message.params, ...paramsOf(groups, match[0]) };
    return [{ code, by, params, start: match.index, end: match.index + match[0].length }];
  });
  return found.reduce<LineMatch | undefined>(
    (best, one) => (best === undefined || isMoreTelling(one, best) ? one : best),
    undefined,
  );
};

const isMoreTelling = (one: LineMatch, other: LineMatch): boolean => {
  const order = rank(one).map((value, index) => value - (rank(other)[index] ?? 0));
  const decided = order.find((difference) => difference !== 0) ?? 0;
  return decided > 0 || (decided === 0 && inFull(one) < inFull(other));
};

const inFull = ({ code, by, params }: LineMatch): string => JSON.stringify([code, by, params]);

const rank = ({ code, by, params, start, end }: LineMatch): readonly number[] => [
  MEANINGS[code].tells,
  Object.keys(params).length,
  by === 'unknown' ? 0 : 1,
  end - start,
  -start,
];

/** `host2` is another place for `host` in the same pattern; two halves of `why` are one. */
const joinNumbered = (groups: Groups): Groups => {
  const joined: Record<string, string> = {};
  for (const [key, value] of Object.entries(groups)) {
    if (value === undefined) continue;
    const name = key.replace(/\d$/, '');
    joined[name] = joined[name] === undefined ? value : `${joined[name]} ${value}`;
  }
  return joined;
};

const PARAM_NAMES = [
  'host',
  'port',
  'url',
  'proxy',
  'status',
  'detail',
  'model',
  'resolver',
  'after',
] as const;

const paramsOf = (groups: Groups, text: string): Params => {
  const isTls = groups['isTls'] === 'S' || text.includes('HTTPSConnectionPool');
  const params: Partial<Record<(typeof PARAM_NAMES)[number], string>> = {};
  for (const name of PARAM_NAMES) {
    const value = clean(name, groups[name] ?? '');
    if (value !== '') params[name] = value;
  }
  const { pool, poolPort, path } = groups;
  // urllib3 names the proxy's pool for http, and the target's for https.
  if (pool !== undefined && groups['isTls'] === 'S') Object.assign(params, { host: pool, port: poolPort });
  else if (pool !== undefined) params.proxy = `http://${authority(pool, poolPort)}`;
  if (params.url !== undefined && !/^[a-z][a-z0-9+.-]{0,20}:/i.test(params.url)) {
    if (params.url.startsWith('/')) delete params.url;
  }
  const host = params.host;
  if (host !== undefined && path?.startsWith('/') && params.port !== undefined) {
    params.url = `http${isTls ? 's' : ''}://${authority(host, params.port)}${clean('url', path)}`;
  }
  if (params.url !== undefined && host === undefined) Object.assign(params, placeOf(params.url));
  return params;
};

/** Quotes and stops around a value belong to the sentence. */
const clean = (name: string, value: string): string => {
  const bare = value.trim().replace(/^["'<([]{1,3}(?=[^:\d])/, '');
  if (name === 'host') return bare.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  return bare.replace(/(?:[.,;:'"`)>]|\\[rn]){1,4}$/, '');
};

const authority = (host: string, port: string | undefined): string => {
  const inBrackets = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  return port === undefined ? inBrackets : `${inBrackets}:${port}`;
};

/** Host and port as a URL writes them. */
export const placeOf = (url: string): Params => {
  const [, host = '', port] =
    /^https?:\/\/(?:[^/?#@\s]{0,300}@)?(\[[^\]]{2,64}\]|[^/:?#\s]{1,255})(?::(\d{1,5}))?(?=[/?#\s]|$)/i.exec(
      url,
    ) ?? [];
  if (host === '') return {};
  const isTls = /^https:/i.test(url);
  return { host: host.replace(/^\[|\]$/g, ''), port: port ?? (isTls ? '443' : '80') };
};
