import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';

// dist/tongtu.cjs         what ./tongtu starts: checks Node's version, then runs the newest build's first part, which is in it
// dist/build-<hash>/      the parts that are loaded when they are needed, each behind V8's code of it, in one file; probe-worker.mjs
// dist/.stamp             its time: when this build read the source; in it, what ./tongtu compares with that
//
// A build has a folder of its own so that a Tongtu that is still running finds the parts it has not loaded yet.
// The output is CommonJS: Node's ES module loader alone costs a tenth of `node -e 0`.

/** What a build is made of, beside src/. */
const ALSO_SOURCE = [
  'package.json',
  'package-lock.json',
  'scripts/build.mjs',
  'scripts/check-node.cjs',
  'scripts/start.cjs',
];

function newestUnder(path) {
  const entries = readdirSync(path, { withFileTypes: true }).filter(
    (entry) => !entry.name.endsWith('.test.ts'),
  );
  const times = entries.map((entry) => {
    const child = join(path, entry.name);
    return entry.isDirectory() ? newestUnder(child) : statSync(child).mtimeMs;
  });
  return Math.max(statSync(path).mtimeMs, ...times);
}

/** When the source last changed, in milliseconds since the epoch. A folder's time counts: it shows a removed file. */
const newestSource = (root) =>
  Math.max(newestUnder(join(root, 'src')), ...ALSO_SOURCE.map((name) => statSync(join(root, name)).mtimeMs));

/** Whether dist/ was built from the source as it is now. */
export function isFresh(root) {
  const stamp = join(root, 'dist', '.stamp');
  return existsSync(stamp) && statSync(stamp).mtimeMs >= newestSource(root);
}

const COMMON = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  minifySyntax: true,
  legalComments: 'none',
  logLevel: 'silent',
  write: false,
  metafile: true,
  format: 'esm',
};

/** Small, and asked for the version by scripts: it is not worth a file and a compilation of its own. */
const FIRST = 'main.js';

/** Each part is a function's text: scripts/start.cjs calls it as Node calls a CommonJS module. */
const FUNCTION = '(function (exports, require, module, __filename) {';
const URL_OF_FILE = "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;";

/** The command line, split where the source says `import()`. esbuild splits ES modules only, so they are turned after. */
async function buildMain(esbuild, root, define) {
  const { outputFiles, metafile } = await esbuild.build({
    ...COMMON,
    absWorkingDir: root,
    entryPoints: [{ in: join(root, 'src/cli/main.ts'), out: 'main' }],
    outdir: root,
    splitting: true,
    chunkNames: 'part-[hash]',
    define,
  });
  const files = await Promise.all(
    outputFiles.map(async ({ path, text }) => {
      const usesUrl = text.includes('import.meta.url');
      const { code } = await esbuild.transform(text, {
        format: 'cjs',
        platform: 'node',
        target: 'node20',
        supported: { 'dynamic-import': false },
        define: { 'import.meta.url': 'importMetaUrl' },
        banner: `${FUNCTION}${usesUrl ? URL_OF_FILE : ''}`,
        footer: '})',
        logLevel: 'silent',
      });
      return { name: basename(path), code };
    }),
  );
  return { files, inputs: Object.keys(metafile.inputs) };
}

async function buildWorker(esbuild, root, define) {
  const entry = join(root, 'src/adapters/probe/worker.ts');
  if (!existsSync(entry)) return { files: [], inputs: [] };
  const { outputFiles, metafile } = await esbuild.build({
    ...COMMON,
    absWorkingDir: root,
    entryPoints: [entry],
    outdir: root,
    define,
  });
  const files = outputFiles.map(({ text }) => ({ name: 'probe-worker.mjs', code: text }));
  return { files, inputs: Object.keys(metafile.inputs) };
}

/** What ./tongtu compares with the stamp: each file that went into the build, and their folders. */
function stampText(inputs) {
  const files = inputs.filter((path) => path.startsWith('src/'));
  const sources = new Set([...ALSO_SOURCE, ...files, ...files.map((path) => dirname(path))]);
  return `tongtu_sources='${[...sources].sort().join('\n')}'\n`;
}

