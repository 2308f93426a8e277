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
): Promise<Result<Wire, HttpFailure>> => {
  const outer = await openProxy(socket, way, signal);
  if (!outer.ok) return outer;
  const tunnel = await openTunnel(outer.value, way, url, limits);
  if (!tunnel.ok) return tunnel;
  const isPlain = url.scheme === 'http' || way.kind === 'absolute';
  return isPlain ? tunnel : openTls(tunnel.value.stream, url.host, url.userinfo !== undefined, signal);
};

const openProxy = async (
  socket: Duplex,
  way: Way,
  signal: AbortSignal,
): Promise<Result<Wire, HttpFailure>> =>
  way.kind === 'direct' || way.proxy.scheme !== 'https'
    ? succeed(openWire(socket, signal))
    : openTls(socket, way.proxy.host, way.proxy.userinfo !== undefined, signal);

/** A password is only sent to whom a certificate vouches for, as any client would have it. */
const openTls = async (
  stream: Duplex,
  host: string,
  hasPassword: boolean,
  signal: AbortSignal,
): Promise<Result<Wire, HttpFailure>> => {
  const started = await startTls(stream, host, signal);
  if (!started.ok) return fail({ at: 'tls', detail: started.problem });
  const { problem } = started.value;
  if (hasPassword && problem !== undefined) return fail({ at: 'tls', detail: problem });
  return succeed(openWire(started.value.stream, signal));
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
