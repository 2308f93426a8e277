import { readFile } from 'node:fs/promises';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';

// `node --import ./scripts/run-typescript.mjs FILE.ts` runs TypeScript from source, which Node 20 cannot by itself.
// The thread that loads modules gets this same file, and there only its `load` is used.

export async function load(url, context, nextLoad) {
  if (!url.endsWith('.ts')) return nextLoad(url, context);
  const { transform } = await import('esbuild');
  const path = fileURLToPath(url);
  const { code } = await transform(await readFile(path, 'utf8'), {
    loader: 'ts',
    target: 'node20',
    sourcefile: path,
  });
  return { format: 'module', source: code, shortCircuit: true };
}

const { isMainThread } = await import('node:worker_threads');
if (isMainThread) register(import.meta.url);
