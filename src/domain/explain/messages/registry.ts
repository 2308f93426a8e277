import type { Message } from '../message.ts';
import { CURL } from './curl.ts';
import { ERRNO } from './errno.ts';
import { GO } from './go.ts';
import { NODE } from './node.ts';
import { PYTHON } from './python.ts';
import { SERVICES } from './services.ts';
import { SYSTEM } from './system.ts';

/** Every message that is known. The order means nothing: of those that fit a line the one that tells most is taken. */
export const MESSAGES: readonly Message[] = [
  ...CURL,
  ...PYTHON,
  ...NODE,
  ...GO,
  ...SERVICES,
  ...SYSTEM,
  ...ERRNO,
];
