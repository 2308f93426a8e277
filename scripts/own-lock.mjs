import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** The start time of a process in clock ticks (proc(5), field 22 of stat): with the pid it is the process's identity. */
function startTicks(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

/** Whether the process of `4711 123456` (pid, start ticks) or `4711` still runs. */
function isAlive(holder) {
  const [pid, ticks] = holder.split(' ');
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  return !ticks || startTicks(pid) === ticks;
}

const holderOf = (lock) => {
  try {
    return readFileSync(join(lock, 'holder'), 'utf8');
  } catch {
    return undefined;
  }
};

let asides = 0;
const asideName = (folder, what) => join(folder, `${what}-${process.pid}-${asides++}`);

/** Makes an empty folder of this process's own in `folder`, for things that must appear whole at their place. */
export function ownFolder(folder, what) {
  const path = asideName(folder, what);
  mkdirSync(path);
  return path;
}

/** Removes what killed processes left: folders made by `ownFolder` whose process is gone. */
export function sweep(folder) {
  for (const name of readdirSync(folder)) {
    const pid = /^[a-z]+-(\d+)-\d+$/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(pid)) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

/** Moves `path` away in one step before removing it: nobody sees it half removed. */
export function removeWhole(folder, path) {
  const away = asideName(folder, 'away');
  try {
    renameSync(path, away);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  rmSync(away, { recursive: true, force: true });
}

/**
 * Takes `<folder>/lock` for this process and gives back what releases it. Waits while a living process holds it
 * (`onWait(pid)` once); a lock whose process is gone is taken over. The lock is a folder that appears whole: made
 * aside, then renamed, which fails where one stands already (rename(2), ENOTEMPTY). Undefined when `signal` ended the
 * wait.
 */
export async function ownLock(folder, { onWait, signal }) {
  const lock = join(folder, 'lock');
  const aside = ownFolder(folder, 'lock');
  writeFileSync(join(aside, 'holder'), `${process.pid} ${startTicks(process.pid)}`);
  let hasSaid = false;
  for (;;) {
    try {
      renameSync(aside, lock);
      return () => removeWhole(folder, lock);
    } catch (error) {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    }
    const holder = holderOf(lock);
    if (holder !== undefined && !isAlive(holder)) takeOver(folder, lock, holder);
    else {
      if (holder !== undefined && !hasSaid) onWait(holder.split(' ')[0]);
      hasSaid ||= holder !== undefined;
      if (signal.aborted) {
        rmSync(aside, { recursive: true, force: true });
        return undefined;
      }
      await pause(100);
    }
  }
}

/** Removes a dead process's lock; puts back the lock of a living one that was quicker. */
function takeOver(folder, lock, deadHolder) {
  const away = asideName(folder, 'away');
  try {
    renameSync(lock, away);
    if (holderOf(away) !== deadHolder) renameSync(away, lock);
  } catch {
    // Another waiter took it over first.
  }
  rmSync(away, { recursive: true, force: true });
}
