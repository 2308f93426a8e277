import { formatTarget } from '../../net/format-target.ts';
import type { Cause } from '../cause.ts';
import { heardOf } from '../heard.ts';
import { clientNames, targetText } from '../path.ts';
import { shellWord } from '../shell-word.ts';

/** The certificate of an https URL does not verify, and every client here refuses it before it sends the request. */
export const tlsUntrusted: Cause = {
  code: 'tls-untrusted',
  find: (it) =>
    it.paths.flatMap((path) => {
      const { answer } = path.way;
      if (answer?.kind !== 'response' || answer.tlsProblem === undefined) return [];
      const heard = heardOf(answer);
      const url = shellWord(formatTarget(it.intent.target, it.request.path));
      return [
        {
          code: 'tls-untrusted',
          severity: 'broken',
          proof: 'stated-by-peer',
          node: it.here.id,
          clients: clientNames(path),
          params: { target: targetText(it), problem: answer.tlsProblem },
          evidence: heard === undefined ? [] : [{ kind: 'answered', heard }],
          fixes: [{ kind: 'trust-certificate', paste: [`curl --cacert CA.pem ${url}`] }],
        },
      ];
    }),
};
