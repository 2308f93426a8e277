import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createSecrets } from '../secrets/secrets.ts';
import type { ReadConfigOptions } from './read-config.ts';
import { readConfig } from './read-config.ts';

const root = mkdtempSync(join(tmpdir(), 'tongtu-config-'));
afterAll(() => rmSync(root, { recursive: true }));

const OWN_UID = process.getuid?.() ?? 0;
let count = 0;

/** A file of its own folder. */
const write = (content: string | Buffer, path = `case-${count++}/tongtu.yaml`): string => {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
};

const read = (options: Partial<ReadConfigOptions>) =>
  readConfig({
    file: undefined,
    workingFolder: join(root, 'nowhere'),
    home: join(root, 'nowhere'),
    configHome: undefined,
    owners: [OWN_UID],
    secrets: createSecrets(),
    ...options,
  });

const readText = (content: string | Buffer) => read({ file: write(content) });

/** What is told of a text: `line:column kind`. */
const problems = async (content: string | Buffer): Promise<readonly string[]> => {
  const result = await readText(content);
  if (result.ok) return [];
  const { problem } = result;
  if (problem.kind !== 'config-invalid') return [problem.why];
  return problem.issues.map(({ line, column, kind }) => `${line}:${column} ${kind}`);
};

const SMALL = 'services:\n  qwen: http://127.0.0.1:8000/v1\n';

describe('a file that was named', () => {
  it('is read', async () => {
    const path = write(SMALL);
    expect(await read({ file: path })).toEqual({
      ok: true,
      value: {
        path,
        config: {
          services: [{ name: 'qwen', url: 'http://127.0.0.1:8000/v1' }],
          proxies: [],
          intents: [],
        },
        warnings: [],
      },
    });
  });

  it.each([
    ['a byte order mark', `\ufeff${SMALL}`],
    ['CRLF', SMALL.replaceAll('\n', '\r\n')],
    ['no last newline', SMALL.trimEnd()],
    ['JSON', '{"services": {"qwen": "http://127.0.0.1:8000/v1"}}'],
    ['an anchor and its alias', 'proxies:\n  a: &it http://a:1\n  b: *it\nservices: {q: http://q}\n'],
    ['nothing', ''],
    ['comments alone', '# services:\n'],
    ['sections without content', 'services:\nproxies:\nintents:\n'],
  ])('may have %s', async (_title, content) => {
    expect(await problems(content)).toEqual([]);
  });

  it.each([
    ['is missing', join(root, 'none.yaml'), 'missing'],
    ['is a folder', root, 'not-a-file'],
    ['is an endless device', '/dev/zero', 'not-a-file'],
    ['lies below a file', join(write(SMALL), 'tongtu.yaml'), 'missing'],
    ['has a name too long', join(root, 'x'.repeat(5_000)), 'missing'],
  ])('%s', async (_title, file, why) => {
    expect(await read({ file })).toMatchObject({ ok: false, problem: { kind: 'config-unreadable', why } });
  });

  it('is a link to an endless device, or a FIFO that nobody writes to', async () => {
    symlinkSync('/dev/zero', join(root, 'zero.yaml'));
    execFileSync('mkfifo', [join(root, 'fifo.yaml')]);
    for (const name of ['zero.yaml', 'fifo.yaml'])
      expect(await read({ file: join(root, name) })).toMatchObject({ problem: { why: 'not-a-file' } });
  });

  it('has at most 1 MiB', async () => {
    expect(await problems(`${SMALL}#${'x'.repeat(1024 * 1024 - SMALL.length - 1)}`)).toEqual([]);
    expect(await problems(`${SMALL}#${'x'.repeat(1024 * 1024 - SMALL.length)}`)).toEqual(['too-large']);
  });

  it.each([
    ['UTF-16', Buffer.from(`\ufeff${SMALL}`, 'utf16le')],
    ['GBK', Buffer.from([0x23, 0xc7, 0xa7, 0xce, 0xca, 0x0a])],
  ])('is UTF-8, not %s', async (_title, content) => {
    expect(await problems(content)).toEqual(['not-utf-8']);
  });
});

