import type { Document, LineCounter as Lines, Node, YAMLMap } from 'yaml';
import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Place, YamlIssue } from '../../domain/config/config-problem.ts';
import type { Result } from '../../domain/facts/result.ts';
import { fail, succeed } from '../../domain/facts/result.ts';
import type { Path } from '../../domain/schema/find-mismatches.ts';
import { yamlIssue } from './yaml-issue.ts';

/** A YAML text as a plain value, and where in the text its parts stand. */
export interface ParsedYaml {
  readonly value: unknown;
  readonly placeOf: (path: Path, on: 'key' | 'value') => Place;
}

/** Gives the text that takes a text's place: without secrets and what a screen obeys. */
export type ReadText = (text: string, path: Path) => string;

type Problem = Place & YamlIssue;

const MOST_PROBLEMS = 3;
/** Far more than a person writes; an alias counts as what it stands for, so nothing grows out of a small file. */
const MOST_NODES = 100_000;
const DEEPEST = 30;

/** Reads a YAML 1.2 text of one document. Aliases stand for their anchor's value; merge keys, tags and a second document do not stand. */
export const parseYaml = (text: string, readText: ReadText): Result<ParsedYaml, readonly Problem[]> => {
  const lines = new LineCounter();
  // Duplicate keys are looked for here: the library compares each key with each other one.
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
    uniqueKeys: false,
    version: '1.2',
  });
  const problems = [...document.errors, ...document.warnings].map((error) => ({
    ...placeAt(lines, error.pos[0]),
    ...yamlIssue(error, text),
  }));
  if (problems.length > 0) return fail(firstPerLine(problems));
  const reading: Reading = { lines, readText, anchors: new Map(), problems: [], count: 0 };
  const value = read(document.contents, [], reading);
  if (reading.problems.length > 0) return fail(firstPerLine(reading.problems));
  return succeed({ value, placeOf: (path, on) => placeOf(document, lines, path, on) });
};

/** One slip makes several problems on its line. */
const firstPerLine = (problems: readonly Problem[]): readonly Problem[] => {
  const byLine = new Map<number, Problem>();
  for (const problem of problems) if (!byLine.has(problem.line)) byLine.set(problem.line, problem);
  return [...byLine.values()].sort((a, b) => a.line - b.line).slice(0, MOST_PROBLEMS);
};

const placeAt = (lines: Lines, offset: number): Place => {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
};

interface Reading {
  readonly lines: Lines;
  readonly readText: ReadText;
  readonly anchors: Map<string, Node>;
  readonly problems: Problem[];
  count: number;
}

const startOf = (node: unknown): number => {
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
  return Array.isArray(range) ? Number(range[0]) : 0;
};

const complain = (node: unknown, issue: YamlIssue, { lines, problems }: Reading): undefined => {
  problems.push({ ...placeAt(lines, startOf(node)), ...issue });
  return undefined;
};

const read = (node: unknown, path: Path, reading: Reading): unknown => {
  if (node === null || reading.problems.length >= MOST_PROBLEMS) return null;
  reading.count += 1;
  // An alias of itself ends here too.
  if (reading.count > MOST_NODES || path.length > DEEPEST)
    return complain(node, { kind: 'too-much' }, reading);
  if (isAlias(node)) {
    const meant = reading.anchors.get(node.source);
    return meant === undefined
      ? complain(node, { kind: 'unknown-alias', text: node.source }, reading)
      : read(meant, path, reading);
  }
  if ((isMap(node) || isSeq(node) || isScalar(node)) && node.anchor !== undefined)
    reading.anchors.set(node.anchor, node);
  if (isMap(node)) return readMap(node, path, reading);
  if (isSeq(node)) return node.items.map((item, index) => read(item, [...path, index], reading));
  if (!isScalar(node)) return complain(node, { kind: 'not-yaml' }, reading);
  return typeof node.value === 'string' ? reading.readText(node.value, path) : node.value;
};

const readMap = (map: YAMLMap, path: Path, reading: Reading): unknown => {
  const firstLines = new Map<string, number>();
  const entries = map.items.map(({ key, value }): readonly [string, unknown] => {
    const name = keyOf(key);
    const { line } = placeAt(reading.lines, startOf(key));
    const firstLine = firstLines.get(name);
    if (firstLine === undefined) firstLines.set(name, line);
    else complain(key, { kind: 'duplicate-key', text: reading.readText(name, []), firstLine }, reading);
    const shown = reading.readText(name, []);
    return [shown, read(value ?? null, [...path, shown], reading)];
  });
  // Unlike an assignment, this makes a property of `__proto__` as of any other name.
  return Object.fromEntries(entries);
};

const keyOf = (key: unknown): string => (isScalar(key) ? String(key.value) : '');

const placeOf = (document: Document.Parsed, lines: Lines, path: Path, on: 'key' | 'value'): Place => {
  let node: unknown = document.contents;
  let start = startOf(node);
  for (const [depth, part] of path.entries()) {
    const holder = isAlias(node) ? node.resolve(document) : node;
    const wantsKey = on === 'key' && depth === path.length - 1;
    const child = childOf(holder, part);
    // Keys are replaced where they hold what a screen obeys: then the map itself is the place.
    if (child === undefined) break;
    start = startOf(wantsKey || child.value === null ? child.key : child.value);
    node = child.value;
  }
  return placeAt(lines, start);
};

const childOf = (
  holder: unknown,
  part: string | number,
): { readonly key: unknown; readonly value: unknown } | undefined => {
  if (isSeq(holder)) {
    const item = holder.items[Number(part)];
    return item === undefined ? undefined : { key: item, value: item };
  }
  if (!isMap(holder)) return undefined;
  const pair = holder.items.find((item) => isPair(item) && keyOf(item.key) === part);
  return pair === undefined ? undefined : { key: pair.key, value: pair.value };
};
