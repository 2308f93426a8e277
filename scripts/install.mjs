import { execFile, spawn } from 'node:child_process';
import { accessSync, constants, copyFileSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ownFolder, removeWhole } from './own-lock.mjs';
import { proxyHint, withoutPasswords } from './proxy-hint.mjs';
import { say, withProgress } from './say.mjs';

const readJson = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
};

const isForThisMachine = ({ os, cpu, libc }) =>
  (os === undefined || os.includes(process.platform)) &&
  (cpu === undefined || cpu.includes(process.arch)) &&
  (libc === undefined ||
    libc.includes(process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl'));

/**
 * The packages of package-lock.json that node_modules lacks or holds in another version: `['esbuild 0.28.2']`.
 * Packages for other machines and, unless `withDev`, those of development do not count.
 */
export function missingPackages(root, { withDev }) {
  const lock = readJson(join(root, 'package-lock.json'));
  return (
    Object.entries(lock?.packages ?? {})
      .filter(([path, entry]) => path !== '' && (withDev || !entry.dev) && isForThisMachine(entry))
      // An optional package for every machine is what another one falls back on: npm leaves it out where it can.
      .filter(([, entry]) => !entry.optional || entry.os !== undefined || entry.cpu !== undefined)
      .filter(([path, entry]) => readJson(join(root, path, 'package.json'))?.version !== entry.version)
      .map(([path, entry]) => `${path.slice(path.lastIndexOf('node_modules/') + 13)} ${entry.version}`)
  );
}

const NPM_ARGUMENTS = [
  'ci',
  '--ignore-scripts',
  '--no-audit',
  '--no-fund',
  // npm's own patience is minutes; a dead proxy should be named within seconds, a slow one still get its chance.
  '--fetch-retries=2',
  '--fetch-retry-mintimeout=1000',
  '--fetch-retry-maxtimeout=4000',
  '--fetch-timeout=60000',
];

function isWritable(path) {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** npm's environment: the certificates that the launcher kept aside count here, and a home where it can keep its cache. */
function npmEnvironment(work) {
  const { TONGTU_KEPT_NODE_EXTRA_CA_CERTS: certificates, ...env } = process.env;
  if (certificates !== undefined) env.NODE_EXTRA_CA_CERTS = certificates;
  if (!isWritable(env.HOME ?? '')) env.HOME = work;
  return env;
}

/** Runs npm to its end: `{ code, text }`, `code` 127 where there is no npm. Ended by `signal`, still waits for its exit. */
function runNpm(argv, { cwd, env, signal }) {
  return new Promise((resolve) => {
    let text = '';
    const child = spawn('npm', argv, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const stop = () => child.kill('SIGTERM');
    signal.addEventListener('abort', stop, { once: true });
    const keep = (bytes) => {
      text = (text + bytes).slice(-20_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', () => resolve({ code: 127, text: '' }));
    child.on('close', (code) => {
      signal.removeEventListener('abort', stop);
      resolve({ code: code ?? 1, text });
    });
  });
}

/** The proxy of npm's own files, its password hidden by npm: `npm config get` refuses one that holds a password. */
const proxyOfNpmFiles = (env) =>
  new Promise((resolve) => {
    execFile('npm', ['config', 'list'], { env, timeout: 10_000 }, (_error, stdout) => {
      resolve(/^(?:https-)?proxy = "(.+)"/m.exec(stdout)?.[1] ?? '');
    });
  });

/** Says why npm failed: the proxy where one is in the way, npm's own words, and the way out. */
async function explain({ code, text }, env) {
  if (code === 127) {
    say(
      'npm was not found. It comes with Node.js (https://nodejs.org).',
      '找不到 npm。它随 Node.js 一起提供（https://nodejs.org）。',
    );
    return;
  }
  say('npm could not install the packages that Tongtu needs:', 'npm 未能安装 Tongtu 需要的软件包：');
  const words = withoutPasswords(env, text)
    .split('\n')
    .filter((line) => /^npm (error|ERR!) (?!\s|}|A complete log)/.test(line));
  for (const line of words.slice(0, 6)) say(`  ${line}`, `  ${line}`);
  for (const line of await proxyHint(env, text, await proxyOfNpmFiles(env))) say(line, line);
}

/**
 * Installs the locked packages into `node_modules`: aside first and then put in place, so that an interrupted run
 * leaves what was there. `scratch` is a folder on the same file system. Gives back whether it succeeded.
 */
export async function install(root, scratch, { withDev, signal }) {
  const work = ownFolder(scratch, 'work');
  try {
    for (const name of ['package.json', 'package-lock.json', '.npmrc']) {
      if (existsSync(join(root, name))) copyFileSync(join(root, name), join(work, name));
    }
    const env = npmEnvironment(work);
    const argv = withDev ? NPM_ARGUMENTS : [...NPM_ARGUMENTS, '--omit=dev'];
    const ended = await withProgress(
      `npm ${argv.slice(0, 2).join(' ')}`,
      `npm ${argv.slice(0, 2).join(' ')} `,
      () => runNpm(argv, { cwd: work, env, signal }),
    );
    if (signal.aborted) return false;
    if (ended.code !== 0) {
      await explain(ended, env);
      return false;
    }
    removeWhole(scratch, join(root, 'node_modules'));
    renameSync(join(work, 'node_modules'), join(root, 'node_modules'));
    return true;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
