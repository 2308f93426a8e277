import type { Message } from '../message.ts';
import { CURL } from './curl.ts';
import { ERRNO } from './errno.ts';
import { GO } from './go.ts';
import { HTTPX_AND_AIOHTTP } from './httpx-aiohttp.ts';
import { NODE } from './node.ts';
import { PROXIES } from './proxies.ts';
import { PYTHON } from './python.ts';
import { SERVICES } from './services.ts';
import { TOOLS } from './tools.ts';
import { URLLIB3 } from './urllib3.ts';
import { WGET } from './wget.ts';

/** Every message that is known. The order means nothing: of those that fit a line the one that tells most is taken. */
export const MESSAGES: readonly Message[] = [
  ...CURL,
  ...WGET,
  ...URLLIB3,
  ...HTTPX_AND_AIOHTTP,
  ...PYTHON,
  ...NODE,
  ...GO,
  ...SERVICES,
  ...PROXIES,
  ...TOOLS,
  ...ERRNO,
];
