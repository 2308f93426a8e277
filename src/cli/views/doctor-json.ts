import { concludeFrom } from '../../app/conclusion.ts';
import type { Examination } from '../../app/doctor.ts';

/** Raised only when a reader of the JSON would misread it; fields are otherwise only added. */
export const REPORT_SCHEMA_VERSION = 1;

/** The same value that the person's view is drawn from. */
export const doctorJson = ({ diagnosis, snapshot }: Examination): unknown => ({
  schemaVersion: REPORT_SCHEMA_VERSION,
  takenAt: snapshot.takenAt,
  conclusion: concludeFrom(diagnosis),
  flows: diagnosis.paths.flatMap(({ path, predicted, observed, chat, works }) =>
    path.clients.map(({ client, version }) => ({
      from: snapshot.consumer.node,
      url: diagnosis.it.intent.url,
      client: { name: client.name, version: version ?? null },
      choice: path.way.trace.choice,
      predicted,
      observed,
      chat: chat ?? null,
      works,
    })),
  ),
  findings: diagnosis.findings,
  unknowns: diagnosis.gaps,
});
