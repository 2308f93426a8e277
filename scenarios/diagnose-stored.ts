import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { concludeFrom } from '../src/app/conclusion.ts';
import { readArguments } from '../src/cli/arguments.ts';
import { EXIT, exitCodeFor } from '../src/cli/exit-code.ts';
import { askedWith, readClients, readIntent } from '../src/cli/read-intent.ts';
import { doctorJson } from '../src/cli/views/doctor-json.ts';
import { urlJson } from '../src/cli/views/url-view.ts';
import type { Cause } from '../src/domain/diagnose/cause.ts';
import { diagnose } from '../src/domain/diagnose/diagnose.ts';
import { openDossier } from '../src/domain/diagnose/dossier.ts';
import { CAUSES } from '../src/domain/diagnose/registry.ts';
import type { Snapshot } from '../src/domain/facts/snapshot.ts';
import type { Told } from './checks/report.ts';
import type { Scenario } from './scenario.ts';

/** Where a scenario's snapshot is stored. */
export const snapshotPath = ({ name }: Scenario): string =>
  fileURLToPath(new URL(`./snapshots/${name}.json`, import.meta.url));

/** The diagnosis of a scenario from its stored snapshot: no process, no network, no clock. */
export const diagnoseStored = (scenario: Scenario, causes: readonly Cause[] = CAUSES): Told => {
  const args = readArguments(scenario.flags);
  if (!args.ok) throw new Error(`${scenario.name}: flags that doctor does not have`);
  const { text, flags } = args.value;
  const clients = readClients(text.as);
  if (!clients.ok) throw new Error(`${scenario.name}: no such client`);
  const intent = readIntent(scenario.url, clients.value, !flags.has('no-inference'), askedWith(text));
  if (!intent.ok) return { exit: EXIT.unclear, json: JSON.stringify(urlJson(intent.problem)) };
  const snapshot: Snapshot = JSON.parse(readFileSync(snapshotPath(scenario), 'utf8'));
  const diagnosis = diagnose(openDossier(snapshot), intent.value, causes);
  if (diagnosis === undefined) throw new Error(`${scenario.name}: the consumer is not in the snapshot`);
  return {
    exit: exitCodeFor(concludeFrom(diagnosis)),
    json: JSON.stringify(doctorJson({ diagnosis, snapshot })),
  };
};
