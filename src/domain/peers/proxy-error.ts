import type { HttpResponse } from '../facts/observation.ts';
import type { ProgramError } from './program.ts';
import { answering } from './recognise-peer.ts';

/** An error that a proxy itself gives, in words that are no proxy's own. */
export interface ProxyError extends ProgramError {
  /** `squid`; `unknown` for a 407 of a program that is not recognised: only proxies may send one. */
  readonly program: string;
}

/**
 * Why a proxy did not pass the request on: `{ program: 'squid', category: 'connect-failed', code: 'ERR_CONNECT_FAIL', detail: '111', … }`.
 * `undefined` where no proxy wrote the response, or it is no error.
 */
export const proxyError = (response: HttpResponse): ProxyError | undefined => {
  if (response.status < 400 && response.headers.length > 0) return undefined;
  const found = answering(response);
  if (found?.program.error !== undefined) {
    return { program: found.program.program, ...found.program.error(response) };
  }
  if (response.status !== 407) return undefined;
  return {
    program: found?.program.program ?? 'unknown',
    category: 'auth-required',
    code: '407',
    isRefused: false,
  };
};
