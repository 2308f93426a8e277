import type { Duplex } from 'node:stream';
import type { HttpFailure, ProbeRoute } from '../../domain/facts/observation.ts';
import type { Result } from '../../domain/facts/result.ts';
import { fail, succeed } from '../../domain/facts/result.ts';
import type { Limits } from './limits.ts';
import type { ProxyUrl } from './proxy-url.ts';
import { parseProxyUrl } from './proxy-url.ts';
import { readHead } from './read-head.ts';
import { failureOf, readRest } from './read-response.ts';
import type { RequestUrl } from './request-text.ts';
import { connectText } from './request-text.ts';
import { isSocksAskable, openSocks } from './socks.ts';
import { startTls } from './start-tls.ts';
import type { Wire } from './wire.ts';
import { openWire } from './wire.ts';

/** What lies between the first TCP connection and the stream that the request is written on. */
export type Way =
  | { readonly kind: 'direct' }
  | { readonly kind: 'absolute'; readonly proxy: ProxyUrl }
  | { readonly kind: 'connect'; readonly proxy: ProxyUrl }
  | { readonly kind: 'socks'; readonly proxy: ProxyUrl };

/** `undefined`: a route that this prober cannot take. */
export const wayOf = (route: ProbeRoute, url: RequestUrl): Way | undefined => {
  if (route.kind === 'direct') return { kind: 'direct' };
  const proxy = parseProxyUrl(route.proxyUrl);
  if (proxy === undefined) return undefined;
  if (proxy.scheme === 'http' || proxy.scheme === 'https') return { kind: route.form, proxy };
  return isSocksAskable(proxy, url) ? { kind: 'socks', proxy } : undefined;
};

/** What the certificates on the way lack, by OpenSSL's or Node's code. */
export interface CertificateProblems {
  readonly tlsProblem?: string;
  readonly proxyTlsProblem?: string;
}

export interface OpenedRoute {
  readonly opened: Result<Wire, HttpFailure>;
  readonly certificates: CertificateProblems;
}

/**
 * Makes the stream for the request on an open connection: TLS to the proxy, the tunnel, TLS to the target, as far as the way has them.
 * Streams come and go on the same socket; destroying that ends all of them.
 */
export const openRoute = async (
  socket: Duplex,
  way: Way,
  url: RequestUrl,
  limits: Limits,
  signal: AbortSignal,
): Promise<OpenedRoute> => {
  const outer = await openProxy(socket, way, signal);
  const proxyProblem = outer.problem === undefined ? {} : { proxyTlsProblem: outer.problem };
  if (!outer.opened.ok) return { opened: outer.opened, certificates: proxyProblem };
  const opened = await openTunnel(outer.opened.value, way, url, limits);
  const isPlain = url.scheme === 'http' || way.kind === 'absolute';
  if (!opened.ok || isPlain) return { opened, certificates: proxyProblem };
  const inner = await openTls(opened.value.stream, url.host, signal);
  const problem = inner.problem === undefined ? {} : { tlsProblem: inner.problem };
  return { opened: inner.opened, certificates: { ...proxyProblem, ...problem } };
};

interface OpenedTls {
  readonly opened: Result<Wire, HttpFailure>;
  readonly problem?: string;
}

/** A proxy's password is only sent to whom a certificate vouches for, as any client would have it. */
const openProxy = async (socket: Duplex, way: Way, signal: AbortSignal): Promise<OpenedTls> => {
  if (way.kind === 'direct' || way.proxy.scheme !== 'https') {
    return { opened: succeed(openWire(socket, signal)) };
  }
  const tls = await openTls(socket, way.proxy.host, signal, 'proxy');
  return tls.problem === undefined || way.proxy.userinfo === undefined
    ? tls
    : { ...tls, opened: fail({ at: 'tls', detail: tls.problem, peer: 'proxy' }) };
};

const openTls = async (
  stream: Duplex,
  host: string,
  signal: AbortSignal,
  peer?: 'proxy',
): Promise<OpenedTls> => {
  const started = await startTls(stream, host, signal);
  if (!started.ok) {
    return { opened: fail({ at: 'tls', detail: started.problem, ...(peer === undefined ? {} : { peer }) }) };
  }
  const { stream: inner, problem } = started.value;
  return { opened: succeed(openWire(inner, signal)), ...(problem === undefined ? {} : { problem }) };
};

const openTunnel = async (
  wire: Wire,
  way: Way,
  url: RequestUrl,
  limits: Limits,
): Promise<Result<Wire, HttpFailure>> => {
  if (way.kind === 'direct' || way.kind === 'absolute') return succeed(wire);
  if (way.kind === 'socks') {
    const opened = await openSocks(wire, way.proxy, url);
    return opened.ok ? succeed(wire) : fail(failureOf(opened.problem));
  }
  wire.write(connectText(url, way.proxy.userinfo));
  const read = await readHead(wire, limits.headBytes);
  if (!read.ok) return fail(failureOf(read.problem));
  const { head, rest } = read.value;
  if (head.status < 200 || head.status > 299) {
    return fail({ at: 'tunnel', response: await readRest(wire, read.value, limits) });
  }
  wire.unread(rest);
  return succeed(wire);
};