describe('a text that is no YAML, or none that is safe', () => {
  it.each<[string, string, string]>([
    ['a tab', 'services:\n\tqwen: http://a\n', '2:1 tab'],
    ['a step too few', 'services:\n  qwen:\n    url: http://a\n   model: b\n', '4:1 indentation'],
    ['a quote that is not closed', 'services:\n  qwen: "http://a\n', '3:1 unclosed'],
    ['a bracket that is not closed', 'services: {qwen: http://a\n', '2:1 indentation'],
    ['a colon in a text', 'services:\n  qwen: a: b\n', '2:9 colon-in-text'],
    ['an escape that is none', 'services:\n  qwen: "\\q"\n', '2:10 escape'],
    ['a start that needs quotes', 'services:\n  qwen: @a\n', '2:9 needs-quotes'],
    ['a second document', 'services: {}\n---\nservices: {}\n', '2:1 several-documents'],
    ['a tag', 'services: !!python/object {}\n', '1:11 unknown-tag'],
    ['a key that is a list', 'services:\n  ? [a]\n  : http://a\n', '2:5 key-not-text'],
    ['a key twice', 'services:\n  a: http://a\n  b: http://b\n  a: http://c\n', '4:3 duplicate-key'],
    ['an alias of nothing', 'services:\n  a: *b\n', '2:6 unknown-alias'],
    ['an alias of itself', 'services: &a [*a]\n', '1:15 too-much'],
    ['full-width colons', 'services：\n  qwen：http://a\n', '1:1 full-width-colon'],
    ['one full-width colon', 'services:\n  qwen：http://a\n', '2:3 full-width-colon'],
    ['no blank after a colon', 'services:\n  qwen:http://a\n', '2:3 no-blank-after-colon'],
    ['no blank after a key', 'services:\n  qwen:\n    url:http://a\n', '3:5 no-blank-after-colon'],
    ['no blank in the midst', 'services:\n  a: http://a\n  b:http://b\n', '3:3 no-blank-after-colon'],
    ['a merge key', 'services:\n  a: {url: http://a, <<: {model: b}}\n', '2:22 unknown-key'],
  ])('%s', async (_title, content, told) => {
    expect(await problems(content)).toEqual([told]);
  });

  it('takes nothing from the prototype of an object', async () => {
    expect(await problems('__proto__: {services: {a: 1}}\nconstructor: 1\n')).toEqual([
      '1:1 unknown-key',
      '2:1 unknown-key',
    ]);
  });

  it('does not let a small file grow', async () => {
    const letters = [...'abcdefghij'];
    const lines = letters.map((letter, index) => {
      const before = letters[index - 1];
      return `${letter}: &${letter} [${Array(9)
        .fill(before === undefined ? 'x' : `*${before}`)
        .join(', ')}]`;
    });
    const [told] = await problems(lines.join('\n'));
    expect(told).toMatch(/too-much$/);
  });

  it.each([
    ['brackets', '['.repeat(20_000)],
    ['dashes', '- '.repeat(20_000)],
    ['closed brackets', `${'['.repeat(100)}${']'.repeat(100)}`],
  ])('does not go deep: %s', async (_title, content) => {
    expect((await problems(content))[0]).toMatch(/too-much$/);
  });

  it('holds as much as a person can write', async () => {
    const intents = Array.from({ length: 10_000 }, (_, n) => `  i${n}: {to: http://a/${n}}\n`).join('');
    expect(await problems(`intents:\n${intents}`)).toEqual([]);
    expect(await problems(`intents:\n${intents}  i7: {to: http://a}\n`)).toEqual(['10002:3 duplicate-key']);
  });
});

describe('what cannot stand', () => {
  it('is told by line and column, in the order of the file', async () => {
    const content = `services:
  qwen:
    url: 127.0.0.1:8000/v1
    modle: OpenCUA-7B
intents:
  evaluation:
    from: here
    clients: [curl, crul]
`;
    expect(await problems(content)).toEqual([
      '3:10 bad-url',
      '4:5 unknown-key',
      '6:3 missing-key',
      '8:21 unknown-client',
    ]);
  });

  it('is found behind an alias', async () => {
    expect(await problems('services:\n  a: &a {url: http://a}\n  b: *a\nintents:\n  i: {to: c}\n')).toEqual([
      '5:11 no-such-service',
    ]);
  });
});

