import type { Catalogue } from './catalogue.ts';
import { diagnosis } from './zh/diagnosis.ts';
import { screens } from './zh/screens.ts';
import { trace } from './zh/trace.ts';

/** 简体中文。 */
export const zh: Catalogue = { language: 'zh', ...diagnosis, ...trace, ...screens };
