import type { ProxyServer } from '../../clients/client.ts';
import { readHost } from '../../net/read-host.ts';
import type { Case, Path } from '../case.ts';
import type { Cause } from '../cause.ts';
import type { Evidence, Finding, Fix } from '../finding.ts';
import type { DeclaredWay } from '../intent.ts';
import { extendNoProxyFix } from '../no-proxy-fix.ts';
import { clientNames, targetText } from '../path.ts';
import { shellWord } from '../shell-word.ts';

/** `http://me@Proxy.Example:8080/` → `proxy.example 8080`. Undefined where no port is written: which is meant differs by client. */
const placeIn = (url: string): string | undefined => {
  const [, host = '', port] = /^(?:\w+:\/\/)?(?:.*@)?(\[[^\]]*\]|[^:/]+)(?::(\d+))?\/?$/.exec(url) ?? [];
  const read = readHost(host.replace(/^\[|\]$/g, ''));
  return read.ok && port !== undefined ? `${nameOf(read.value)} ${port}` : undefined;
};

const nameOf = (host: ProxyServer['host']): string =>
  host.kind === 'name' ? host.name : JSON.stringify(host.address);

/** Whether a path goes the way that was declared. A client that gives up goes none, and other causes tell why. */
const isAsDeclared = (via: DeclaredWay, { proxy, way }: Path): boolean => {
  if (way.trace.choice.kind === 'dies') return true;
  if (via.kind === 'direct') return proxy === undefined;
  const declared = placeIn(via.url);
  return proxy !== undefined && declared === `${nameOf(proxy.server.host)} ${proxy.server.port}`;
};

const evidenceOf = (it: Case, { proxy }: Path): readonly Evidence[] => {
  if (proxy === undefined) return [];
  const { name, value } = proxy.choice.variable;
  return [{ kind: 'variable', name, value, moment: it.moment }];
};

const fixesFor = (it: Case, via: DeclaredWay): readonly Fix[] =>
  via.kind === 'direct'
    ? [extendNoProxyFix(it, it.intent.target.host)]
    : [{ kind: 'use-proxy', paste: [`tongtu run --proxy ${shellWord(via.url)} -- COMMAND`] }];

/**
 * tongtu.yaml says which way the request must go, and it goes another. To go direct where the network only lets the proxy out is as
 * wrong as the reverse, also where it arrives.
 */
export const declaredWayDiffers: Cause = {
  code: 'declared-way-differs',
  find: (it) => {
    const { via } = it.intent;
    if (via === undefined) return [];
    return it.paths
      .filter((path) => !isAsDeclared(via, path))
      .map(
        (path): Finding => ({
          code: 'declared-way-differs',
          severity: 'broken',
          proof: 'model',
          node: it.here.id,
          clients: clientNames(path),
          params: {
            target: targetText(it),
            declared: via.kind === 'direct' ? '' : via.name,
            goes: path.proxy?.server.text ?? '',
          },
          evidence: evidenceOf(it, path),
          fixes: fixesFor(it, via),
        }),
      );
  },
};