describe('secrets', () => {
  it('are hidden where they are read, and told where they stand', async () => {
    const secrets = createSecrets();
    const file = write(`services:
  qwen:
    url: http://127.0.0.1:8000/v1?api_key=canary-one-1
proxies:
  office: http://me:canary-two-2@proxy:8080
  secret: {url: 'socks5h://me:canary-three-3@proxy:1080', password-variable: OFFICE_PASSWORD}
`);
    const result = await read({ file, secrets });
    expect(JSON.stringify(result)).not.toContain('canary');
    expect(result).toMatchObject({
      value: {
        config: { proxies: [{ name: 'office' }, { name: 'secret', passwordVariable: 'OFFICE_PASSWORD' }] },
        warnings: [
          { kind: 'secret-in-file', line: 3, column: 10 },
          { kind: 'secret-in-file', line: 5, column: 11 },
          { kind: 'secret-in-file', line: 6, column: 17 },
        ],
      },
    });
    if (!result.ok || result.value === undefined) throw new Error('not read');
    expect(secrets.reveal(result.value.config.proxies[0]?.url ?? '')).toBe(
      'http://me:canary-two-2@proxy:8080',
    );
  });

  it.each([
    'services:\n  a: {url: http://a, key-variable: sk-canary0123456789abcdefgh}\n',
    'services:\n  a: {url: http://a, key-variable: c4na7y0a1b2c3d4e5f60718293a4b5c}\n',
    'services:\n  a: {url: http://a, api-key: canary}\n',
    'proxies:\n  a: {url: http://a:1, password: canary}\n',
    'proxies:\n  a: "http://me:canary@p:99999"\n',
    'services:\n  a: "http://me:canary@ a"\n',
    'services:\n  a: "http://me:canary\n',
  ])('are in no problem: %j', async (content) => {
    const result = await readText(content);
    expect(result.ok).toBe(false);
    expect(JSON.stringify(result)).not.toMatch(/canary|c4na7y/);
  });

  it('nothing of a text reaches a screen that a screen would obey', async () => {
    const result = await readText('"\\e[31mred\\u202e": 1\nservices: {"a\\nb": 1}\n');
    expect(result.ok).toBe(false);
    expect(JSON.stringify(result)).not.toMatch(/\\u001b|\\u202e|\\n|\u202e/);
  });
});

describe('the file that counts', () => {
  const place = (name: string) => join(root, 'places', name);
  const home = place('home');
  write(SMALL, 'places/home/repository/tongtu.yaml');
  mkdirSync(place('home/repository/.git'), { recursive: true });
  mkdirSync(place('home/repository/deep/deeper'), { recursive: true });
  mkdirSync(place('home/repository/deep/other/.git'), { recursive: true });
  write(SMALL, 'places/home/.config/tongtu/tongtu.yaml');
  write(SMALL, 'places/xdg/tongtu/tongtu.yaml');
  write(SMALL, 'places/tongtu.yaml');

  it.each([
    ['the working folder', 'home/repository', undefined, 'home/repository/tongtu.yaml'],
    ['a folder above it', 'home/repository/deep/deeper', undefined, 'home/repository/tongtu.yaml'],
    ['not above a repository', 'home/repository/deep/other', undefined, 'home/.config/tongtu/tongtu.yaml'],
    ['not above the home', 'home', undefined, 'home/.config/tongtu/tongtu.yaml'],
    ['XDG_CONFIG_HOME', 'home', place('xdg'), 'xdg/tongtu/tongtu.yaml'],
    ['not an XDG_CONFIG_HOME that is relative', 'home', 'xdg', 'home/.config/tongtu/tongtu.yaml'],
  ])('is in %s', async (_title, folder, configHome, expected) => {
    const found = await read({ workingFolder: place(folder), home, configHome });
    expect(found.ok && found.value?.path).toBe(place(expected));
  });

  it('need not be', async () => {
    mkdirSync(place('empty'), { recursive: true });
    expect(await read({ workingFolder: place('empty'), home: place('empty') })).toEqual({
      ok: true,
      value: undefined,
    });
  });

  it('is not passed over where it cannot be read', async () => {
    mkdirSync(place('home/folder/tongtu.yaml'), { recursive: true });
    expect(await read({ workingFolder: place('home/folder'), home })).toMatchObject({
      ok: false,
      problem: { kind: 'config-unreadable', why: 'not-a-file' },
    });
  });

  it('is one that nobody else may write, or that was named', async () => {
    const path = write(SMALL, 'places/home/open/tongtu.yaml');
    chmodSync(path, 0o666);
    const found = await read({ workingFolder: dirname(path), home });
    expect(found).toEqual({ ok: false, problem: { kind: 'config-not-yours', path, why: 'writable-by-all' } });
    expect(await read({ file: path })).toMatchObject({ ok: true });
  });
});
