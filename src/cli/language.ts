import type { Catalogue } from '../messages/catalogue.ts';
import type { ExplainWords } from '../messages/explain-words.ts';

export const LANGUAGES = ['en', 'zh'] as const;

export type Language = (typeof LANGUAGES)[number];

/** `zh_CN.UTF-8`, `zh-TW`, `zh` → zh; anything else English. The first that is set and not empty counts (locale(7)). */
export const languageOf = (env: Readonly<Record<string, string | undefined>>): Language => {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  return /^zh\b|^zh_/i.test(locale) ? 'zh' : 'en';
};

/** Each language is loaded when it is spoken. */
export const loadCatalogue = async (language: Language): Promise<Catalogue> =>
  language === 'zh' ? (await import('../messages/zh.ts')).zh : (await import('../messages/en.ts')).en;

export const loadExplainWords = async (language: Language): Promise<ExplainWords> =>
  language === 'zh'
    ? (await import('../messages/zh/explain.ts')).explain
    : (await import('../messages/en/explain.ts')).explain;
