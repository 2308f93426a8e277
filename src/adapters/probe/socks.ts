import { isIP } from 'node:net';
import type { Result } from '../../domain/facts/result.ts';
import { fail, succeed } from '../../domain/facts/result.ts';
import type { ProxyUrl, Userinfo } from './proxy-url.ts';
import type { RequestUrl } from './request-text.ts';
import type { Wire, WireEnd } from './wire.ts';

/** The proxy's own bytes where it refused or spoke something else (`05 05`: connection refused, RFC 1928, 6), or how it ended. */
export type SocksProblem = { readonly failure: WireEnd | 'not-http'; readonly bytes: Buffer };

/** Whether the proxy can be asked: SOCKS 4 and plain 5 carry an address that the client has looked up, and this one looks up none. */
export const isSocksAskable = ({ scheme }: ProxyUrl, { host }: RequestUrl): boolean =>
  scheme === 'socks5h' || scheme === 'socks4a' || (scheme === 'socks5' ? isIP(host) !== 0 : isIP(host) === 4);

/** Opens a tunnel through SOCKS 4, 4a (socks4a.protocol) or 5 with no or password authentication (RFC 1928, RFC 1929). */
export const openSocks = (
  wire: Wire,
  proxy: ProxyUrl,
  target: RequestUrl,
): Promise<Result<undefined, SocksProblem>> =>
  proxy.scheme.startsWith('socks5')
    ? openSocks5(wire, proxy.userinfo, target)
    : openSocks4(wire, proxy, target);

const GRANTED = 0x5a;

const openSocks4 = async (
  wire: Wire,
  proxy: ProxyUrl,
  { host, port }: RequestUrl,
): Promise<Result<undefined, SocksProblem>> => {
  const isName = isIP(host) !== 4;
  const address = isName ? [0, 0, 0, 1] : host.split('.').map(Number);
  const user = Buffer.from(`${proxy.userinfo?.user ?? ''}\0`);
  wire.write(
    Buffer.concat([
      Buffer.from([4, 1, ...bigEndian(port), ...address]),
      user,
      Buffer.from(isName ? `${host}\0` : ''),
    ]),
  );
  const reply = await readBytes(wire, 8);
  if (!reply.ok) return reply;
  return reply.value[1] === GRANTED ? succeed(undefined) : refused(reply.value);
};

const openSocks5 = async (
  wire: Wire,
  userinfo: Userinfo | undefined,
  { host, port }: RequestUrl,
): Promise<Result<undefined, SocksProblem>> => {
  wire.write(Buffer.from(userinfo === undefined ? [5, 1, 0] : [5, 2, 0, 2]));
  const method = await readBytes(wire, 2);
  if (!method.ok) return method;
  if (method.value[0] !== 5) return refused(method.value);
  if (method.value[1] === 2 && userinfo !== undefined) {
    wire.write(Buffer.concat([Buffer.from([1]), prefixed(userinfo.user), prefixed(userinfo.password)]));
    const status = await readBytes(wire, 2);
    if (!status.ok) return status;
    if (status.value[1] !== 0) return refused(status.value);
  } else if (method.value[1] !== 0) {
    return refused(method.value);
  }
  wire.write(Buffer.concat([Buffer.from([5, 1, 0]), addressBytes(host), Buffer.from(bigEndian(port))]));
  const reply = await readBytes(wire, 5);
  if (!reply.ok) return reply;
  const [version, code, , kind, first = 0] = reply.value;
  if (version !== 5 || code !== 0) return refused(reply.value);
  // The bound address, of which one byte is read, and its port.
  const left = 1 + (kind === 1 ? 4 : kind === 4 ? 16 : first + 1);
  const bound = await readBytes(wire, left);
  return bound.ok ? succeed(undefined) : bound;
};

const bigEndian = (port: number): readonly [number, number] => [port >> 8, port & 0xff];

const prefixed = (text: string): Buffer => {
  const bytes = Buffer.from(text, 'utf8').subarray(0, 255);
  return Buffer.concat([Buffer.from([bytes.length]), bytes]);
};

const addressBytes = (host: string): Buffer => {
  if (isIP(host) === 4) return Buffer.from([1, ...host.split('.').map(Number)]);
  if (isIP(host) === 6) return Buffer.from([4, ...ipv6Bytes(host)]);
  return Buffer.concat([Buffer.from([3]), prefixed(host)]);
};

/** Of an address as `URL` writes it: no zone, no dotted part. */
const ipv6Bytes = (host: string): readonly number[] => {
  const [before = [], after = []] = host.split('::').map((half) => (half === '' ? [] : half.split(':')));
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...zeros, ...after].flatMap((group) => bigEndian(Number.parseInt(group, 16)));
};

const refused = (bytes: Buffer): Result<undefined, SocksProblem> => fail({ failure: 'not-http', bytes });

/** Exactly `length` bytes; what comes after them is put back. */
const readBytes = async (wire: Wire, length: number): Promise<Result<Buffer, SocksProblem>> => {
  let got = Buffer.alloc(0);
  while (got.length < length) {
    const next = await wire.read();
    if (typeof next === 'string') return fail({ failure: next, bytes: got });
    got = Buffer.concat([got, next]);
  }
  wire.unread(got.subarray(length));
  return succeed(got.subarray(0, length));
};
