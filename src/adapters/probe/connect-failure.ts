import type { ConnectFailure } from '../../domain/facts/observation.ts';

/** errno(3) as libuv names it. A packet that a local rule drops in OUTPUT fails with EPERM, a `prohibit` route with EACCES. */
const FAILURES: Readonly<Record<string, ConnectFailure>> = {
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'timed-out',
  EHOSTUNREACH: 'host-unreachable',
  ENETUNREACH: 'network-unreachable',
  EADDRNOTAVAIL: 'address-not-available',
  EACCES: 'denied',
  EPERM: 'denied',
  ECONNRESET: 'reset',
};

export const connectFailure = (error: unknown): ConnectFailure => FAILURES[errorCode(error)] ?? 'other';

/** `ECONNREFUSED`, `ERR_SSL_WRONG_VERSION_NUMBER`; empty where an error has none. */
export const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
