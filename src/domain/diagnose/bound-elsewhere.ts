import { formatHostPort } from '../net/format-address.ts';
import type { ListeningSocket } from '../trace/model.ts';
import type { Case } from './case.ts';
import type { Cause } from './cause.ts';
import type { CauseCode } from './cause-code.ts';
import type { Evidence, Finding, Fix } from './finding.ts';
import { heardOf, isSuccess } from './heard.ts';
import { clientNames, targetText } from './path.ts';
import type { Refusal } from './refusal.ts';
import { askSocket, refusalEvidence, refusals, socketAt } from './refusal.ts';
import { serviceName } from './serving-process.ts';

/** What one such cause says beside what all of them say. */
interface Particulars {
  readonly code: CauseCode;
  /** Sockets on the port that was asked for, bound where the request does not come. */
  readonly socketsOf: (refusal: Refusal) => readonly ListeningSocket[];
  readonly evidenceOf?: (it: Case, refusal: Refusal, socket: ListeningSocket) => readonly Evidence[];
  readonly fixesOf: (it: Case, refusal: Refusal, socket: ListeningSocket) => readonly Fix[];
}

/** Only this node's own sockets can be asked in the target's place. */
const canAsk = (it: Case, { node }: Refusal): boolean => node?.id === it.here.id;

/** A cause in which somebody holds the right port for other addresses; asking there is the control experiment. */
export const boundElsewhere = ({ code, socketsOf, evidenceOf, fixesOf }: Particulars): Cause => {
  const findIn = (it: Case, refusal: Refusal): Finding | undefined => {
    const [socket] = socketsOf(refusal);
    const { node, path } = refusal;
    if (socket === undefined || node === undefined) return undefined;
    const by = socketAt(node, socket);
    const question = askSocket(it, socket);
    const answer = canAsk(it, refusal) ? it.answerTo(question) : undefined;
    const heard = heardOf(answer);
    const control: readonly Evidence[] =
      heard === undefined ? [] : [{ kind: 'control-elsewhere', url: question.url, heard, by }];
    return {
      code,
      severity: 'broken',
      proof: isSuccess(answer) ? 'control-probe' : 'model',
      node: node.id,
      clients: clientNames(path),
      params: {
        target: targetText(it),
        listens: formatHostPort(socket.address, socket.socket.port),
        process: serviceName(it.model, by),
      },
      evidence: [...refusalEvidence(refusal), ...(evidenceOf?.(it, refusal, socket) ?? []), ...control],
      fixes: fixesOf(it, refusal, socket),
    };
  };
  return {
    code,
    asks: (it) =>
      refusals(it)
        .filter((refusal) => canAsk(it, refusal))
        .flatMap((refusal) => socketsOf(refusal).slice(0, 1))
        .map((socket) => askSocket(it, socket)),
    find: (it) => refusals(it).flatMap((refusal) => findIn(it, refusal) ?? []),
  };
};
