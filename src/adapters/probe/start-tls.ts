import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import type { Result } from '../../domain/facts/result.ts';
import { fail, succeed } from '../../domain/facts/result.ts';
import { errorCode } from './connect-failure.ts';
import { tapStream } from './tap-stream.ts';
import { trustedRoots } from './trusted-roots.ts';

/** A TLS connection and what its certificate lacks: `DEPTH_ZERO_SELF_SIGNED_CERT`, `ERR_TLS_CERT_ALTNAME_INVALID`, `CERT_HAS_EXPIRED`. */
export interface TlsStarted {
  readonly stream: TLSSocket;
  readonly problem?: string;
}

/**
 * Begins TLS on an open stream. The certificate is read, not trusted: judging it is the caller's. Fails with OpenSSL's or Node's code,
 * `ERR_SSL_WRONG_VERSION_NUMBER` where the peer speaks something else, or `plain-http` where that is HTTP, `closed`, `silent`.
 */
export const startTls = async (
  stream: Duplex,
  serverName: string,
  signal: AbortSignal,
): Promise<Result<TlsStarted, string>> => {
  // Loaded late: OpenSSL's bindings cost more than the rest of a plain probe.
  const nodeTls = await import('node:tls');
  const { stream: tapped, firstBytes } = tapStream(stream);
  return new Promise((resolve) => {
    const tls = nodeTls.connect({
      socket: tapped,
      rejectUnauthorized: false,
      secureContext: trustedRoots(nodeTls),
      ALPNProtocols: ['http/1.1'],
      // SNI carries names only (RFC 6066, 3); `host` is what the certificate is compared with.
      host: serverName,
      ...(isIP(serverName) === 0 ? { servername: serverName } : {}),
    });
    const settle = (result: Result<TlsStarted, string>): void => {
      signal.removeEventListener('abort', expire);
      tls.off('close', onClose).off('secureConnect', onSecure);
      if (!result.ok) tls.destroy();
      resolve(!result.ok && isHttp(firstBytes()) ? fail('plain-http') : result);
    };
    const expire = (): void => settle(fail('silent'));
    const onClose = (): void => settle(fail('closed'));
    const onSecure = (): void => {
      const problem = problemCode(tls.authorizationError);
      settle(succeed(problem === undefined ? { stream: tls } : { stream: tls, problem }));
    };
    // Stays for good: an error that nobody listens to would end the process.
    tls.on('error', (error) => settle(fail(handshakeCode(error))));
    tls.once('close', onClose);
    tls.once('secureConnect', onSecure);
    signal.addEventListener('abort', expire, { once: true });
    if (signal.aborted) expire();
  });
};

/** A status line; or a page without one, as HTTP/0.9 has it: so Python's http.server answers what it cannot read. */
const isHttp = (bytes: Buffer): boolean => /^(?:HTTP\/|<!doctype html|<html)/i.test(bytes.toString('latin1'));

const handshakeCode = (error: Error): string => {
  const code = errorCode(error);
  if (code.startsWith('ERR_SSL_')) return code;
  if ('reason' in error && typeof error.reason === 'string') {
    return `ERR_SSL_${error.reason.toUpperCase().replace(/\W+/g, '_')}`;
  }
  return code === '' ? 'other' : code === 'ECONNRESET' ? 'closed' : code;
};

/** Node gives the code, or an error that holds it; its types know only of the error. */
const problemCode = (error: unknown): string | undefined => {
  if (typeof error === 'string') return error;
  return error instanceof Error ? errorCode(error) || error.message : undefined;
};
