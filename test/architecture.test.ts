import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { findCycles, type Import, readImportGraph, withoutComments } from './import-graph.ts';
import { REPOSITORY } from './launcher-clone.ts';
import { isTestCode, layerOf, ownFolder } from './layers.ts';

const graph = readImportGraph(REPOSITORY, ['src', 'scenarios', 'bench', 'test']);
const source = graph.files.filter((file) => !isTestCode(file));
const text = (file: string): string => readFileSync(join(REPOSITORY, file), 'utf8');
const code = (file: string): string => withoutComments(text(file));

/** Why an import of a file under src/ is against the table, or undefined. */
function objection({ from, to, isTypeOnly, isExternal }: Import): string | undefined {
  const layer = layerOf(from);
  if (layer === undefined) return `${from}: belongs to no layer`;
  const edge = `${from} → ${to}: ${layer.because}`;
  if (isExternal) {
    const isAllowed = layer.mayUse.some(
      (use) => to === use || to.startsWith(use.endsWith(':') ? use : `${use}/`),
    );
    return isAllowed ? undefined : edge;
  }
  if (isTestCode(to)) return `${from} → ${to}: what is shipped does not import what is for tests`;
  const allowed = layer.mayImport.map((path) => (path === '.' ? ownFolder(from, layer) : path));
  if (!allowed.some((path) => to.startsWith(path))) return edge;
  const mustBeTypes = layer.typesOnly?.some((path) => to.startsWith(path)) ?? false;
  return mustBeTypes && !isTypeOnly ? `${edge} (types only)` : undefined;
}

describe('imports', () => {
  const inner = graph.imports.filter(({ isExternal }) => !isExternal);

  it('were really read', () => {
    process.stdout.write(
      `architecture: ${graph.files.length} files (${source.length} shipped), ${inner.length} imports among them\n`,
    );
    expect(source.length).toBeGreaterThan(200);
    expect(inner.length).toBeGreaterThan(1000);
  });

  it('lead to files', () => {
    expect(graph.broken).toEqual([]);
  });

  it('point down', () => {
    const objections = graph.imports.filter(({ from }) => !isTestCode(from)).map(objection);
    expect(objections.filter((text) => text !== undefined)).toEqual([]);
  });

  it('form no circle', () => {
    expect(findCycles(graph)).toEqual([]);
  });

  it('are all seen: esbuild, which reads the code itself, finds none beside them', async () => {
    const { metafile } = await build({
      entryPoints: source.map((file) => join(REPOSITORY, file)),
      absWorkingDir: REPOSITORY,
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      outdir: 'unused',
      write: false,
      metafile: true,
    });
    const seen = new Set(inner.map(({ from, to }) => `${from} → ${to}`));
    const edges = Object.entries(metafile.inputs).flatMap(([from, { imports }]) =>
      imports.filter(({ external }) => !external).map(({ path }) => `${from} → ${path}`),
    );
    expect(edges.length).toBeGreaterThan(400);
    expect(edges.filter((edge) => !seen.has(edge) && !edge.endsWith('.json'))).toEqual([]);
  });
});

describe('the domain', () => {
  it('builds for a browser', async () => {
    const files = source.filter((file) => file.startsWith('src/domain/'));
    process.stdout.write(`domain: ${files.length} files built for a browser\n`);
    expect(files.length).toBeGreaterThan(80);
    const { warnings, metafile } = await build({
      entryPoints: files.map((file) => join(REPOSITORY, file)),
      absWorkingDir: REPOSITORY,
      bundle: true,
      platform: 'browser',
      format: 'esm',
      outdir: 'unused',
      write: false,
      metafile: true,
    });
    expect(warnings).toEqual([]);
    expect(Object.keys(metafile.inputs).filter((input) => !input.startsWith('src/domain/'))).toEqual([]);
  });

  it('asks neither clock nor chance nor the machine', () => {
    const worldly = /\b(Date\.now|new Date\(\)|Math\.random|\bawait )/;
    const files = source.filter((file) => file.startsWith('src/domain/'));
    expect(files.length).toBeGreaterThan(80);
    expect(files.filter((file) => worldly.test(code(file)))).toEqual([]);
  });
});

describe('rooms', () => {
  it('have names of their own', () => {
    const nameless = /\/(index|utils?|helpers?|common|misc|manager|shared)(\.test)?\.ts$/;
    expect(graph.files.filter((file) => nameless.test(file))).toEqual([]);
    expect(graph.files.filter((file) => !/\/[a-z0-9.-]+\.ts$/.test(file))).toEqual([]);
  });

  it('hold one idea: at most 400 lines', () => {
    const long = graph.files.map((file) => [file, text(file).split('\n').length - 1] as const);
    expect(long.filter(([, lines]) => lines > 400)).toEqual([]);
  });

  it('name built-in modules with node:', () => {
    expect(graph.imports.filter(({ to }) => builtinModules.includes(to))).toEqual([]);
  });
});

describe('words', () => {
  /**
   * Four words or more in one string literal, one of them a word that only sentences have, or Chinese. A command to paste
   * has none of those; what a bug throws is for developers and stays where it is.
   */
  const literal = /(?<!Error\()'(?:[A-Za-z,]+ ){3,}[A-Za-z,.]+'|[\u4e00-\u9fff]+/g;
  const isSentence = (words: string): boolean =>
    /[\u4e00-\u9fff]|\b(the|an?|is|are|was|were|has|have|not|cannot|could|does|of|by|with)\b/i.test(words);

  it('are in messages/ only', () => {
    // Peers and messages are recognised by their own sentences.
    const silent = source.filter((file) => /^src\/(domain|app)\/(?!peers\/|explain\/messages\/)/.test(file));
    const found = silent.flatMap((file) =>
      (code(file).match(literal) ?? []).filter(isSentence).map((words) => `${file}: ${words}`),
    );
    expect(silent.length).toBeGreaterThan(80);
    expect(found).toEqual([]);
  });
});
