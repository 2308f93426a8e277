import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fact } from '../../domain/facts/fact.ts';
import { known, unknown } from '../../domain/facts/known.ts';
import type { Observation } from '../../domain/facts/observation.ts';
import type { Snapshot } from '../../domain/facts/snapshot.ts';
import { SNAPSHOT_SCHEMA } from './check-snapshot.ts';
import { formatSnapshot } from './format-snapshot.ts';
import { parseSnapshot, readSnapshot } from './read-snapshot.ts';

const node = 'm:1a2b3c4d/host';
const from = { node, uid: 1000 };
const endpoint = { address: '127.0.0.1', port: 8000 };
const time = '2026-11-21T08:00:00.000Z';
const file = { via: 'file', what: '/proc/net/tcp' } as const;

const facts: readonly Fact[] = [
  {
    node,
    kind: 'listeners',
    key: '',
    readAt: time,
    state: known(
      [{ protocol: 'tcp', family: 4, address: '0.0.0.0', port: 8000, uid: 0, inode: 7, pid: 812 }],
      file,
    ),
  },
  { node, kind: 'sysctls', key: '', readAt: time, state: known({ 'ipv4.ip_forward': '1' }, file) },
  {
    node,
    kind: 'firewall',
    key: '',
    readAt: time,
    state: unknown('missing-tool', { kind: 'install', program: 'nft' }, { detail: 'no nft' }),
  },
  { node, kind: 'name', key: 'localhost', readAt: time, state: known(['::1', '127.0.0.1'], file) },
];

const observations: readonly Observation[] = [
  {
    question: {
      kind: 'http-get',
      from,
      url: 'http://127.0.0.1:8000/v1/models',
      route: { kind: 'direct' },
      connectTo: [endpoint],
    },
    askedAt: time,
    answer: {
      kind: 'response',
      connectedTo: endpoint,
      failedAttempts: [],
      response: {
        status: 200,
        httpVersion: '1.1',
        headers: [['server', 'uvicorn']],
        bodyStart: '{}',
        bodyBytes: 2,
        isTruncated: false,
        hadControl: false,
        models: { ids: ['m'], ownedBy: ['vllm'] },
      },
      timing: { connectMs: 0.2, firstByteMs: 1.5, totalMs: 2 },
      tlsProblem: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    },
  },
  {
    question: {
      kind: 'http-get',
      from,
      url: 'https://127.0.0.1:8000/v1/models',
      route: { kind: 'proxy', proxyUrl: 'https://proxy:3128', form: 'connect' },
      connectTo: [endpoint],
    },
    askedAt: time,
    answer: {
      kind: 'no-response',
      connectedTo: endpoint,
      failedAttempts: [],
      failure: { at: 'tls', detail: 'CERT_HAS_EXPIRED', peer: 'proxy' },
      tookMs: 3,
      proxyTlsProblem: 'CERT_HAS_EXPIRED',
    },
  },
  {
    question: { kind: 'tcp', from, to: endpoint },
    askedAt: time,
    answer: { kind: 'failed', failure: 'refused', tookMs: 0.1 },
  },
];

const snapshot: Snapshot = {
  schemaVersion: 1,
  takenAt: time,
  asRoot: false,
  consumer: { node, uid: 1000, gid: 1000, pid: 4711, how: 'self' },
  nodes: [{ id: node, names: ['this machine'] }],
  facts,
  observations,
};

/** The snapshot as plain data with one thing in it replaced: `['facts', 0, 'state', 'kind']`. */
function withChange(path: readonly (string | number)[], value: unknown): string {
  const copy = JSON.parse(formatSnapshot(snapshot));
  const parent = path.slice(0, -1).reduce((at, key) => at[key], copy);
  parent[path.at(-1) ?? ''] = value;
  return JSON.stringify(copy);
}

const whyOf = (text: string): unknown => {
  const read = parseSnapshot(text);
  return read.ok ? 'read' : read.problem;
};

