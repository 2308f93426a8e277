import { closeSync, constants, fstatSync, openSync, readlinkSync } from 'node:fs';

/** open(2)'s flag for a descriptor that only names a file: nothing is opened, no device woken, no FIFO waited for. */
const O_PATH = 0o10_000_000;
const MOST_LINKS = 16;

/**
 * Opens a file as a process finds it whose root is the folder `root`: `/etc/hosts` in `/proc/7/root`. The kernel would follow a link
 * there to `/etc/shadow` into Tongtu's own root; so each part of the path is opened by itself in the folder before it
 * (/proc/self/fd/N, proc_pid_fd(5)), a link is read and walked from `root`, and `..` never leaves it. Only plain files are
 * opened; throws as openSync does.
 */
export const openInside = (root: string, path: string): number => {
  const folders = [openSync(root, O_PATH | constants.O_DIRECTORY)];
  try {
    return walk(folders, partsOf(path));
  } finally {
    for (const folder of folders) closeSync(folder);
  }
};

const walk = (folders: number[], path: readonly string[]): number => {
  const parts = [...path];
  let links = 0;
  for (let part = parts.shift(); part !== undefined; part = parts.shift()) {
    if (part === '..') {
      closeFrom(folders, Math.max(1, folders.length - 1));
      continue;
    }
    const here = `/proc/self/fd/${folders.at(-1)}/${part}`;
    const entry = openSync(here, O_PATH | constants.O_NOFOLLOW);
    const status = fstatSync(entry);
    if (status.isDirectory()) {
      folders.push(entry);
      continue;
    }
    try {
      if (status.isSymbolicLink()) {
        links += 1;
        if (links > MOST_LINKS) throw new Error('too many links');
        const target = readlinkSync(here);
        if (target.startsWith('/')) closeFrom(folders, 1);
        parts.unshift(...partsOf(target));
      } else {
        if (!status.isFile() || parts.length > 0) throw new Error('no plain file');
        return openSync(`/proc/self/fd/${entry}`, constants.O_RDONLY | constants.O_NONBLOCK);
      }
    } finally {
      closeSync(entry);
    }
  }
  throw new Error('a folder');
};

const closeFrom = (folders: number[], from: number): void => {
  for (const folder of folders.splice(from)) closeSync(folder);
};

const partsOf = (path: string): readonly string[] =>
  path.split('/').filter((part) => part !== '' && part !== '.');
