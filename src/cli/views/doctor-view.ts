import { concludeFrom } from '../../app/conclusion.ts';
import type { Examination } from '../../app/doctor.ts';
import type { PathReport } from '../../domain/diagnose/diagnose.ts';
import type { Gap } from '../../domain/diagnose/finding.ts';
import { styled, wrap } from '../screen.ts';
import { factNames } from './fact-name.ts';
import { findingView } from './finding-view.ts';
import { pathView } from './path-view.ts';
import type { ViewContext } from './view-context.ts';

const hasFinding = ({ diagnosis }: Examination, report: PathReport): boolean =>
  diagnosis.findings.some(
    ({ severity, clients }) =>
      severity === 'broken' && report.path.clients.some(({ client }) => clients.includes(client.name)),
  );

/** `2026-11-21T09:33:40.555Z` → `2026-11-21 09:33 UTC`. */
const forPeople = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;

/** That a client is not installed stands beside its name already. */
const isTold = ({ fact, why }: Gap): boolean => why !== 'missing-tool' || !/\/client\//.test(fact);

/** Gaps with one reason and one remedy are one line. */
const gapLines = (gaps: readonly Gap[], context: ViewContext): readonly string[] => {
  const { words, screen } = context;
  const groups = new Map<string, string[]>();
  for (const gap of gaps) {
    const say = words.hints[gap.hint.kind] as (hint: Gap['hint']) => string;
    const remedy = say(gap.hint);
    const reason = words.words.reason(words.unknownWhy[gap.why], remedy);
    groups.set(reason, [...(groups.get(reason) ?? []), gap.fact]);
  }
  return [...groups].flatMap(([reason, facts]) =>
    wrap(
      `${words.words.unknowns}  ${words.words.unknownFacts(factNames(facts, context), reason)}`,
      screen.columns - 2,
    ).map((line, index) => styled(screen, 'dim', (index === 0 ? '' : '  ') + line)),
  );
};

/** Everything a person sees of an examination. `elapsed` is absent for a stored snapshot. */
export const doctorView = (
  examination: Examination,
  context: ViewContext,
  elapsed: string | undefined,
): string => {
  const { diagnosis, snapshot } = examination;
  const { words, screen } = context;
  const { findings, paths } = diagnosis;
  const gaps = diagnosis.gaps.filter(isTold);
  const broken = findings.filter(({ severity }) => severity === 'broken');
  const suspected = broken.filter(({ proof }) => proof === 'suspicion').length;
  const summary = words.words.summary({
    isUnclear: concludeFrom(diagnosis) === 'unclear',
    proven: broken.length - suspected,
    suspected,
    warnings: findings.length - broken.length,
    facts: snapshot.facts.filter(({ state }) => state.kind === 'known').length,
    unknown: gaps.length,
  });
  const ending = elapsed ?? words.words.fromSnapshot(forPeople(snapshot.takenAt));
  return [
    ...findings.map((finding) => findingView(finding, context)),
    ...paths.filter((report) => !hasFinding(examination, report)).map((report) => pathView(report, context)),
    ...wrap(`${summary} · ${ending}`, screen.columns),
    ...gapLines(gaps, context),
    '',
  ].join('\n');
};
