import { verdictOf } from '../../trace/tree.ts';
import type { Cause } from '../cause.ts';
import type { Evidence } from '../finding.ts';
import { heardOf, noAnswerOf } from '../heard.ts';
import { agrees, observedOn } from '../observed.ts';
import { clientNames } from '../path.ts';

/** What the facts predict and what came back cannot both be true: something that Tongtu does not see takes part. */
export const modelDisagrees: Cause = {
  code: 'model-disagrees',
  find: (it) =>
    it.paths.flatMap((path) => {
      const predicted = verdictOf(path.way.trace.tree);
      const observed = observedOn(it, path);
      if (agrees(predicted, observed)) return [];
      const heard = heardOf(path.way.answer);
      const silent = noAnswerOf(path.way.answer);
      const evidence: Evidence[] = [];
      if (heard !== undefined) evidence.push({ kind: 'answered', heard });
      if (silent !== undefined) evidence.push(silent);
      return [
        {
          code: 'model-disagrees',
          severity: 'warning',
          proof: 'suspicion',
          node: it.here.id,
          clients: clientNames(path),
          params: { predicted: predicted.kind, observed: observed.kind },
          evidence,
          fixes: [],
        },
      ];
    }),
};
