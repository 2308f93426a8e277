import type { ProxyChoice } from '../clients/client.ts';
import type { Variable } from '../facts/fact.ts';
import type { Case } from './case.ts';
import type { Cause } from './cause.ts';
import type { CauseCode } from './cause-code.ts';
import type { Fix } from './finding.ts';
import { clientNames } from './path.ts';
import { unsetFix } from './proxy-fixes.ts';

type Death = Extract<ProxyChoice, { kind: 'dies'; variable: Variable }>;

/** Another proxy, or none. */
const otherProxy = (_it: Case, { variable }: Death): readonly Fix[] => [
  { kind: 'correct-proxy', paste: [`export ${variable.name}=http://HOST:PORT`] },
  unsetFix(),
];

/** A cause that the client itself states: it cannot use a variable's value, and gives up before it sends a byte. */
export const clientGivesUp = (
  code: CauseCode,
  whys: readonly Death['why'][],
  fixesFor: (it: Case, choice: Death) => readonly Fix[] = otherProxy,
): Cause => ({
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
          params: { variable: name, why: choice.why, ...partOf(choice) },
          evidence: [{ kind: 'variable', name, value, moment: it.moment }],
          fixes: fixesFor(it, choice),
        },
      ];
    }),
});

/** The entry of a list, or the missing package. */
const partOf = (choice: Death): Readonly<Record<string, string>> => {
  switch (choice.why) {
    case 'missing-package':
      return { package: choice.package };
    case 'bad-no-proxy-entry':
      return { entry: choice.entry };
    default:
      return {};
  }
};
