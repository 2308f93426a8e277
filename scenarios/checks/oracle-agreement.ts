import { expect } from 'vitest';
import type { Seen } from '../oracles/seen.ts';
import type { Flow } from './report.ts';

/** What Tongtu says of a client, in the words of the oracles; `not-said` where it does not claim to know. */
type Claim = string | 'not-said';

const claimOf = (seen: Seen): string => (seen.kind === 'answered' ? `answered ${seen.status}` : seen.why);

/** `flows[].observed`: what Tongtu's own request, made as this client makes it, came back with. */
const observedClaim = ({ observed, predicted }: Flow): Claim => {
  switch (observed.kind) {
    case 'answered':
    case 'proxy-error':
    case 'not-understood':
      return `answered ${observed.heard?.status ?? 'nothing'}`;
    case 'no-answer':
      return FAILURES[observed.evidence?.failure ?? ''] ?? 'other';
    case 'cannot-start':
      return predicted.kind === 'client-dies' ? 'gives-up' : 'name-not-found';
    default:
      return 'not-said';
  }
};

const FAILURES: Readonly<Record<string, string>> = {
  refused: 'refused',
  'timed-out': 'timed-out',
  silent: 'timed-out',
  'host-unreachable': 'unreachable',
  'network-unreachable': 'unreachable',
  'not-http': 'no-response',
  'head-too-large': 'no-response',
  closed: 'no-response',
  reset: 'no-response',
};

/** `flows[].predicted` knows no bytes: whether an answer comes at all, and that a proxy's own answer is an error. */
const isPossible = ({ predicted, observed }: Flow, seen: Seen): boolean => {
  switch (predicted.kind) {
    case 'unknown':
      return true;
    case 'answered':
      // It connects to the service; that the service then says nothing of use is not the network's doing.
      if (seen.kind === 'answered' || seen.why === 'no-response' || seen.why === 'timed-out') return true;
      return seen.why === 'other' && observed.evidence?.failure === 'tls';
    case 'proxy-error':
      return seen.kind === 'answered' && seen.status >= 400;
    case 'client-dies':
      return seen.kind === 'no-answer' && seen.why === 'gives-up';
    default:
      return seen.kind === 'no-answer' && seen.why === predicted.kind;
  }
};

/**
 * What Tongtu predicted and observed for each client must be what the real client met. The clients that `differs` names met
 * something else, for a reason that their scenario gives; when they no longer do, the scenario must say so.
 */
export const expectAgreement = (
  flows: readonly Flow[],
  seen: ReadonlyMap<string, Seen>,
  differs: readonly string[],
): void => {
  const names = (list: Iterable<string>): readonly string[] => [...list].sort();
  expect(names(flows.map(({ client }) => client.name))).toEqual(names(seen.keys()));
  for (const flow of flows) {
    const met = seen.get(flow.client.name);
    if (met === undefined) continue;
    const claim = observedClaim(flow);
    const agrees = (claim === 'not-said' || claim === claimOf(met)) && isPossible(flow, met);
    const label = `${flow.client.name}: observed ${claim}, predicted ${flow.predicted.kind}, met ${JSON.stringify(met)}`;
    expect(agrees, label).toBe(!differs.includes(flow.client.name));
  }
};
