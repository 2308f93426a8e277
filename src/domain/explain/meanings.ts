import type { Meaning } from './meaning.ts';
import { ANSWERS } from './meanings/answers.ts';
import { CONNECTING } from './meanings/connecting.ts';
import { PROXIES } from './meanings/proxies.ts';
import { SETUP } from './meanings/setup.ts';
import type { ReadingCode } from './reading-code.ts';

/** Every code's meaning; one that is missing does not compile. */
export const MEANINGS: { readonly [Code in ReadingCode]: Meaning } = {
  ...CONNECTING,
  ...PROXIES,
  ...ANSWERS,
  ...SETUP,
};
