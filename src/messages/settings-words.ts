import type { Evidence } from '../domain/diagnose/finding.ts';
import type { Origin } from '../domain/settings/origin.ts';
import type { Place } from '../domain/settings/place.ts';

type OriginEvidence = Extract<Evidence, { kind: 'variable-origin' }>;
type SlipEvidence = Extract<Evidence, { kind: 'setting-slip' }>;

/** Where variables come from, and what is written about them that does not do what it seems to. */
export interface SettingsWords {
  readonly evidence: {
    readonly 'variable-origin': (evidence: OriginEvidence) => string;
    readonly 'setting-slip': (evidence: SlipEvidence) => string;
  };
  readonly causes: {
    readonly 'proxy-setting-slip': (params: Readonly<Record<string, string>>) => string;
    readonly 'profile-sources-itself': (params: Readonly<Record<string, string>>) => string;
  };
}

/** `/home/li/.zshrc` → `~/.zshrc`. */
export const shortPath = (path: string, home: string): string =>
  home.length > 1 && path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;

/** `~/.zshrc:12`. */
export const placeIn = ({ file, line }: Place, home: string): string => `${shortPath(file, home)}:${line}`;

/** `bash (pid 512)`. */
export const processText = ({ name, pid }: { readonly name: string; readonly pid: number }): string =>
  `${name} (pid ${pid})`;

/** What a headline can carry of an origin: a line, or the process that set it; empty where it is not known. */
export const shortOrigin = (origin: Origin, home: string): string => {
  if (origin.kind === 'file') return placeIn(origin.place, home);
  return origin.kind === 'process' ? processText(origin.by) : '';
};