describe('a snapshot', () => {
  it('comes back as it was written', () => {
    expect(parseSnapshot(formatSnapshot(snapshot))).toEqual({
      ok: true,
      value: { snapshot, leftOut: 0 },
    });
  });

  it('is written as equal text for equal values, one field a line', () => {
    expect(formatSnapshot(structuredClone(snapshot))).toBe(formatSnapshot(snapshot));
    expect(formatSnapshot(snapshot)).toContain('\n   "kind": "listeners",\n');
  });

  it('keeps fields that a newer Tongtu has added, and leaves out and counts its new kinds of facts', () => {
    const newer = { node, kind: 'quantum-links', key: '', readAt: time, state: { spin: 'up' } };
    const text = JSON.stringify({
      ...snapshot,
      mood: 'calm',
      facts: [newer, { ...facts[0], certainty: 1 }, ...facts],
    });
    const read = parseSnapshot(text);
    expect(read).toEqual({
      ok: true,
      value: {
        snapshot: { ...snapshot, mood: 'calm', facts: [{ ...facts[0], certainty: 1 }, ...facts] },
        leftOut: 1,
      },
    });
  });

  it('is read with a byte order mark in front', () => {
    expect(whyOf(`\ufeff${formatSnapshot(snapshot)}`)).toBe('read');
  });

  it('brings no control characters onto a screen', () => {
    const read = parseSnapshot(withChange(['nodes', 0, 'names'], ['\u001b[31mred\u202e', 'two\nlines']));
    expect(read.ok && read.value.snapshot.nodes[0]?.names).toEqual(['red', 'two\nlines']);
  });
});

describe('what is no snapshot', () => {
  it.each([
    ['not-json', ''],
    ['not-json', 'Not JSON'],
    ['not-json', formatSnapshot(snapshot).slice(0, -3)],
    ['foreign', 'null'],
    ['foreign', '[]'],
    ['foreign', '{"schemaVersion":1,"flows":[],"findings":[]}'],
    ['foreign', withChange(['schemaVersion'], 'one')],
    ['foreign', withChange(['schemaVersion'], 0)],
    ['newer', withChange(['schemaVersion'], 2)],
  ])('is %s: %.30s', (why, text) => {
    expect(whyOf(text)).toEqual({ why });
  });

  it.each([
    ['takenAt', ['takenAt'], 5],
    ['consumer.how', ['consumer', 'how'], 'magic'],
    ['facts[0]', ['facts', 0], null],
    ['facts[0].kind', ['facts', 0, 'kind'], 7],
    ['facts[0].state.value[0].port', ['facts', 0, 'state', 'value', 0, 'port'], '8000'],
    ['facts[0].state.kind', ['facts', 0, 'state', 'kind'], 'perhaps'],
    ['facts[1].state.value.ab', ['facts', 1, 'state', 'value'], { 'a\u0007b': '1' }],
    ['facts[2].state.hint.kind', ['facts', 2, 'state', 'hint', 'kind'], 'pray'],
    ['observations[0].question.url', ['observations', 0, 'question', 'url'], ['http://a/']],
    ['observations[1].answer.tookMs', ['observations', 1, 'answer', 'tookMs'], null],
  ] as const)('is malformed at %s', (where, path, value) => {
    expect(whyOf(withChange(path, value))).toEqual({ why: 'malformed', where });
  });

  it('is malformed when it is nested deeper than any stack', () => {
    const deep = `${'['.repeat(200_000)}"\\u001b"${']'.repeat(200_000)}`;
    const text = `{"schemaVersion":1,"facts":[],"observations":[],"deep":${deep}}`;
    expect(whyOf(text)).toEqual({ why: 'malformed', where: '' });
  });
});

describe('a file', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tongtu-store-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is read', async () => {
    const path = join(folder, 'snapshot.json');
    writeFileSync(path, formatSnapshot(snapshot));
    expect(await readSnapshot(path)).toEqual({ ok: true, value: snapshot });
  });

  it('that is larger than the limit is not read, also when it does not say how large it is', async () => {
    const path = join(folder, 'large.json');
    writeFileSync(path, formatSnapshot(snapshot));
    expect(await readSnapshot(path, 100)).toEqual({ ok: false, problem: { why: 'too-large' } });
    expect(await readSnapshot('/dev/zero', 100_000)).toEqual({ ok: false, problem: { why: 'too-large' } });
  });

  it('that is missing or a folder says so', async () => {
    expect(await readSnapshot(join(folder, 'none.json'))).toEqual({ ok: false, problem: { why: 'missing' } });
    expect(await readSnapshot(folder)).toEqual({ ok: false, problem: { why: 'not-a-file' } });
  });
});

describe('the JSON Schema', () => {
  it('asks for every part of a snapshot and is plain JSON', () => {
    expect([...SNAPSHOT_SCHEMA.required].sort()).toEqual(Object.keys(snapshot).sort());
    expect(JSON.parse(JSON.stringify(SNAPSHOT_SCHEMA))).toEqual(SNAPSHOT_SCHEMA);
    expect(JSON.stringify(SNAPSHOT_SCHEMA)).toContain('nsswitchHosts');
  });
});
