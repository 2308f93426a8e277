import type { Client } from './client.ts';
import { curl } from './curl.ts';
import { node } from './node.ts';
import { requests } from './requests.ts';

export const CLIENTS: readonly Client[] = [curl, requests, node];
