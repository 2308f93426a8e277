import type { ProxyServer } from '../../clients/client.ts';
import { formatHostPort } from '../../net/format-address.ts';
import { authChallenge } from '../../peers/auth-challenge.ts';
import { proxyError } from '../../peers/proxy-error.ts';
import type { Case, ProxiedPath } from '../case.ts';
import { isProxied } from '../case.ts';
import type { Cause } from '../cause.ts';
import type { Evidence, Finding } from '../finding.ts';
import { heardOf, responseOf } from '../heard.ts';
import { clientNames } from '../path.ts';
import { wantsProxy } from '../proxy-fixes.ts';
import { proxyNode } from '../proxy-node.ts';

const hostPort = ({ host, port }: ProxyServer): string =>
  host.kind === 'address' ? formatHostPort(host.address, port) : `${host.name}:${port}`;

const findIn = (it: Case, path: ProxiedPath): Finding | undefined => {
  const { choice, server } = path.proxy;
  const response = responseOf(path.way.answer);
  const heard = heardOf(path.way.answer);
  if (response === undefined || heard === undefined || proxyError(response)?.category !== 'auth-required')
    return undefined;
  // The service itself says so without any proxy.
  if (responseOf(path.direct.answer)?.status === response.status) return undefined;
  const challenge = authChallenge(response);
  const evidence: Evidence[] = [
    { kind: 'answered', heard, through: server.text },
    {
      kind: 'auth-challenge',
      scheme: challenge?.scheme ?? '',
      realm: challenge?.realm ?? '',
      sentCredentials: server.hasCredentials,
    },
    { kind: 'variable', name: choice.variable.name, value: choice.variable.value, moment: it.moment },
  ];
  return {
    code: 'proxy-auth-required',
    severity: 'broken',
    proof: 'stated-by-peer',
    node: proxyNode(it, path)?.id ?? it.here.id,
    clients: clientNames(path),
    params: {
      proxy: server.text,
      variable: choice.variable.name,
      credentials: server.hasCredentials ? 'refused' : 'missing',
    },
    evidence,
    fixes: wantsProxy(it)
      ? [
          {
            kind: 'add-proxy-credentials',
            paste: [`export ${choice.variable.name}=${server.scheme}://USER:PASSWORD@${hostPort(server)}`],
          },
        ]
      : [],
  };
};

/** The proxy answers 407 (RFC 9110 section 15.5.8): it wants a name and password, or other ones. */
export const proxyAuthRequired: Cause = {
  code: 'proxy-auth-required',
  find: (it) => it.paths.filter(isProxied).flatMap((path) => findIn(it, path) ?? []),
};
