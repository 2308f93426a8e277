import { readFileSync } from 'node:fs';
import type { SecureContext } from 'node:tls';

/** What curl and Debian's Python trust, with what an administrator has added (update-ca-certificates(8)). */
const DEBIAN_ROOTS = '/etc/ssl/certs/ca-certificates.crt';

let context: SecureContext | undefined;

/** Made once: reading some three hundred certificates takes 40 ms, and only https needs them. */
export const trustedRoots = (tls: typeof import('node:tls')): SecureContext => {
  context ??= makeRoots(tls, DEBIAN_ROOTS);
  return context;
};

/** Node's own roots and those of a file in PEM; its own alone where that is missing or broken. */
export const makeRoots = (tls: typeof import('node:tls'), path: string): SecureContext => {
  try {
    return tls.createSecureContext({ ca: [...tls.rootCertificates, readFileSync(path, 'utf8')] });
  } catch {
    return tls.createSecureContext();
  }
};
