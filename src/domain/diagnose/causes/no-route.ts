import { mainSteps } from '../../trace/tree.ts';
import type { Case, Path } from '../case.ts';
import type { Cause } from '../cause.ts';
import type { Evidence, Finding } from '../finding.ts';
import { connectFailureOf, noAnswerOf } from '../heard.ts';
import { isOpenThroughProxy } from '../open-through-proxy.ts';
import { clientNames, targetText } from '../path.ts';

const UNREACHABLE: ReadonlySet<string> = new Set(['network-unreachable', 'address-not-available']);

/** The node that has no route for it, by the model. */
const blockedAt = (path: Path): string | undefined =>
  mainSteps(path.way.trace.tree).flatMap((step) =>
    step.kind === 'blocked' && (step.why === 'no-route' || step.why === 'route-refuses') ? [step.node] : [],
  )[0];

const findIn = (it: Case, path: Path): Finding | undefined => {
  const node = blockedAt(path);
  const failed = connectFailureOf(path.way.answer);
  if (node === undefined || path.proxy !== undefined || isOpenThroughProxy(it, path)) return undefined;
  if (path.way.answer !== undefined && !UNREACHABLE.has(failed?.failure ?? '')) return undefined;
  const isLoopbackDown = it.here.interfaces.get('lo')?.isUp === false && it.place !== 'elsewhere';
  const silent = noAnswerOf(path.way.answer);
  const evidence: readonly Evidence[] = silent === undefined ? [] : [silent];
  return {
    code: 'no-route',
    severity: 'broken',
    proof: 'model',
    node,
    clients: clientNames(path),
    params: { target: targetText(it), loopback: isLoopbackDown ? 'down' : 'up' },
    evidence,
    fixes: [
      isLoopbackDown
        ? { kind: 'set-link-up', paste: [['ip', 'link', 'set', 'lo', 'up'].join(' ')] }
        : {
            kind: 'add-route',
            paste: [
              ['ip', 'route', 'add', path.way.trace.connectTo[0]?.address ?? '', 'via', 'GATEWAY'].join(' '),
            ],
          },
    ],
  };
};

/** No route of this node leads to the target: the kernel refuses before a packet is sent. */
export const noRoute: Cause = {
  code: 'no-route',
  find: (it) => it.paths.flatMap((path) => findIn(it, path) ?? []),
};
