import type { Catalogue } from './catalogue.ts';
import { config } from './zh/config.ts';
import { diagnosis } from './zh/diagnosis.ts';
import { explainNotes } from './zh/explain-notes.ts';
import { keys } from './zh/keys.ts';
import { run } from './zh/run.ts';
import { screens } from './zh/screens.ts';
import { survey } from './zh/survey.ts';
import { trace } from './zh/trace.ts';
import { watch } from './zh/watch.ts';

/** 简体中文。 */
export const zh: Catalogue = {
  language: 'zh',
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
