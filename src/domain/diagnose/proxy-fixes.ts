import type { Case } from './case.ts';
import type { Fix } from './finding.ts';

/** Every spelling that some client reads; leaving `ALL_PROXY` set would leave the proxy in force. */
const PROXY_VARIABLES = [
  'http_proxy',
  'https_proxy',
  'all_proxy',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'ALL_PROXY',
] as const;

/** One command without any proxy; downloads that need the proxy need it back. */
export const unsetFix = (): Fix => ({
  kind: 'unset-proxy',
  paste: [`env ${PROXY_VARIABLES.map((name) => `-u ${name}`).join(' ')} COMMAND`],
});

/** A target on this very machine is better reached without any proxy: mending the proxy would not help it. */
export const wantsProxy = (it: Case): boolean => it.place === 'elsewhere';
