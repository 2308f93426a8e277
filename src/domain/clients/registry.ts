import { aiohttp, aiohttpTrustEnv } from './aiohttp.ts';
import type { Client } from './client.ts';
import { curl } from './curl.ts';
import { httpx } from './httpx.ts';
import { node } from './node.ts';
import { requests } from './requests.ts';

export const CLIENTS: readonly Client[] = [curl, requests, httpx, node, aiohttp, aiohttpTrustEnv];

/** Who is compared where nobody says which client asks. Both ways of aiohttp at once would tell one thing twice, so it is asked by name. */
export const DEFAULT_CLIENTS: readonly Client['name'][] = ['curl', 'requests', 'httpx', 'node'];
