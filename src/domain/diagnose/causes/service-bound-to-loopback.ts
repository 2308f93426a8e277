import { parseTarget } from '../../net/parse-target.ts';
import { boundElsewhere } from '../bound-elsewhere.ts';
import { extendNoProxyFix } from '../no-proxy-fix.ts';
import { loopbackSockets, socketUrl } from '../refusal.ts';
import { bindFixes, unusedVariable } from '../serving-process.ts';

/** The service listens on 127.0.0.1 or ::1 alone, and another of the machine's addresses was asked. */
export const serviceBoundToLoopback = boundElsewhere({
  code: 'service-bound-to-loopback',
  socketsOf: loopbackSockets,
  evidenceOf: (it, { node }, socket) => (node === undefined ? [] : unusedVariable(it, node, socket)),
  fixesOf: (it, { endpoints, node, path }, socket) => {
    const address = endpoints[0]?.address ?? '';
    const bind = node === undefined ? [] : bindFixes(it.model, node, socket, address);
    if (node?.id !== it.here.id) return bind;
    const url = socketUrl(it, socket);
    const parsed = parseTarget(url);
    // Where a proxy variable is set, the loopback would go to the proxy next.
    const stayDirect =
      path.proxy !== undefined && parsed.ok
        ? [extendNoProxyFix(it, parsed.value.host, it.intent.target.host)]
        : [];
    return [{ kind: 'use-url', paste: [url] }, ...stayDirect, ...bind];
  },
});
