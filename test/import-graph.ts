import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** One `import` or `export … from`. `to` is a path from the root, or a package or built-in module as written. */
export interface Import {
  readonly from: string;
  readonly to: string;
  readonly isTypeOnly: boolean;
  readonly isExternal: boolean;
}

export interface ImportGraph {
  /** Paths from the root, with `/`, sorted. */
  readonly files: readonly string[];
  readonly imports: readonly Import[];
  /** Relative imports that lead to no file. */
  readonly broken: readonly Import[];
}

/**
 * The forms in which house style writes them (single quotes, one statement a line start):
 * `import type { A } from './a.ts'`, `export { b } from './b.ts'`, `import './c.ts'`, `import('./d.ts')`.
 */
const STATEMENT = /^(?:import|export)\b(?<clause>[^;'"`]*?)\bfrom\s*'(?<path>[^']+)'/gm;
const BARE = /^import\s*'(?<path>[^']+)'/gm;
const DYNAMIC = /\bimport\(\s*'(?<path>[^']+)'/g;

/** Comments taken out, as well as a pattern can: `//` within a string, as in a URL, ends nothing that matters here. */
export const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*/g, '');

/** `type { A }` and `{ type A, type B }` bring no code. */
const isTypeOnlyClause = (clause: string): boolean => {
  const text = clause.trim();
  if (text.startsWith('type ') || text.startsWith('type{')) return true;
  const names = /^\{(.*)\}$/s
    .exec(text)?.[1]
    ?.split(',')
    .filter((name) => name.trim() !== '');
  return names?.every((name) => name.trim().startsWith('type ')) ?? false;
};

function importsOf(text: string): { path: string; isTypeOnly: boolean }[] {
  const found = (pattern: RegExp) => [...text.matchAll(pattern)].map(({ groups = {} }) => groups);
  return [
    ...found(STATEMENT).map(({ clause = '', path = '' }) => ({ path, isTypeOnly: isTypeOnlyClause(clause) })),
    ...[...found(BARE), ...found(DYNAMIC)].map(({ path = '' }) => ({ path, isTypeOnly: false })),
  ];
}

/** Reads every `.ts` file under `folders` of `root` and what it imports. */
export function readImportGraph(root: string, folders: readonly string[]): ImportGraph {
  const files = folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => `${folder}/${name}`),
    )
    .sort();
  const imports = files.flatMap((from) =>
    importsOf(withoutComments(readFileSync(join(root, from), 'utf8'))).map(({ path, isTypeOnly }) => {
      const isExternal = !path.startsWith('.');
      const to = isExternal ? path : relative(root, join(root, dirname(from), path));
      return { from, to, isTypeOnly, isExternal };
    }),
  );
  const broken = imports.filter(({ to, isExternal }) => !isExternal && !existsSync(join(root, to)));
  return { files, imports, broken };
}

/** The cycles among the inner imports, each as the paths on it; empty where there is none. */
export function findCycles({ files, imports }: ImportGraph): string[][] {
  const next = (file: string): string[] =>
    imports.filter(({ from, isExternal }) => from === file && !isExternal).map(({ to }) => to);
  const cycles: string[][] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file);
    if (start >= 0) cycles.push([...path.slice(start), file]);
    if (start >= 0 || done.has(file)) return;
    for (const to of next(file)) visit(to, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  return cycles;
}
