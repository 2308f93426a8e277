import type { RunPlan } from '../../app/run-command.ts';
import type { Secrets } from '../../app/world.ts';
import type { VariableChange } from '../../domain/clients/direct-environment.ts';
import type { Catalogue } from '../../messages/catalogue.ts';
import type { Screen } from '../screen.ts';
import { padTo, widthOf, wrap } from '../screen.ts';
import { REPORT_SCHEMA_VERSION } from './doctor-json.ts';

/** What a command would be run with: one line a variable. */
export const runView = (plan: RunPlan, { run }: Catalogue, { columns }: Screen, secrets: Secrets): string => {
  const { kinds, changes, dropped, hosts } = plan;
  const as = kinds.length === 0 ? undefined : run.list(kinds.map((kind) => run.kinds[kind]));
  const width = Math.max(0, ...changes.map(({ name }) => widthOf(name))) + 2;
  const lines = changes.flatMap((change, index) => {
    const [first = '', ...more] = wrap(
      isSame(changes[index - 1], change) ? run.same : changeText(change, run, secrets),
      columns - width - 2,
    );
    return [
      `  ${padTo(change.name, width)}${first}`,
      ...more.map((line) => `${' '.repeat(width + 2)}${line}`),
    ];
  });
  const conclusion =
    changes.length > 0 ? run.direct : plan.hasProxy ? run.enough(run.list(hosts)) : run.noProxy;
  return [
    secrets.hide(run.runs(plan.program, as)),
    ...lines,
    ...wrap(conclusion, columns),
    ...(dropped.length === 0 ? [] : wrap(run.dropped(run.list(dropped)), columns)),
    ...(plan.notForAll === undefined ? [] : wrap(run.partly(plan.notForAll), columns)),
    ...(changes.some(isSpare) ? wrap(run.spare, columns) : []),
    ...(plan.isUnderSudo && !plan.hasProxy ? wrap(run.underSudo, columns) : []),
    ...(plan.isThroughSudo ? wrap(run.sudo, columns) : []),
    '',
  ].join('\n');
};

const isSpare = ({ name, after }: VariableChange): boolean =>
  after === undefined && /^all_proxy$/i.test(name);

const isSame = (above: VariableChange | undefined, { after }: VariableChange): boolean =>
  above !== undefined && after !== undefined && above.after === after;

const changeText = (
  { name, before, after }: VariableChange,
  run: Catalogue['run'],
  secrets: Secrets,
): string => {
  const shown = (value: string): string => secrets.hideVariable(name, value).replace(/\*{3}\d+\*{3}/g, '***');
  if (after === undefined) return run.isRemoved(shown(before ?? ''));
  if (!/^no_proxy$/i.test(name)) {
    return run.isSet(shown(after), before === undefined ? undefined : shown(before));
  }
  const entriesOf = (list: string): readonly string[] => list.split(/[,\s]+/).filter((entry) => entry !== '');
  const prior = new Set(entriesOf(before ?? ''));
  const added = entriesOf(after).filter((entry) => !prior.has(entry));
  return prior.size === 0 || added.length === 0
    ? run.isSet(run.list(entriesOf(after)), undefined)
    : run.adds(run.list(added));
};

/** The same for a program. */
export const runJson = (plan: RunPlan, secrets: Secrets): unknown => ({
  schemaVersion: REPORT_SCHEMA_VERSION,
  ...plan,
  program: secrets.hide(plan.program),
  changes: plan.changes.map(({ name, before, after }) => ({
    name,
    ...(before === undefined ? {} : { before: secrets.hideVariable(name, before) }),
    ...(after === undefined ? {} : { after: secrets.hideVariable(name, after) }),
  })),
});
