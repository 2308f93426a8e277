import type { ReadingCode } from '../reading-code.ts';

/** A status that a proxy gave to CONNECT, whoever repeats it. */
export const tunnelStatus = (status: string | undefined): ReadingCode =>
  status === '407' ? 'proxy-auth-required' : status === '403' ? 'proxy-denies' : 'tunnel-failed';

/** What a status alone says, whoever sent it. RFC 9110 section 15. */
export const byStatus = (status: string): ReadingCode | undefined =>
  STATUSES[status] ?? (/^[345]\d\d$/.test(status) ? 'http-error' : undefined);

const STATUSES: Readonly<Record<string, ReadingCode>> = {
  '401': 'unauthorized',
  '403': 'forbidden',
  '404': 'not-found',
  '407': 'proxy-auth-required',
  '500': 'server-error',
  '502': 'bad-gateway',
  '503': 'service-unavailable',
  '504': 'gateway-timeout',
};
