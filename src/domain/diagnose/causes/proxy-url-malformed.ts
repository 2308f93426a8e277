import { clientGivesUp } from '../client-gives-up.ts';

/** A proxy variable holds no proxy's address: a slip in the port, a blank, a missing `http://` for clients that want one. */
export const proxyUrlMalformed = clientGivesUp('proxy-url-malformed', ['bad-proxy-url', 'missing-scheme']);
