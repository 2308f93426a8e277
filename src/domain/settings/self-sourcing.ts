import type { Settings, SettingsFile } from '../facts/settings.ts';
import { placeOf } from './place.ts';
import type { Slip } from './slip.ts';

interface Edge {
  readonly to: string;
  readonly line: number;
}

/** What a file reads whatever happens. */
const edgesOf = ({ statements }: SettingsFile): readonly Edge[] =>
  statements.flatMap(({ guards, inFunction, line, ...statement }) =>
    statement.kind === 'source' && inFunction === undefined && !guards.includes('maybe')
      ? statement.paths.map((to) => ({ to, line }))
      : [],
  );

/**
 * Files that read themselves, directly or by way of others: the shell reads on and on until it dies. Each ring is told once, at its first file's
 * line.
 */
export const selfSourcings = ({ files }: Settings): readonly Slip[] => {
  const profiles = new Map(
    files.flatMap((file) => (file.reader === 'profile' ? [[file.path, file] as const] : [])),
  );
  const told = new Set<string>();
  /** The shortest way from a file back to `start`, each file looked at once. */
  const ringFrom = (start: string, first: string): readonly string[] | undefined => {
    const ways = new Map<string, readonly string[]>([[first, [first]]]);
    for (const [path, way] of ways) {
      const file = profiles.get(path);
      for (const { to } of file === undefined ? [] : edgesOf(file)) {
        if (to === start) return way;
        if (!ways.has(to)) ways.set(to, [...way, to]);
      }
    }
    return undefined;
  };
  return [...profiles.values()].flatMap((file) =>
    edgesOf(file).flatMap(({ to, line }): readonly Slip[] => {
      const through = to === file.path ? [] : ringFrom(file.path, to);
      if (through === undefined) return [];
      const ring = [file.path, ...through].sort().join('\n');
      if (told.has(ring)) return [];
      told.add(ring);
      return [{ kind: 'self-sourcing', place: placeOf(file, { line }, false), through }];
    }),
  );
};
