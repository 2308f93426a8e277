import type { ClientProgram } from '../../../domain/facts/fact.ts';
import type { Known } from '../../../domain/facts/known.ts';
import { known, unknown } from '../../../domain/facts/known.ts';
import type { Files } from '../files.ts';
import { fromFile, installHint } from '../unknowns.ts';
import type { SearchPath } from './find-program.ts';
import { findPython } from './find-python.ts';

/** What a client is among Python's packages. */
interface PackagedClient {
  /** The first that is there counts: of httpx and httpx2, which goes on from it, a program may have both. */
  readonly packages: readonly string[];
  /** Optional packages that change what it can do. */
  readonly optional: readonly string[];
}

const PACKAGED: Readonly<Record<string, PackagedClient>> = {
  requests: { packages: ['requests'], optional: ['PySocks'] },
  httpx: { packages: ['httpx', 'httpx2'], optional: ['socksio'] },
  aiohttp: { packages: ['aiohttp'], optional: [] },
  'aiohttp-trust-env': { packages: ['aiohttp'], optional: [] },
};

/** `requests-2.28.1.dist-info`, `requests-2.28.1.egg-info`, `PySocks-1.7.1-py3.11.egg-info`. */
const METADATA = /^([\w.]+)-(\d[\w.!+]*?)(?:-py[\d.]+)?\.(?:dist|egg)-info$/;

interface Where {
  readonly files: Files;
  readonly search: SearchPath;
  readonly variable: (name: string) => string | undefined;
}

/**
 * A client that is a Python package, not a program: the version is in the name of its metadata folder (PEP 376), so nothing is started.
 * `undefined`: no client that is one.
 */
export const findPackage = (
  client: string,
  { files, search, variable }: Where,
): Known<ClientProgram> | undefined => {
  const wanted = Object.hasOwn(PACKAGED, client) ? PACKAGED[client] : undefined;
  if (wanted === undefined) return undefined;
  const python = findPython(files, search, {
    home: variable('HOME'),
    pythonPath: variable('PYTHONPATH'),
    pyenvVersion: variable('PYENV_VERSION'),
  });
  if (python === undefined) return unknown('missing-tool', installHint('python3'));
  const installed = new Map<string, Installed>();
  for (const folder of python.packageFolders) {
    const entries = files.list(search.root + folder);
    for (const entry of entries.ok ? entries.value : []) {
      const [, name = '', version] = METADATA.exec(entry) ?? [];
      const key = canonical(name);
      if (version !== undefined && !installed.has(key))
        installed.set(key, { version, file: `${folder}/${entry}` });
    }
  }
  const found = wanted.packages
    .map((name) => installed.get(canonical(name)))
    .find((one) => one !== undefined);
  if (found === undefined) {
    return unknown('missing-tool', installHint(wanted.packages[0] ?? client), {
      source: fromFile(python.path),
    });
  }
  const without = wanted.optional.filter((name) => !installed.has(canonical(name)));
  const { version, file } = found;
  return known({ client, version, path: python.path, without }, fromFile(file));
};

interface Installed {
  readonly version: string;
  readonly file: string;
}

/** PEP 503: `PySocks`, `pysocks` and `py-socks` differ in the last only. */
const canonical = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');
