import { formatHostPort } from '../../net/format-address.ts';
import type { Case } from '../case.ts';
import type { Cause } from '../cause.ts';
import type { Evidence, Finding } from '../finding.ts';
import { heardOf, isSuccess } from '../heard.ts';
import { clientNames, targetText } from '../path.ts';
import type { Refusal } from '../refusal.ts';
import { askSocket, otherFamilySockets, refusalEvidence, refusals, socketAt, socketUrl } from '../refusal.ts';

const findIn = (it: Case, refusal: Refusal): Finding | undefined => {
  const [socket] = otherFamilySockets(refusal);
  const { node, path } = refusal;
  if (socket === undefined || node === undefined) return undefined;
  const question = askSocket(it, socket);
  const answer = it.answerTo(question);
  const heard = heardOf(answer);
  const evidence: Evidence[] = [...refusalEvidence(refusal)];
  const { host } = it.intent.target;
  if (host.kind === 'name') {
    const addresses = refusal.endpoints.map(({ address }) => address);
    evidence.push({ kind: 'name-resolves', name: host.name, addresses });
  }
  if (heard !== undefined) {
    evidence.push({ kind: 'control-elsewhere', url: question.url, heard, by: socketAt(node, socket) });
  }
  return {
    code: 'address-family-mismatch',
    severity: 'broken',
    proof: isSuccess(answer) ? 'control-probe' : 'model',
    node: node.id,
    clients: clientNames(path),
    params: {
      target: targetText(it),
      listens: formatHostPort(socket.address, socket.socket.port),
      process: socketAt(node, socket).name ?? '',
    },
    evidence,
    fixes: [
      { kind: 'use-url', paste: [socketUrl(it, socket)] },
      { kind: 'bind-address', paste: [`--host ${refusal.endpoints[0]?.address ?? ''}`] },
    ],
  };
};

/** The service holds the port in one address family only, and the request comes in the other: `::1` against `127.0.0.1`. */
export const addressFamilyMismatch: Cause = {
  code: 'address-family-mismatch',
  asks: (it) =>
    refusals(it)
      .filter(({ node }) => node?.id === it.here.id)
      .flatMap((refusal) => otherFamilySockets(refusal).slice(0, 1))
      .map((socket) => askSocket(it, socket)),
  find: (it) => refusals(it).flatMap((refusal) => findIn(it, refusal) ?? []),
};
