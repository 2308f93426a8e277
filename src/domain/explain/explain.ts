import { placeOf } from './match-line.ts';
import { MEANINGS } from './meanings.ts';
import { codeOfExit } from './messages/exit-codes.ts';
import type { Command } from './next-commands.ts';
import { isLoopback, nextCommands } from './next-commands.ts';
import type { Params, Reading, Speaker } from './reading.ts';
import type { ReadingCode } from './reading-code.ts';
import type { Scan, Sighting } from './scan.ts';
import { createScanner } from './scan-text.ts';
import { UNLESS } from './unless.ts';

/** What a text shows, the most telling first. */
export interface Explanation {
  readonly readings: readonly Reading[];
  readonly lines: number;
  /** More different messages than are kept: only of a text that is made of them. */
  readonly hasMore: boolean;
}

/** How a command ended whose output was read. */
export interface Ending {
  readonly argv: readonly string[];
  /** The program of it whose exit codes are known. */
  readonly program: Speaker | undefined;
  readonly exit: number;
  /** What its arguments ask for, and through what. */
  readonly url?: string;
  readonly proxy?: string;
}

/** Explains a text. For one that is too long to hold, `createScanner` and `explainScan`. */
export const explain = (text: string): Explanation => {
  const scanner = createScanner();
  scanner.feed(text);
  return explainScan([scanner.finish()]);
};

/** Explains what was met in one text, or in the two that a command wrote. */
export const explainScan = (scans: readonly Scan[], ending?: Ending): Explanation => {
  const seen = scans.flatMap(({ sightings }) => sightings);
  const asked = ending?.url;
  const proxies = [
    ending?.proxy,
    ...scans.map(({ proxy }) => proxy),
    ...seen.map(({ params }) => params.proxy),
  ].filter((proxy) => proxy !== undefined);
  const met = merge(seen.map((sighting) => promote(withAsked(sighting, asked), proxies)));
  const isProxied = scans.some((scan) => scan.isProxied);
  const codes = new Set(met.map(({ code }) => code));
  const telling = met.filter(({ code }) => !(UNLESS[code] ?? []).some((better) => codes.has(better)));
  const url = asked ?? scans.find((scan) => scan.url !== undefined)?.url;
  const all = [...telling, ...fromExit(telling, ending, url)];
  return {
    readings: all.map((sighting) => readingOf(sighting, ending?.argv, isProxied)).sort(byTelling),
    lines: scans.reduce((sum, { lines }) => sum + lines, 0),
    hasMore: scans.some(({ hasMore }) => hasMore),
  };
};

/** An exit code is a witness only where nothing else was said: `curl -s` is silent. */
const fromExit = (
  met: readonly Sighting[],
  ending: Ending | undefined,
  url: string | undefined,
): readonly Sighting[] => {
  if (ending?.program === undefined || met.some(({ code }) => MEANINGS[code].severity === 'broken'))
    return [];
  const code = codeOfExit(ending.program, ending.exit);
  if (code === undefined) return [];
  const params = { exit: String(ending.exit), ...(url === undefined ? {} : { url, ...placeOf(url) }) };
  return [{ code, by: ending.program, params, at: { line: 0, excerpt: '' }, count: 1 }];
};

/** A message that names no URL is about the one that the command was given, unless it names another place. */
const withAsked = (sighting: Sighting, asked: string | undefined): Sighting => {
  const { params } = sighting;
  if (asked === undefined || params.url !== undefined) return sighting;
  const place = placeOf(asked);
  const isElsewhere = params.host !== undefined && !isAt(asked, params.host, params.port);
  return {
    ...sighting,
    params: isElsewhere ? { ...params, url: asked } : { ...place, ...params, url: asked },
  };
};

/** What is said of a place is said of the proxy, where that is the proxy's place. */
const OF_PROXY: Partial<Readonly<Record<ReadingCode, ReadingCode>>> = {
  'connect-refused': 'proxy-refused',
  'connect-timed-out': 'proxy-timed-out',
  'host-unreachable': 'proxy-unreachable',
  'network-unreachable': 'proxy-unreachable',
  'connect-failed': 'proxy-connect-failed',
  'name-unresolved': 'proxy-name-unresolved',
  'name-lookup-failed': 'proxy-name-unresolved',
};

