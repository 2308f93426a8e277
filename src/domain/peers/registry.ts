import type { Program } from './program.ts';
import { byModelOwner } from './programs/by-model-owner.ts';
import { byServerHeader } from './programs/by-server-header.ts';
import { clash } from './programs/clash.ts';
import { llamaCpp } from './programs/llama-cpp.ts';
import { ollama } from './programs/ollama.ts';
import { privoxy } from './programs/privoxy.ts';
import { squid } from './programs/squid.ts';
import { tinyproxy } from './programs/tinyproxy.ts';

/** Every program that is recognised. The order means nothing: the surest clue wins. */
export const PROGRAMS: readonly Program[] = [
  squid,
  tinyproxy,
  privoxy,
  clash,
  byServerHeader('nginx', 'either'),
  byServerHeader('uvicorn', 'service'),
  byModelOwner('vllm', ['vllm']),
  byModelOwner('sglang', ['sglang']),
  byModelOwner('lmdeploy', ['lmdeploy']),
  byModelOwner('ms-swift', ['swift', 'ms-swift']),
  ollama,
  llamaCpp,
];
