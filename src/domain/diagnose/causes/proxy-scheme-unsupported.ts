import { clientGivesUp } from '../client-gives-up.ts';

/** A proxy variable names a kind of proxy that this client does not speak: `socks://`, `ftp://`. */
export const proxySchemeUnsupported = clientGivesUp('proxy-scheme-unsupported', ['unsupported-scheme']);
