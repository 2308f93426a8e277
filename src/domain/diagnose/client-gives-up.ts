import type { ProxyChoice } from '../clients/client.ts';
import type { Cause } from './cause.ts';
import type { CauseCode } from './cause-code.ts';
import { clientNames } from './path.ts';
import { unsetFix } from './proxy-fixes.ts';

type Why = Extract<ProxyChoice, { kind: 'dies' }>['why'];

/** A cause that the client itself states: it cannot use a proxy variable's value, and gives up before it sends a byte. */
export const clientGivesUp = (code: CauseCode, whys: readonly Why[]): Cause => ({
  code,
  find: (it) =>
    it.paths.flatMap((path) => {
      const { choice } = path.way.trace;
      if (choice.kind !== 'dies' || choice.variable === undefined || !whys.includes(choice.why)) return [];
      const { name, value } = choice.variable;
      return [
        {
          code,
          severity: 'broken',
          proof: 'model',
          node: it.here.id,
          clients: clientNames(path),
          params: { variable: name, why: choice.why },
          evidence: [{ kind: 'variable', name, value, moment: it.moment }],
          fixes: [{ kind: 'correct-proxy', paste: [`export ${name}=http://HOST:PORT`] }, unsetFix()],
        },
      ];
    }),
});
