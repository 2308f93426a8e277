import type { ProxyChoice } from '../clients/client.ts';
import type { Variable } from '../facts/fact.ts';
import type { Case, Path } from './case.ts';
import type { Cause } from './cause.ts';
import type { CauseCode } from './cause-code.ts';
import type { Fix } from './finding.ts';
import { clientNames } from './path.ts';
import { unsetFix } from './proxy-fixes.ts';
import { meantSchemes, schemeLine, usableScheme } from './proxy-scheme.ts';

type Death = Extract<ProxyChoice, { kind: 'dies'; variable: Variable }>;

/** The same proxy by a scheme that this client takes, where there is one; else another proxy, or none. */
export const otherProxy = (it: Case, { variable }: Death, path: Path): readonly Fix[] => {
  const scheme = usableScheme(it, path, variable, meantSchemes(variable.value));
  return [
    scheme === undefined
      ? { kind: 'correct-proxy', paste: [`export ${variable.name}=http://HOST:PORT`] }
      : { kind: 'correct-scheme', paste: [schemeLine(scheme, variable)] },
    unsetFix(),
  ];
};

/** A cause that the client itself states: it cannot use a variable's value, and gives up before it sends a byte. */
export const clientGivesUp = (
  code: CauseCode,
  whys: readonly Death['why'][],
  fixesFor: (it: Case, choice: Death, path: Path) => readonly Fix[] = otherProxy,
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
          fixes: fixesFor(it, choice, path),
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
