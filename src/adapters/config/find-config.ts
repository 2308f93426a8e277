import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const FILE_NAME = 'tongtu.yaml';

/** Where a tongtu.yaml is looked for. */
export interface ConfigPlaces {
  readonly workingFolder: string;
  readonly home: string | undefined;
  /** `$XDG_CONFIG_HOME`; `.config` in the home where it is not set (XDG Base Directory Specification). */
  readonly configHome: string | undefined;
}

/**
 * The nearest tongtu.yaml: in the working folder or one above it, as far as the repository's root (what holds `.git`) or the home,
 * whichever comes first; else the user's own. Whether it can be read is not asked.
 */
export const findConfig = ({ workingFolder, home, configHome }: ConfigPlaces): string | undefined => {
  const above = [...foldersUpFrom(workingFolder, home)].map((folder) => join(folder, FILE_NAME));
  // A relative path in XDG_CONFIG_HOME is to be ignored, says its specification.
  const own = configHome?.startsWith('/')
    ? configHome
    : home === undefined
      ? undefined
      : join(home, '.config');
  const places = own === undefined ? above : [...above, join(own, 'tongtu', FILE_NAME)];
  return places.find(isThere);
};

function* foldersUpFrom(start: string, home: string | undefined): Generator<string> {
  const last = home === undefined ? undefined : resolve(home);
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    yield folder;
    if (folder === last || folder === dirname(folder) || isThere(join(folder, '.git'))) return;
  }
}

/** Also what is there and may not be looked at: passing over it in silence would find another file. */
const isThere = (path: string): boolean => {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code !== 'ENOTDIR' && code !== 'EACCES';
  }
};
