// Makes node_modules and dist/ what the source asks for. Started by ./tongtu when the source is newer than the build,
// and by the tests (`--with-dev`). Ends with 0, 2 where that cannot be, or 128 + the signal that stopped it.
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { constants as osConstants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { actAsOwner, mustActAsOwner } from './act-as-owner.mjs';
import { install, missingPackages } from './install.mjs';
import { ownLock, sweep } from './own-lock.mjs';
import { say } from './say.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const scratch = join(root, '.tongtu-install');
const withDev = process.argv.includes('--with-dev');

function isWritable() {
  try {
    accessSync(root, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** A folder that this user cannot write: an older build is better than none. */
function doWithoutWriting() {
  if (existsSync(join(root, 'dist', 'tongtu.cjs'))) {
    say(`${root} cannot be written, so the older build in it runs`, `${root} 不可写，因此运行其中较早的构建`);
    return 0;
  }
  say(
    `${root} cannot be written, and Tongtu must be built there once. Run it once as the owner of that folder, or clone it to a place of your own.`,
    `${root} 不可写，而 Tongtu 需要先在那里构建一次。请以该目录的所有者身份运行一次，或者克隆到您自己的目录。`,
  );
  return 2;
}

/** The world's failures here: a folder that another user's run left unwritable, a full disk, a source that does not build. */
function couldNot(error) {
  if (error.errors === undefined && error.syscall === undefined) throw error;
  say(`could not build: ${error.message}`, `构建失败：${error.message}`);
  return 2;
}

async function prepare(signal) {
  const missing = missingPackages(root, { withDev });
  const hasDev = existsSync(join(root, 'node_modules', 'typescript'));
  if (missing.length > 0) {
    const some = missing.length > 4 ? `${missing.slice(0, 3).join(', ')}, …` : missing.join(', ');
    say(
      `${missing.length} npm packages are missing (${some}): installing them into node_modules`,
      `缺少 ${missing.length} 个 npm 软件包（${some}）：正在安装到 node_modules`,
    );
    // A developer's node_modules stays one.
    if (!(await install(root, scratch, { withDev: withDev || hasDev, signal }))) return 2;
  }
  const { build, isFresh } = await import(pathToFileURL(join(root, 'scripts', 'build.mjs')).href);
  if (isFresh(root)) return 0;
  const startedAt = performance.now();
  say(
    existsSync(join(root, 'dist'))
      ? 'the source is newer than the build: building'
      : 'building into dist/, this once',
    existsSync(join(root, 'dist')) ? '源代码比构建新：正在重新构建' : '首次运行：正在构建到 dist/',
  );
  await build(root);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  say(`ready after ${seconds} s`, `完成，用时 ${seconds} 秒`);
  return 0;
}

async function main() {
  if (mustActAsOwner(root)) return actAsOwner(root, process.argv.slice(1));
  if (!isWritable()) return doWithoutWriting();
  const stop = new AbortController();
  let stoppedBy = 0;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(name, () => {
      stoppedBy = 128 + osConstants.signals[name];
      stop.abort();
    });
  }
  mkdirSync(scratch, { recursive: true });
  const release = await ownLock(scratch, {
    onWait: (pid) =>
      say(
        `process ${pid} is already preparing Tongtu: waiting for it`,
        `进程 ${pid} 正在准备 Tongtu：等待它完成`,
      ),
    signal: stop.signal,
  });
  if (release === undefined) return stoppedBy;
  try {
    sweep(scratch);
    const code = await prepare(stop.signal);
    return stoppedBy || code;
  } catch (error) {
    return couldNot(error);
  } finally {
    release();
  }
}

process.exitCode = await main();
