import type { Files } from '../files.ts';

/** A root folder (`/proc/4711/root`, or empty) and the PATH that a consumer finds programs by. */
export interface SearchPath {
  readonly root: string;
  readonly path: string;
}

/** Where the programs of that name are, in the order of PATH. Folders that are not absolute depend on where the shell stands: left out. */
export const findPrograms = (files: Files, { root, path }: SearchPath, name: string): readonly string[] =>
  [...new Set(path.split(':'))]
    .filter((folder) => folder.startsWith('/'))
    .map((folder) => `${folder.replace(/\/+$/, '')}/${name}`)
    .filter((file) => files.status(root + file)?.isExecutable === true);

const MOST_LINKS = 16;

/** The file that a path ends at when its last part is a symbolic link, by links within the same root. */
export const followLinks = (files: Files, root: string, path: string): string => {
  let current = path;
  for (let links = 0; links < MOST_LINKS; links += 1) {
    const link = files.readLink(root + current);
    if (!link.ok) return current;
    current = link.value.startsWith('/') ? link.value : normalize(`${folderOf(current)}/${link.value}`);
  }
  return current;
};

export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

/** `/usr/bin/../lib/x` → `/usr/lib/x`. */
const normalize = (path: string): string => {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
};
