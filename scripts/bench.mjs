// npm run bench [-- --rounds N] [ITEM…]
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const script = (name) => join(root, 'scripts', name);

const run = ([program, ...argv]) => spawnSync(program, argv, { cwd: root, stdio: 'inherit' }).status ?? 1;

/** What else runs and listens on this machine is others': root measures in namespaces of its own, with nothing in them and none to be seen. */
const ALONE = [
  ...['unshare', '--net', '--pid', '--mount', '--fork', '--kill-child', '--mount-proc', 'sh', '-ec'],
  `ip link set lo up
   grep ' - nsfs ' /proc/self/mountinfo | while read -r _ _ _ _ place _; do umount "$place"; done
   exec "$@"`,
  'sh',
];

process.exitCode =
  run([process.execPath, script('prepare.mjs')]) ||
  run([
    ...(process.geteuid() === 0 ? ALONE : []),
    ...[process.execPath, '--import', script('run-typescript.mjs'), join(root, 'bench/main.ts')],
    ...process.argv.slice(2),
  ]);
