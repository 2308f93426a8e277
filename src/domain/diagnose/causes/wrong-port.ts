import { formatHostPort } from '../../net/format-address.ts';
import type { Case } from '../case.ts';
import type { Cause } from '../cause.ts';
import type { Evidence, Finding } from '../finding.ts';
import { heardOf } from '../heard.ts';
import { answeringServices, likelyServices } from '../likely-service.ts';
import { clientNames, targetText } from '../path.ts';
import type { Refusal } from '../refusal.ts';
import { askSocket, refusalEvidence, refusals, socketAt, socketUrl } from '../refusal.ts';
import { serviceName, unusedVariable } from '../serving-process.ts';

const findIn = (it: Case, refusal: Refusal): Finding | undefined => {
  const { node, path } = refusal;
  const services = answeringServices(it, refusal);
  const [first] = services;
  if (node === undefined || first === undefined) return undefined;
  const control = services.flatMap(({ socket, answer }): Evidence[] => {
    const heard = heardOf(answer);
    const by = socketAt(node, socket);
    return heard === undefined
      ? []
      : [{ kind: 'control-elsewhere', url: askSocket(it, socket).url, heard, by }];
  });
  return {
    code: 'wrong-port',
    severity: 'broken',
    proof: 'control-probe',
    node: node.id,
    clients: clientNames(path),
    params: {
      target: targetText(it),
      listens: formatHostPort(first.socket.address, first.socket.socket.port),
      process: serviceName(it.model, socketAt(node, first.socket)),
    },
    evidence: [
      ...refusalEvidence(refusal),
      { kind: 'nothing-listens', node: node.id, port: it.intent.target.port },
      ...unusedVariable(it, node, first.socket),
      ...control,
    ],
    fixes: [{ kind: 'use-url', paste: services.map(({ socket }) => socketUrl(it, socket)) }],
  };
};

/** Nobody holds the port that was asked for, and a model service answers on another port of the same machine. */
export const wrongPort: Cause = {
  code: 'wrong-port',
  asks: (it) =>
    refusals(it).flatMap((refusal) => likelyServices(it, refusal).map((socket) => askSocket(it, socket))),
  find: (it) => refusals(it).flatMap((refusal) => findIn(it, refusal) ?? []),
};