/**
 * V8's code of a part, with every function in it: what runs first differs from command to command. The flag is set back
 * before the code is taken, since V8 refuses code that was made under other flags than it runs with.
 */
function compile(text) {
  setFlagsFromString('--no-lazy');
  const script = new Script(text);
  setFlagsFromString('--lazy');
  return script.createCachedData();
}

/**
 * All parts in one file, `parts`, and where each is in it: `{ "part-A.js": [at, codeBytes, textBytes] }`. Each is one read: from files of
 * their own they came at half the speed.
 */
function pack(parts) {
  const places = {};
  const pieces = [];
  let at = 0;
  for (const { name, code } of parts) {
    const piece = [compile(code), Buffer.from(code)];
    places[name] = [at, ...piece.map(({ length }) => length)];
    pieces.push(...piece);
    at += piece[0].length + piece[1].length;
  }
  return { bytes: Buffer.concat(pieces), places };
}

/** V8 does not check every byte of its code: half a file, after the power went, must not be there. */
function writeSynced(path, bytes) {
  const file = openSync(path, 'wx');
  try {
    writeFileSync(file, bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function writeWhole(path, text) {
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}

/** Builds dist/ from src/. Throws esbuild's own error where the source does not build. */
export async function build(root) {
  const readAt = Math.max(Date.now(), Math.ceil(newestSource(root)) + 1);
  const esbuild = await import('esbuild');
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const define = { TONGTU_VERSION: JSON.stringify(version) };
  const [main, worker] = await Promise.all([
    buildMain(esbuild, root, define),
    buildWorker(esbuild, root, define),
  ]);
  const files = [...main.files, ...worker.files];
  const first = main.files.find(({ name }) => name === FIRST);
  const parts = main.files.filter(({ name }) => name !== FIRST);

  const dist = join(root, 'dist');
  const hash = createHash('sha256')
    .update(
      JSON.stringify([
        files,
        readFileSync(join(root, 'scripts/build.mjs'), 'utf8'),
        process.version,
        process.arch,
      ]),
    )
    .digest('hex')
    .slice(0, 12);
  const folder = join(dist, `build-${hash}`);
  if (!existsSync(folder)) {
    const aside = join(dist, `aside-${process.pid}`);
    mkdirSync(aside, { recursive: true });
    const { bytes, places } = pack(parts);
    for (const { name, code } of worker.files) writeFileSync(join(aside, name), code);
    writeSynced(join(aside, 'parts'), bytes);
    writeSynced(join(aside, 'places.json'), JSON.stringify(places));
    renameSync(aside, folder);
  }
  // Of a build that was there before: V8's code is not the same twice.
  const places = readFileSync(join(folder, 'places.json'), 'utf8');
  const [checkNode, start] = ['check-node.cjs', 'start.cjs'].map((name) =>
    readFileSync(join(root, 'scripts', name), 'utf8'),
  );
  writeWhole(
    join(dist, 'tongtu.cjs'),
    `${checkNode}${start}start('build-${hash}', ${places}, ${first.code.trim()});\n`,
  );
  removeOlder(dist, folder);
  writeWhole(join(dist, '.stamp'), stampText([...main.inputs, ...worker.inputs]));
  utimesSync(join(dist, '.stamp'), readAt / 1000, readAt / 1000);
}

/** Keeps the build before this one, which may still run. */
function removeOlder(dist, current) {
  const others = readdirSync(dist)
    .filter((name) => /^(build|aside)-/.test(name) && join(dist, name) !== current)
    .map((name) => ({ path: join(dist, name), time: statSync(join(dist, name)).mtimeMs }))
    .sort((a, b) => b.time - a.time);
  for (const { path } of others.slice(1)) rmSync(path, { recursive: true, force: true });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build(dirname(dirname(fileURLToPath(import.meta.url))));
}
