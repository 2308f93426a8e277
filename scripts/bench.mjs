// npm run bench [-- --rounds N] [ITEM…]
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const script = (name) => join(root, 'scripts', name);

const run = (argv) => spawnSync(process.execPath, argv, { cwd: root, stdio: 'inherit' }).status ?? 1;

process.exitCode =
  run([script('prepare.mjs')]) ||
  run(['--import', script('run-typescript.mjs'), join(root, 'bench/main.ts'), ...process.argv.slice(2)]);
