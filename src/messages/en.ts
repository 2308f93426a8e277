import type { Catalogue } from './catalogue.ts';
import { config } from './en/config.ts';
import { diagnosis } from './en/diagnosis.ts';
import { explainNotes } from './en/explain-notes.ts';
import { keys } from './en/keys.ts';
import { run } from './en/run.ts';
import { screens } from './en/screens.ts';
import { survey } from './en/survey.ts';
import { trace } from './en/trace.ts';
import { watch } from './en/watch.ts';

/** English. */
export const en: Catalogue = {
  language: 'en',
  ...diagnosis,
  ...trace,
  ...screens,
  config,
  explain: explainNotes,
  keys,
  run,
  survey,
  watch,
};
