import { concludeSurvey } from '../../app/conclusion.ts';
import type { Survey } from '../../app/survey.ts';
import { examinedIn } from '../../app/survey.ts';
import { summarise } from '../../domain/survey/summarise.ts';
import { flowsJson, REPORT_SCHEMA_VERSION } from './doctor-json.ts';

/** The same value that the person's view is drawn from, every intent with its flows. */
export const surveyJson = (survey: Survey): unknown => {
  const { inference, diagnoses, snapshot } = survey;
  const { entries, answering } = summarise(examinedIn(survey));
  const alsoPids = new Map(inference.inferred.map((one) => [one.intent, one.alsoPids]));
  return {
    schemaVersion: REPORT_SCHEMA_VERSION,
    takenAt: snapshot.takenAt,
    conclusion: concludeSurvey(survey),
    findings: entries.map(({ finding, met }) => ({
      ...finding,
      intents: met.map(({ diagnosis, finding: { clients, evidence }, open }) => ({
        clients,
        origins: evidence.filter(({ kind }) => kind === 'variable-origin'),
        open: open ?? null,
        asker: diagnosis.it.intent.asker,
        url: diagnosis.it.intent.url,
        foundIn: diagnosis.it.intent.foundIn,
        alsoPids: alsoPids.get(diagnosis.it.intent) ?? [],
      })),
    })),
    services: answering,
    flows: diagnoses.flatMap((diagnosis) => flowsJson(diagnosis)),
    notModelled: inference.notModelled.map(({ pid, name }) => ({ pid, name })),
    askedAlone: inference.askedAlone,
    leftOut: inference.leftOut,
    unseen: survey.unseen,
  };
};
