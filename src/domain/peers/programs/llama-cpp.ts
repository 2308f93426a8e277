import type { Program } from '../program.ts';
import { byModelOwner } from './by-model-owner.ts';
import { byServerHeader } from './by-server-header.ts';

const header = byServerHeader('llama.cpp', 'service');
const owner = byModelOwner('llama.cpp', ['llamacpp']);

/** llama.cpp's llama-server: `Server: llama.cpp`, and `owned_by: llamacpp` (tools/server). */
export const llamaCpp: Program = {
  program: 'llama.cpp',
  role: 'service',
  answered: (response) => owner.answered(response) ?? header.answered(response),
};
