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
  const as = kinds.length === 0 ? undefined : kinds.map((kind) => run.kinds[kind]).join(', ');
  const width = Math.max(0, ...changes.map(({ name }) => widthOf(name))) + 2;
  const lines = changes.flatMap((change) => {
    const [first = '', ...more] = wrap(changeText(change, run, secrets), columns - width - 2);
    return [
      `  ${padTo(change.name, width)}${first}`,
      ...more.map((line) => `${' '.repeat(width + 2)}${line}`),
    ];
  });
  const conclusion =
    changes.length > 0 ? run.direct : plan.hasProxy ? run.enough(hosts.join(', ')) : run.noProxy;
  return [
    secrets.hide(run.runs(plan.program, as)),
    ...lines,
    ...wrap(conclusion, columns),
    ...(dropped.length === 0 ? [] : wrap(run.dropped(dropped.join(', ')), columns)),
    ...(plan.isThroughSudo ? wrap(run.sudo, columns) : []),
    '',
  ].join('\n');
};

const changeText = (
  { name, before, after }: VariableChange,
  run: Catalogue['run'],
  secrets: Secrets,
): string => {
  const shown = (value: string): string => secrets.hideVariable(name, value).replace(/\*{3}\d+\*{3}/g, '***');
  if (after === undefined) return run.isRemoved(shown(before ?? ''));
  const isList = /^no_proxy$/i.test(name);
  if (!isList) return run.isSet(shown(after), before === undefined ? undefined : shown(before));
  const prior = new Set((before ?? '').split(/[,\s]+/));
  const added = after.split(',').filter((entry) => !prior.has(entry));
  return before === undefined || before === '' || added.length === 0
    ? run.isSet(after, before === '' ? undefined : before)
    : run.adds(added.join(', '));
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
