import { spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const REPOSITORY = dirname(dirname(fileURLToPath(import.meta.url)));

/** A program in the place of the real command line, with a part that is loaded when it is needed: prints its arguments and what the launcher kept for it. */
const STUB = `
const kept = Object.entries(process.env).filter(([name]) => /^(TONGTU_KEPT_|NODE_)/.test(name));
import("./word.ts").then(({ word }) => {
  process.stdout.write(JSON.stringify({ word, argv: process.argv.slice(2), kept: Object.fromEntries(kept) }));
});
`;

interface Lock {
  readonly packages: Record<string, { integrity?: string; resolved?: string; dev?: boolean }>;
}

const readLock = (): Lock => JSON.parse(readFileSync(join(REPOSITORY, 'package-lock.json'), 'utf8'));

/** The locked packages that Tongtu itself needs and that are installed here: those of other platforms are not. */
export const runtimePackages = (): string[] =>
  Object.entries(readLock().packages)
    .filter(([path, entry]) => path !== '' && !entry.dev && existsSync(join(REPOSITORY, path)))
    .map(([path]) => path.slice('node_modules/'.length));

/**
 * A clone as git would make it, with the real launcher, scripts and lock, and a small program for the source. The lock
 * loses its checksums: the packages come out of this repository's node_modules, packed anew.
 */
export function launcherClone(): string {
  const root = mkdtempSync(join(tmpdir(), 'tongtu-launcher-'));
  chmodSync(root, 0o755);
  for (const name of ['tongtu', 'scripts', 'package.json', '.npmrc']) {
    cpSync(join(REPOSITORY, name), join(root, name), { recursive: true });
  }
  const lock = readLock();
  for (const entry of Object.values(lock.packages)) {
    delete entry.integrity;
    delete entry.resolved;
  }
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify(lock));
  mkdirSync(join(root, 'src/cli'), { recursive: true });
  writeFileSync(join(root, 'src/cli/main.ts'), STUB);
  writeFileSync(join(root, 'src/cli/word.ts'), "export const word = 'first';");
  return root;
}

export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

interface RunOptions {
  readonly env?: Record<string, string>;
  readonly uid?: number;
  /** Called once with the child's pid when `text` was seen on its stderr. */
  readonly whenSaid?: { readonly text: string; readonly act: (pid: number) => void };
}

/** Starts a program in a process group of its own and gives back how it ended: 128 + the signal's number where one did. */
export function run(argv: readonly string[], { env = {}, uid, whenSaid }: RunOptions = {}): Promise<Run> {
  const [program = '', ...rest] = argv;
  const user = uid === undefined ? {} : { uid, gid: uid };
  const child = spawn(program, rest, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true, ...user });
  let out = '';
  let err = '';
  let hasActed = false;
  child.stdout.on('data', (bytes) => {
    out += bytes;
  });
  child.stderr.on('data', (bytes) => {
    err += bytes;
    if (whenSaid !== undefined && !hasActed && err.includes(whenSaid.text)) {
      hasActed = true;
      if (child.pid !== undefined) whenSaid.act(child.pid);
    }
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) =>
      resolve({ code: code ?? (signal === 'SIGINT' ? 130 : 143), out, err }),
    );
  });
}
