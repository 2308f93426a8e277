import { concludeFrom } from '../../app/conclusion.ts';
import type { Examination } from '../../app/doctor.ts';
import type { Diagnosis } from '../../domain/diagnose/diagnose.ts';

/** Raised only when a reader of the JSON would misread it; fields are otherwise only added. */
export const REPORT_SCHEMA_VERSION = 1;

/** The same value that the person's view is drawn from. */
export const doctorJson = ({ diagnosis, snapshot }: Examination): unknown => ({
  schemaVersion: REPORT_SCHEMA_VERSION,
  takenAt: snapshot.takenAt,
  conclusion: concludeFrom(diagnosis),
  flows: flowsJson(diagnosis),
  findings: diagnosis.findings,
  unknowns: diagnosis.gaps,
});

/** Each client's request, what was predicted of it and what came. */
export const flowsJson = ({ it, paths }: Diagnosis): readonly unknown[] =>
  paths.flatMap(({ path, predicted, observed, chat, key, works }) =>
    path.clients.map(({ client, version }) => ({
      from: it.vantage.node,
      url: it.intent.url,
      client: { name: client.name, version: version ?? null },
      choice: path.way.trace.choice,
      predicted,
      observed,
      chat: chat ?? null,
      key: key ?? null,
      works,
    })),
  );