const promote = (sighting: Sighting, proxies: readonly string[]): Sighting => {
  const code = OF_PROXY[sighting.code];
  const { host, port, url, ...others } = sighting.params;
  if (code === undefined || host === undefined) return sighting;
  const proxy =
    proxies.find((one) => isAt(one, host, port)) ??
    // wget tells every URL before it connects, also one that it was sent on to: what it connects to besides is its proxy.
    (sighting.by === 'wget' && url !== undefined && placeOf(url).host !== undefined && !isAt(url, host, port)
      ? `${host}${port === undefined ? '' : `:${port}`}`
      : undefined);
  if (proxy === undefined) return sighting;
  const target = url === undefined ? {} : { url, ...placeOf(url) };
  return { ...sighting, code, params: { ...others, ...target, proxy } };
};

const isAt = (url: string, host: string, port: string | undefined): boolean => {
  const place = placeOf(/^\w+:\/\//.test(url) ? url.replace(/^(?!https?:)\w+:/, 'http:') : `http://${url}`);
  return place.host === host && (port === undefined || place.port === port);
};

const COMPARED = ['host', 'port', 'url', 'proxy', 'status', 'model'] as const;

const agree = (one: Params, other: Params): boolean =>
  COMPARED.every((name) => one[name] === undefined || other[name] === undefined || one[name] === other[name]);

const size = (params: Params): number => Object.keys(params).length;

/** One thing said several times, by several libraries of one program: told once, in the words that name most. */
const merge = (sightings: readonly Sighting[]): readonly Sighting[] => {
  const merged: Sighting[] = [];
  for (const sighting of [...sightings].sort(
    (a, b) => size(b.params) - size(a.params) || a.at.line - b.at.line,
  )) {
    const index = merged.findIndex(
      ({ code, params }) => code === sighting.code && agree(params, sighting.params),
    );
    const same = merged[index];
    if (same === undefined) merged.push(sighting);
    else merged[index] = join(same, sighting);
  }
  return merged;
};

/** A language's own words stand inside a library's, and those inside a program's. */
const frameOf = (by: Speaker): number =>
  by === 'unknown' ? 0 : ['python', 'node', 'go'].includes(by) ? 1 : 2;

const join = (one: Sighting, other: Sighting): Sighting => {
  const isBetter = frameOf(one.by) >= frameOf(other.by);
  return {
    ...one,
    by: isBetter ? one.by : other.by,
    params: { ...other.params, ...one.params },
    at: one.isOfPage === true && other.isOfPage !== true ? other.at : one.at,
    isOfPage: one.isOfPage === true && other.isOfPage === true,
    count: Math.max(one.count, other.count),
  };
};

const readingOf = ({ code, by, params, at, count }: Sighting, argv: Command, isProxied: boolean): Reading => {
  const { severity, shows, doesNotShow, couldBe, next } = MEANINGS[code];
  const asksProxyLoopback =
    /^(?:beyond-proxy|tunnel-failed|proxy-denies)/.test(code) && isLoopback(params.host);
  const isTls = /^tls-/.test(code);
  // Where a message is about an answer, it matters whether a proxy stood between.
  const wentToProxy = isProxied && (shows.includes('somebody-answered') || shows.includes('stayed-silent'));
  return {
    code,
    by,
    severity,
    at,
    count,
    params,
    shows: [
      ...shows,
      ...(asksProxyLoopback ? (['own-loopback'] as const) : []),
      ...(wentToProxy ? (['went-to-proxy'] as const) : []),
    ],
    doesNotShow: doesNotShow.filter(
      (gap) =>
        (gap !== 'asked-from-where' || isLoopback(params.host)) &&
        (gap !== 'target-or-proxy' || params.proxy === undefined) &&
        (gap !== 'through-proxy' || !isProxied),
    ),
    couldBe,
    next: nextCommands(next, params, isTls, argv),
  };
};

const byTelling = (a: Reading, b: Reading): number =>
  (a.severity === 'fine' ? 1 : 0) - (b.severity === 'fine' ? 1 : 0) ||
  MEANINGS[b.code].tells - MEANINGS[a.code].tells ||
  a.at.line - b.at.line;
