import { formatAddress, formatHostPort } from './format-address.ts';
import type { Host, Target } from './target.ts';

const DEFAULT_PORT = { http: 80, https: 443 } as const;

/**
 * The canonical URL: `http://127.0.0.1:8000/v1?a=b`. Addresses in their one form, the scheme's own port left out, no
 * userinfo. With `path` it is the URL of that path on the same service, without the query.
 */
export const formatTarget = (target: Target, path?: string): string => {
  const port = target.port === DEFAULT_PORT[target.scheme] ? '' : `:${target.port}`;
  return `${target.scheme}://${formatHost(target.host)}${port}${path ?? target.path + target.query}`;
};

/** Host and port, the port always written: `127.0.0.1:8000`, `[::1]:80`, `example.test:443`. */
export const targetAuthority = (target: Target): string =>
  target.host.kind === 'address'
    ? formatHostPort(target.host.address, target.port)
    : `${formatHost(target.host)}:${target.port}`;

/** A host as a URL holds it: brackets around IPv6, a name's final dot kept because it turns search domains off. */
const formatHost = (host: Host): string => {
  if (host.kind === 'name') return host.written.endsWith('.') ? `${host.name}.` : host.name;
  const text = formatAddress(host.address);
  return host.address.family === 6 ? `[${text}]` : text;
};
