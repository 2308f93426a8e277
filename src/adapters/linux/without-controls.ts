import { stripControl } from '../exec/strip-control.ts';

/**
 * A value of plain objects, lists and texts with every text as `stripControl` leaves it; the value itself where there is
 * nothing to take out. A process, an interface or a mount has the name that someone gave it.
 */
export const withoutControls = <Value>(value: Value): Value =>
  // Texts become texts, and nothing else changes: the type is the same.
  isClean(value) ? value : (cleaned(value) as Value);

const isClean = (value: unknown): boolean => {
  if (typeof value === 'string') return !MAY_BE_OBEYED.test(value);
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isClean);
  for (const key in value) {
    if (MAY_BE_OBEYED.test(key) || !isClean(Reflect.get(value, key))) return false;
  }
  return true;
};

/** Where `stripControl` may have something to do: any control character, and all beyond ASCII, which names seldom hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is for
const MAY_BE_OBEYED = /[\u0000-\u0008\u000b-\u001f\u007f-\uffff]/;

const cleaned = (value: unknown): unknown => {
  if (typeof value === 'string') return stripControl(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(cleaned);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [stripControl(key), cleaned(item)]));
};
