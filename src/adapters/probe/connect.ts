import type { Socket } from 'node:net';
import { isIP, connect as netConnect } from 'node:net';
import type { ConnectFailure, Endpoint, FailedAttempt } from '../../domain/facts/observation.ts';
import type { Result } from '../../domain/facts/result.ts';
import { fail, succeed } from '../../domain/facts/result.ts';
import { connectFailure } from './connect-failure.ts';
import type { ProbeContext } from './context.ts';
import { elapsed } from './context.ts';

/** Opens one TCP connection. Never resolves a name: an endpoint that is none fails as `other`. */
export const connect = (
  to: Endpoint,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Result<Socket, ConnectFailure>> =>
  new Promise((resolve) => {
    if (isIP(to.address) === 0) return resolve(fail('other'));
    if (signal.aborted) return resolve(fail('timed-out'));
    const socket = netConnect({ host: to.address, port: to.port, noDelay: true });
    const settle = (result: Result<Socket, ConnectFailure>): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', expire);
      if (!result.ok) socket.destroy();
      resolve(result);
    };
    const expire = (): void => settle(fail('timed-out'));
    const timer = setTimeout(expire, timeoutMs);
    signal.addEventListener('abort', expire, { once: true });
    // Stays for good: an error that nobody listens to would end the process.
    socket.on('error', (error) => settle(fail(connectFailure(error))));
    socket.once('connect', () => settle(isConnectedToItself(socket) ? fail('refused') : succeed(socket)));
    return undefined;
  });

/**
 * A connection to a local port that nobody holds can meet itself, where the kernel picks the same port as its source (RFC 9293, 3.5
 * simultaneous open): without it the kernel would have refused.
 */
const isConnectedToItself = (socket: Socket): boolean =>
  socket.localPort === socket.remotePort && socket.localAddress === socket.remoteAddress;

export interface Connected {
  readonly socket: Socket;
  readonly connectedTo: Endpoint;
  readonly failedAttempts: readonly FailedAttempt[];
}

/** Tries endpoints one after another until one accepts. */
export const connectFirst = async (
  endpoints: readonly Endpoint[],
  context: ProbeContext,
  signal: AbortSignal,
): Promise<Result<Connected, readonly FailedAttempt[]>> => {
  const failedAttempts: FailedAttempt[] = [];
  for (const to of endpoints) {
    const startedAt = context.clock();
    const result = await connect(to, context.limits.connectMs, signal);
    if (result.ok) return succeed({ socket: result.value, connectedTo: to, failedAttempts });
    failedAttempts.push({ to, failure: result.problem, tookMs: elapsed(context, startedAt) });
    if (signal.aborted) break;
  }
  return fail(failedAttempts);
};
