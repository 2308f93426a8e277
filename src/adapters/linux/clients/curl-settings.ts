import type { Unknown } from '../../../domain/facts/known.ts';
import { unknown } from '../../../domain/facts/known.ts';
import type { Files } from '../files.ts';
import { fromFile, unreadFile } from '../unknowns.ts';
import type { SearchPath } from './find-program.ts';

type Variable = (name: string) => string | undefined;

/**
 * The consumer's curlrc, as far as it can change anything: its `proxy` and `noproxy` beat the environment, and no option is modelled yet.
 * `undefined`: there is none, or nothing but blanks and comments is in it. `curl -q` reads none, which is that command's own matter.
 */
export const readCurlSettings = (
  files: Files,
  { root }: SearchPath,
  variable: Variable,
): Unknown | undefined => {
  for (const { path, isSure } of candidates(variable)) {
    const file = root + path;
    const status = files.status(file);
    // Behind a folder that is denied there is no status; a folder or a device ends curl's search and says nothing.
    if (status !== undefined && !status.isFile) return undefined;
    const text = files.readText(file);
    if (!text.ok && text.problem !== 'missing') return unreadFile(file, text.problem);
    if (!text.ok) continue;
    if (SETTING.test(text.value)) {
      return unknown('not-modelled', { kind: 'none' }, { source: fromFile(file) });
    }
    if (isSure) return undefined;
  }
  return undefined;
};

/** A line with an option on it: `proxy = "http://127.0.0.1:3128"`, `-x 127.0.0.1:3128` (curl(1), --config). */
const SETTING = /^[^\S\n]*[^\s#]/m;

interface Candidate {
  readonly path: string;
  /** Every curl that finds it reads it, and looks no further. */
  readonly isSure: boolean;
}

/**
 * In the order of curl's src/tool_findfile.c, which differs from its manual: 7.88 looks in XDG_CONFIG_HOME for `.curlrc` only, where the
 * manual and later versions have `curlrc`. Folders that are not absolute depend on where the shell stands: left out.
 */
const candidates = (variable: Variable): readonly Candidate[] => {
  const inFolder = (name: string, file: string, isSure = true): readonly Candidate[] => {
    const folder = variable(name) ?? '';
    return folder.startsWith('/') ? [{ path: `${folder.replace(/\/+$/, '')}/${file}`, isSure }] : [];
  };
  return [
    ...inFolder('CURL_HOME', '.curlrc'),
    ...inFolder('XDG_CONFIG_HOME', '.curlrc'),
    ...inFolder('XDG_CONFIG_HOME', 'curlrc', false),
    ...inFolder('HOME', '.curlrc'),
    ...(variable('XDG_CONFIG_HOME') === undefined
      ? [...inFolder('CURL_HOME', '.config/curlrc'), ...inFolder('HOME', '.config/curlrc')]
      : []),
  ];
};
