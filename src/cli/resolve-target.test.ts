import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createSecrets } from '../app/world.ts';
import { en } from '../messages/en.ts';
import { readArguments } from './arguments.ts';
import { resolveFrom, resolveTarget } from './resolve-target.ts';

const folder = mkdtempSync(join(tmpdir(), 'tongtu-names-'));
afterAll(() => rmSync(folder, { recursive: true }));

const FILE = join(folder, 'names.yaml');
writeFileSync(
  FILE,
  `services:
  qwen2.5: {url: 'http://127.0.0.1:8000/v1', model: Qwen2.5-7B, key-variable: QWEN}
  paid: http://me:canary-secret@127.0.0.1:8001/v1
intents:
  evaluation: {from: 'pid:812', to: qwen2.5, clients: [requests, curl]}
`,
);

/** A command line as it was typed, and what it told beside its result. */
const invoke = (line: readonly string[]) => {
  const args = readArguments(line);
  if (!args.ok) throw new Error(JSON.stringify(args.problem));
  const told: string[] = [];
  const terminal = {
    env: { HOME: folder },
    err: (text: string) => {
      told.push(text);
    },
  };
  return { invocation: { args: args.value, terminal, words: en, secrets: createSecrets() }, told };
};

const resolve = (typed: string, ...options: string[]) =>
  resolveTarget(typed, invoke(['--config', FILE, ...options]).invocation);

it.each([
  'http://127.0.0.1:8000/v1',
  '127.0.0.1',
  '127.0.0.1:8000',
  'localhost',
  'LOCALHOST',
  '::1',
  '',
  'a b',
])('reads no file for what can only be a URL: %j', async (typed) => {
  const { invocation } = invoke(['--config', join(folder, 'missing.yaml')]);
  expect(await resolveTarget(typed, invocation)).toMatchObject({ ok: true, value: { url: typed } });
});

it('takes what the file says of a name as if it had been typed', async () => {
  expect(await resolve('evaluation')).toMatchObject({
    value: {
      url: 'http://127.0.0.1:8000/v1',
      args: { text: { from: 'pid:812', model: 'Qwen2.5-7B', 'key-variable': 'QWEN', as: 'requests,curl' } },
    },
  });
});

it('puts what was typed before what the file says', async () => {
  expect(await resolve('evaluation', '--from', 'here', '--as', 'node', '--model', 'other')).toMatchObject({
    value: { args: { text: { from: 'here', model: 'other', as: 'node' } } },
  });
});

it('asks a snapshot as the one whom it holds', async () => {
  const resolved = await resolve('evaluation', '--snapshot', 'machine.json');
  expect(resolved.ok && resolved.value.args.text.from).toBeUndefined();
});

it('takes a name with dots for a host where the file does not know it, unless another is near', async () => {
  expect(await resolve('qwen2.5')).toMatchObject({ value: { url: 'http://127.0.0.1:8000/v1' } });
  expect(await resolve('models.example.com')).toMatchObject({ value: { url: 'models.example.com' } });
  expect(await resolve('qwen2.6')).toMatchObject({
    ok: false,
    problem: { kind: 'config', problem: { kind: 'unknown-name', path: FILE, meant: 'qwen2.5' } },
  });
});

it('says where a word could be explained', async () => {
  const { invocation } = invoke([]);
  expect(await resolveTarget('qwen', invocation)).toEqual({
    ok: false,
    problem: { kind: 'config', problem: { kind: 'no-config', text: 'qwen' } },
  });
  expect(await resolve('qwen')).toMatchObject({ problem: { problem: { kind: 'unknown-name' } } });
});

it('warns of a password in the file, and keeps it', async () => {
  const { invocation, told } = invoke(['--config', FILE]);
  const resolved = await resolveTarget('paid', invocation);
  expect(told.join('')).toContain(`${FILE}:3:9: `);
  expect(JSON.stringify([resolved, told])).not.toContain('canary');
  expect(resolved.ok && invocation.secrets.reveal(resolved.value.url)).toContain('canary-secret');
});

it('finds who asks by an intent’s name', async () => {
  const { invocation } = invoke(['--config', FILE]);
  expect(await resolveFrom('here', invocation)).toEqual({ ok: true, value: 'here' });
  expect(await resolveFrom('pid:1', invocation)).toEqual({ ok: true, value: 'pid:1' });
  expect(await resolveFrom('evaluation', invocation)).toEqual({ ok: true, value: 'pid:812' });
  expect(await resolveFrom('paid', invocation)).toEqual({ ok: true, value: 'here' });
});
