import { placeOf } from './match-line.ts';
import type { ContextLine } from './messages/context.ts';
import { CONTEXT } from './messages/context.ts';
import type { Params } from './reading.ts';
import type { Scan } from './scan.ts';

/** Each line that tells of a request may hold a secret, which is remembered from then on. */
const MAX_CONTEXTS = 500;

export interface RequestTracker {
  /** Reads what a line says of the request; gives the URL where this very line names one. */
  readonly read: (line: string) => Params;
  /** A message's own words, with what is known of the request where they lack it. */
  readonly complete: (params: Params, by: string) => Params;
  readonly told: () => Pick<Scan, 'url' | 'proxy' | 'isProxied'>;
}

type Groups = Readonly<Record<string, string | undefined>>;

/** Follows which request the lines of a text are about: curl -v, wget and logs name it on other lines than their errors. */
export const trackRequest = (hide: (text: string) => string): RequestTracker => {
  let url: string | undefined;
  let proxy: string | undefined;
  // What curl -v tells in pieces.
  let place: Params = {};
  let path: string | undefined;
  let isTls = false;
  let isProxied = false;
  let contexts = 0;

  const note = (groups: Groups): void => {
    const { host, port } = groups;
    proxy = groups['proxy'] ?? proxy;
    path = groups['path'] ?? path;
    isProxied ||= groups['proxied'] !== undefined;
    if (host !== undefined && port !== undefined) {
      place = { host, port };
      isTls = false;
    }
    isTls ||= groups['tls'] !== undefined;
  };

  return {
    read: (line) => {
      if (contexts >= MAX_CONTEXTS) return {};
      const groups = groupsOf(line, hide);
      if (groups === undefined) return {};
      contexts += 1;
      note(groups);
      const named = urlOf(groups, path, isTls);
      if (named === undefined) return {};
      url = named;
      return { url };
    },
    complete: (params, by) => withRequest(params, by, url, place),
    told: () => ({
      isProxied,
      ...(proxy === undefined ? {} : { proxy }),
      ...(url === undefined ? {} : { url }),
    }),
  };
};

const urlOf = (
  { url, authority, hostHeader }: Groups,
  path: string | undefined,
  isTls: boolean,
): string | undefined => {
  if (url !== undefined) return url.replace(/[.,;:'"`)>]{1,4}$/, '');
  if (authority !== undefined) return `https://${authority.replace(/:443$/, '')}`;
  if (hostHeader === undefined || path === undefined) return undefined;
  return `http${isTls ? 's' : ''}://${hostHeader}${path}`;
};

const groupsOf = (line: string, hide: (text: string) => string): Groups | undefined => {
  const lower = line.toLowerCase();
  const fits = ({ needles, pattern }: ContextLine): boolean =>
    needles.some((needle) => lower.includes(needle)) && pattern.test(line);
  const found = CONTEXT.filter(fits);
  if (found.length === 0) return undefined;
  const hidden = hide(line);
  return Object.assign({}, ...found.map(({ pattern }) => ({ ...pattern.exec(hidden)?.groups })));
};

/** Programs whose messages are about the request that the line before named. */
const ONE_REQUEST = ['curl', 'wget', 'git'];

const withRequest = (params: Params, by: string, url: string | undefined, place: Params): Params => {
  if (params.url !== undefined) return params;
  if (url === undefined) return by === 'curl' || by === 'unknown' ? { ...place, ...params } : params;
  if (params.host === undefined) return { ...params, url, ...(by === 'unknown' ? {} : placeOf(url)) };
  const isSame =
    placeOf(url).host === params.host && (params.port === undefined || placeOf(url).port === params.port);
  return isSame || ONE_REQUEST.includes(by) ? { ...params, url } : params;
};
