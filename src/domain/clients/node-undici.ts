import { isAtLeast } from './compare-versions.ts';

/** The undici inside Node's fetch, by the first release that has it (`process.versions.undici`); only steps that change behaviour. */
const BUNDLED = [
  ['26.8.2', '8.10.2'],
  ['26.8.0', '8.10.0'],
  ['26.5.0', '8.7.0'],
  ['26.0.0', '8.0.2'],
  ['25.8.2', '7.24.4'],
  ['25.8.0', '7.22.0'],
  ['25.0.0', '7.16.0'],
  ['24.14.1', '7.24.4'],
  ['24.0.0', '7.8.0'],
  ['0', '6.22.0'],
] as const;

/** `v24.21.0` → `7.24.4`: the bundled undici, or an earlier one that reads proxy variables alike. */
export const bundledUndici = (node: string | undefined): string =>
  BUNDLED.find(([from]) => isAtLeast(node, from))?.[1] ?? '6.22.0';
