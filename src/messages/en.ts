import type { Catalogue } from './catalogue.ts';
import { diagnosis } from './en/diagnosis.ts';
import { screens } from './en/screens.ts';
import { trace } from './en/trace.ts';

/** English. */
export const en: Catalogue = { language: 'en', ...diagnosis, ...trace, ...screens };
