import type { Files } from '../files.ts';
import type { SearchPath } from './find-program.ts';
import { findPrograms, folderOf, followLinks } from './find-program.ts';

/** A Python 3 and the folders that it imports packages from, first found first. */
export interface Python {
  readonly path: string;
  readonly packageFolders: readonly string[];
}

export interface PythonSettings {
  readonly home: string | undefined;
  /** PYTHONPATH. */
  readonly pythonPath: string | undefined;
  readonly pyenvVersion: string | undefined;
}

/**
 * The first `python3` in PATH without running it: a virtual environment by its pyvenv.cfg, pyenv's shim by the version that it would
 * choose, else the installation that the file belongs to. Folders as site.py builds them, and Debian's dist-packages.
 */
export const findPython = (
  files: Files,
  search: SearchPath,
  settings: PythonSettings,
): Python | undefined => {
  for (const found of findPrograms(files, search, 'python3')) {
    const path = throughShim(files, search.root, found, settings.pyenvVersion);
    if (path === undefined) continue;
    const folders = [
      ...(settings.pythonPath ?? '').split(':'),
      ...foldersOf(files, search.root, path, settings.home),
    ];
    return { path, packageFolders: folders.filter((folder) => folder.startsWith('/')) };
  }
  return undefined;
};

/** `~/.pyenv/shims/python3` is a script that starts `~/.pyenv/versions/3.11.4/bin/python3`; for `system` it looks further in PATH. */
const throughShim = (
  files: Files,
  root: string,
  path: string,
  chosen: string | undefined,
): string | undefined => {
  if (!path.endsWith('/shims/python3')) return path;
  const pyenv = folderOf(folderOf(path));
  const file = files.readText(`${root}${pyenv}/version`);
  const version = chosen?.split(':')[0] ?? (file.ok ? file.value.trim().split(/\s+/)[0] : undefined);
  if (version === undefined || version === '' || version === 'system') return undefined;
  return `${pyenv}/versions/${version}/bin/python3`;
};

const foldersOf = (files: Files, root: string, path: string, home: string | undefined): readonly string[] => {
  const prefix = folderOf(folderOf(path));
  const config = files.readText(`${root}${prefix}/pyvenv.cfg`);
  if (!config.ok) return installed(files, root, path, home);
  const own = versionsIn(files, root, `${prefix}/lib`).map(
    (version) => `${prefix}/lib/${version}/site-packages`,
  );
  const base = /^home\s*=\s*(\S+)/m.exec(config.value)?.[1];
  const sharesSystem = /^include-system-site-packages\s*=\s*true/im.test(config.value);
  return sharesSystem && base !== undefined
    ? [...own, ...installed(files, root, `${base}/python3`, home)]
    : own;
};

const installed = (files: Files, root: string, path: string, home: string | undefined): readonly string[] => {
  const real = followLinks(files, root, path);
  const prefix = folderOf(folderOf(real));
  const named = /\/(python3\.\d+)$/.exec(real)?.[1];
  const versions = named === undefined ? versionsIn(files, root, `${prefix}/lib`) : [named];
  return versions.flatMap((version) => [
    ...(home === undefined ? [] : [`${home}/.local/lib/${version}/site-packages`]),
    `${prefix}/local/lib/${version}/dist-packages`,
    `${prefix}/lib/python3/dist-packages`,
    ...['lib', 'lib64'].map((lib) => `${prefix}/${lib}/${version}/site-packages`),
  ]);
};

const versionsIn = (files: Files, root: string, folder: string): readonly string[] => {
  const entries = files.list(root + folder);
  return (entries.ok ? entries.value : []).filter((name) => /^python3\.\d+$/.test(name)).sort();
};
