import type { ExplainWords } from '../explain-words.ts';
import { placeOfParams } from '../explain-words.ts';

type Named = Parameters<typeof placeOfParams>[0];

const at = (params: Named, otherwise = 'the place that was asked'): string =>
  placeOfParams(params) ?? otherwise;
const proxyOf = ({ proxy }: Named): string => (proxy === undefined ? 'the proxy' : `the proxy ${proxy}`);
const name = ({ host }: Named): string => (host === undefined ? 'a name' : `the name ${host}`);
const answered = (params: Named, what: string): string => `${at(params, 'something')} answers ${what}`;

/** Every reading in one line. */
export const headlines: ExplainWords['headlines'] = {
  'connect-refused': (params) => `${at(params)} refuses the connection`,
  'connect-timed-out': (params) => `${at(params)} does not answer the connection attempt`,
  'host-unreachable': (params) => `no way leads to ${at(params)} (no route to host)`,
  'network-unreachable': (params) => `this machine has no route to ${at(params)}`,
  'connection-reset': (params) => `${at(params, 'the other side')} resets the connection`,
  'connect-denied': (params) => `this machine does not allow the connection to ${at(params)}`,
  'connect-failed': (params) => `no connection to ${at(params)}, for a reason that is not said`,
  'closed-without-answer': (params) => `${at(params, 'the other side')} closes without an answer`,
  'closed-early': (params) => `${at(params, 'the other side')} closes in the middle`,
  'answer-timed-out': (params) => `${at(params, 'the other side')} is connected and does not answer in time`,
  'timed-out': (params) => `it took too long${placeOfParams(params) === undefined ? '' : ` (${at(params)})`}`,
  'service-not-running': (params) => `its server at ${at(params)} is not reached`,
  'name-unresolved': (params) => `${name(params)} is not found`,
  'name-lookup-failed': (params) => `${name(params)} could not be looked up now`,
  'resolver-unreachable': ({ resolver, host }) =>
    `the name server ${resolver ?? ''} is not there${host === undefined ? '' : ` (asked for ${host})`}`,
  'proxy-refused': (params) => `${proxyOf(params)} refuses the connection`,
  'proxy-timed-out': (params) => `${proxyOf(params)} does not answer the connection attempt`,
  'proxy-unreachable': (params) => `no way leads to ${proxyOf(params)}`,
  'proxy-name-unresolved': (params) => `the name of ${proxyOf(params)} is not found`,
  'proxy-connect-failed': (params) => `no connection to ${proxyOf(params)}, for a reason that is not said`,
  'proxy-closed': (params) => `${proxyOf(params)} accepts and then closes`,
  'proxy-auth-required': (params) => `${proxyOf(params)} wants a name and a password (407)`,
  'proxy-denies': (params) => `${proxyOf(params)} does not allow ${at(params, 'this request')}`,
  'tunnel-failed': (params) =>
    `${proxyOf(params)} opens no tunnel to ${at(params, 'the target')}${params.status === undefined ? '' : ` (${params.status})`}`,
  'beyond-proxy-refused': (params) => `the proxy was refused at ${at(params, 'the target')}`,
  'beyond-proxy-timed-out': (params) => `the proxy got no answer from ${at(params, 'the target')}`,
  'beyond-proxy-unreachable': (params) => `the proxy finds no way to ${at(params, 'the target')}`,
  'beyond-proxy-name-unresolved': (params) => `the proxy does not find ${name(params)}`,
  'beyond-proxy-failed': (params) => `the proxy could not connect to ${at(params, 'the target')}`,
  'proxy-error': ({ detail }) =>
    `the proxy gives an error of its own${detail === undefined ? '' : ` (${detail})`}`,
  'proxy-url-malformed': () => 'a proxy setting is no proxy address',
  'proxy-scheme-unsupported': () => 'a proxy setting names a kind of proxy that is not spoken here',
  'socks-package-missing': () => 'a SOCKS proxy is set, and the package for it is missing',
  'proxy-not-socks': () => 'the proxy port does not speak SOCKS',
  'proxy-not-tls': () => 'the proxy is asked by https and speaks plain http',
  'localhost-self-check': () => 'the program could not reach its own page on localhost',
  'wsl-localhost-proxy': () => 'the proxy of Windows is not there for WSL',
  'wsl-not-mirrored': () => 'mirrored networking is not there, and NAT is used instead',
  'upstream-refused': (params) => `the service behind it (${at(params, 'upstream')}) refuses the connection`,
  'upstream-timed-out': (params) =>
    `the service behind it (${at(params, 'upstream')}) does not answer in time`,
  'upstream-denied': (params) => `it may not connect to the service behind it (${at(params, 'upstream')})`,
  'upstream-failed': (params) => `the service behind it (${at(params, 'upstream')}) fails`,
  'tls-untrusted': (params) => `the certificate of ${at(params)} is not trusted here`,
  'tls-name-mismatch': (params) => `the certificate is not for ${params.host ?? 'the name that was asked'}`,
  'tls-expired': (params) => `the certificate of ${at(params)} is out of date`,
  'tls-asked-of-plain': (params) => `${at(params)} is asked by https and speaks no TLS`,
  'plain-asked-of-tls': (params) => `${at(params)} is asked by http and speaks TLS only`,
  'tls-handshake-failed': (params) => `no TLS comes about with ${at(params)}`,
  'tls-local-setup': () => 'its own certificate files cannot be used',
  'not-http': (params) => `${at(params)} does not answer in HTTP`,
  'not-json': (params) => `${at(params, 'the answer')} is no JSON`,
  'redirect-loop': (params) => `${at(params, 'the answer')} leads in a circle`,
  unauthorized: (params) => answered(params, '401: a key is wanted'),
  forbidden: (params) => answered(params, '403: not allowed'),
  'not-found': (params) => answered(params, '404: no such path'),
  'model-not-found': ({ model }) =>
    `the model ${model === undefined ? 'asked for' : `“${model}”`} is not served`,
  'server-error': (params) => answered(params, '500: an error on its side'),
  'bad-gateway': (params) => answered(params, '502: a gateway got no good answer'),
  'service-unavailable': (params) => answered(params, '503: not available'),
  'gateway-timeout': (params) => answered(params, '504: a gateway waited too long'),
  'http-error': (params) => answered(params, params.status ?? 'with an error status'),
  'answered-by-other': () => 'something else than the real site answers',
  'url-malformed': ({ url }) => `this is no URL that can be asked${url === undefined ? '' : `: ${url}`}`,
  'url-scheme-missing': ({ url }) => `the URL lacks http:// in front${url === undefined ? '' : `: ${url}`}`,
  'port-blocked-by-client': () => 'the client itself blocks this port',
  'port-variable-clash': () => 'a variable of Kubernetes is taken for a port number',
  'address-in-use': (params) => `${at(params, 'the port')} is already taken`,
  'bind-not-available': ({ host }) =>
    `it cannot listen on ${host ?? 'that address'}: it is not this machine's`,
  'bind-denied': (params) => `it may not listen on ${at(params, 'that port')}`,
  'family-unsupported': () => 'the address family is switched off',
  'publish-failed': () => "the container's port could not be published",
  'firewall-logged': (params) => `the firewall threw away a packet for ${at(params)}`,
  'iptables-mixed': () => 'old and new firewall rules are mixed',
  'docker-proxies-malformed': () => 'the proxy settings of the Docker client have the wrong shape',
  'program-fatal': () => 'it ended with a fatal error',
  'time-limit-ran-out': () => 'the command was stopped by its time limit',
  answered: (params) => `${at(params, 'it')} answers`,
  'tunnel-opened': (params) => `the proxy opened a tunnel to ${at(params, 'the target')}`,
  connected: (params) => `${at(params, 'the port')} accepts a TCP connection`,
};
