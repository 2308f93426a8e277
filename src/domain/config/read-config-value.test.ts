import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConfigIssue } from './config-issue.ts';
import { readConfigValue } from './read-config-value.ts';
import { declaredIn, resolveName } from './resolve-name.ts';

const FILE = {
  services: {
    qwen: { url: 'http://127.0.0.1:8000/v1', model: 'OpenCUA-7B', 'key-variable': 'OPENAI_API_KEY' },
    千问: 'https://dashscope.aliyuncs.com/compatible-mode/v1',
  },
  proxies: {
    office: { url: 'http://proxy.example.com:8080', 'password-variable': 'OFFICE_PASSWORD' },
    clash: 'socks5h://127.0.0.1:7891',
  },
  intents: {
    evaluation: { from: 'unit:evalscope.service', to: 'qwen', via: 'direct', clients: ['requests'] },
    data: { to: 'https://huggingface.co', via: 'office' },
  },
};

const issuesOf = (value: unknown): readonly ConfigIssue[] => {
  const read = readConfigValue(value);
  return read.ok ? [] : read.problem;
};

const read = (value: unknown) => {
  const result = readConfigValue(value);
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
};

describe('a tongtu.yaml', () => {
  it('gives names to services, proxies and intents, short forms made long', () => {
    expect(read(FILE)).toEqual({
      services: [
        {
          name: 'qwen',
          url: 'http://127.0.0.1:8000/v1',
          model: 'OpenCUA-7B',
          keyVariable: 'OPENAI_API_KEY',
        },
        { name: '千问', url: 'https://dashscope.aliyuncs.com/compatible-mode/v1' },
      ],
      proxies: [
        { name: 'office', url: 'http://proxy.example.com:8080', passwordVariable: 'OFFICE_PASSWORD' },
        { name: 'clash', url: 'socks5h://127.0.0.1:7891' },
      ],
      intents: [
        {
          name: 'evaluation',
          from: 'unit:evalscope.service',
          to: 'qwen',
          via: 'direct',
          clients: ['requests'],
        },
        { name: 'data', to: 'https://huggingface.co', via: 'office', clients: [] },
      ],
    });
  });

  it.each([[null], [{}], [{ services: null, proxies: null, intents: null }]])(
    'may say nothing: %j',
    (value) => {
      expect(read(value)).toEqual({ services: [], proxies: [], intents: [] });
    },
  );
});

describe('what a name stands for', () => {
  it('is a service', () => {
    expect(resolveName(read(FILE), 'qwen')).toEqual({
      ok: true,
      value: {
        name: 'qwen',
        url: 'http://127.0.0.1:8000/v1',
        model: 'OpenCUA-7B',
        keyVariable: 'OPENAI_API_KEY',
        clients: [],
      },
    });
  });

  it('is an intent, with what its service says, under its own name', () => {
    const evaluation = {
      name: 'evaluation',
      from: 'unit:evalscope.service',
      url: 'http://127.0.0.1:8000/v1',
      model: 'OpenCUA-7B',
      keyVariable: 'OPENAI_API_KEY',
      via: 'direct',
      clients: ['requests'],
    };
    expect(resolveName(read(FILE), 'evaluation')).toEqual({ ok: true, value: evaluation });
    // The service 千问 is in no intent, so it is asked from here.
    expect(declaredIn(read(FILE))).toEqual([
      evaluation,
      {
        name: 'data',
        url: 'https://huggingface.co',
        via: {
          name: 'office',
          url: 'http://proxy.example.com:8080',
          passwordVariable: 'OFFICE_PASSWORD',
        },
        clients: [],
      },
      { name: '千问', url: 'https://dashscope.aliyuncs.com/compatible-mode/v1', clients: [] },
    ]);
  });

  it('is not known, and what was meant is said', () => {
    expect(resolveName(read(FILE), 'qewn')).toEqual({
      ok: false,
      problem: { text: 'qewn', known: ['qwen', '千问', 'evaluation', 'data'], more: 0, meant: 'qwen' },
    });
  });

  it.each(['toString', '__proto__', 'office', 'direct'])('is not made up: %s', (name) => {
    expect(resolveName(read(FILE), name).ok).toBe(false);
  });
});

describe('what cannot stand', () => {
  it.each<[string, unknown, Record<string, unknown>]>([
    [
      'an unknown key',
      { servces: {} },
      { kind: 'unknown-key', path: ['servces'], on: 'key', text: 'servces', meant: 'services' },
    ],
    [
      'a key in camelCase',
      { services: { qwen: { url: 'http://a', keyVariable: 'A' } } },
      { kind: 'unknown-key', path: ['services', 'qwen', 'keyVariable'], meant: 'key-variable' },
    ],
    [
      'a merge key',
      { services: { qwen: { url: 'http://a', '<<': {} } } },
      { kind: 'unknown-key', text: '<<' },
    ],
    [
      'a missing URL',
      { services: { qwen: {} } },
      { kind: 'missing-key', path: ['services', 'qwen'], key: 'url' },
    ],
    [
      'a list for a map',
      { services: [] },
      { kind: 'wrong-type', path: ['services'], wants: ['map', 'nothing'], got: 'list' },
    ],
    [
      'a service that is a number',
      { services: { qwen: 8000 } },
      { kind: 'wrong-type', wants: ['text', 'map'], got: 'number' },
    ],
    ['a text for the file', 'qwen', { kind: 'wrong-type', path: [], wants: ['map'], got: 'text' }],
    [
      'a model that YAML takes for a number',
      { services: { qwen: { url: 'http://a', model: 2507 } } },
      { kind: 'wrong-type', wants: ['text'], got: 'number' },
    ],
    ['an empty model', { services: { qwen: { url: 'http://a', model: '' } } }, { kind: 'bad-model' }],
    [
      'a name with a blank',
      { services: { 'a b': 'http://a' } },
      { kind: 'bad-name', on: 'key', text: 'a b' },
    ],
    ['a name with a full-width colon', { services: { '千问：': 'http://a' } }, { kind: 'bad-name' }],
    ['a name that FROM has', { services: { here: 'http://a' } }, { kind: 'bad-name', text: 'here' }],
    ['a name like a URL', { services: { 'http://a': 'http://a' } }, { kind: 'bad-name' }],
    [
      'a URL without a scheme',
      { services: { qwen: '127.0.0.1:8000/v1' } },
      {
        kind: 'bad-url',
        path: ['services', 'qwen'],
        why: 'no-scheme',
        suggestion: 'http://127.0.0.1:8000/v1',
      },
    ],
    [
      'a scheme with a slip',
      { services: { qwen: 'htp://a' } },
      { kind: 'bad-url', path: ['services', 'qwen'], why: 'unknown-scheme', suggestion: 'http://a' },
    ],
    [
      'a URL with a slip',
      { services: { qwen: 'http://127.0.0.1:8000:8000/v1' } },
      {
        kind: 'bad-url',
        path: ['services', 'qwen'],
        why: 'port-twice',
        suggestion: 'http://127.0.0.1:8000/v1',
      },
    ],
    [
      'a key where a variable’s name belongs',
      { services: { qwen: { url: 'http://a', 'key-variable': 'sk-0123456789' } } },
      { kind: 'bad-variable', path: ['services', 'qwen', 'key-variable'] },
    ],
    ['a proxy without a scheme', { proxies: { office: 'proxy:8080' } }, { kind: 'bad-proxy-url' }],
    ['a proxy of no known kind', { proxies: { office: 'quic://proxy:8080' } }, { kind: 'bad-proxy-url' }],
    ['a proxy with no port number', { proxies: { office: 'http://proxy:eight' } }, { kind: 'bad-proxy-url' }],
    [
      'a service that is not there',
      { services: { qwen: 'http://a' }, intents: { a: { to: 'qwem' } } },
      { kind: 'no-such-service', path: ['intents', 'a', 'to'], known: ['qwen'], meant: 'qwen' },
    ],
    [
      'a proxy that is not there',
      { intents: { a: { to: 'http://a', via: 'driect' } } },
      { kind: 'no-such-proxy', meant: 'direct' },
    ],
    [
      'a proxy by its address',
      { intents: { a: { to: 'http://a', via: 'http://proxy:8080' } } },
      { kind: 'bad-via', text: 'http://proxy:8080' },
    ],
    ['a FROM of no known kind', { intents: { a: { to: 'http://a', from: 'pod:1' } } }, { kind: 'bad-from' }],
    [
      'a client that nobody knows',
      { intents: { a: { to: 'http://a', clients: ['crul'] } } },
      { kind: 'unknown-client', path: ['intents', 'a', 'clients', 0], meant: 'curl' },
    ],
    [
      'a name for two things',
      { services: { qwen: 'http://a' }, intents: { qwen: { to: 'http://a' } } },
      { kind: 'name-taken', path: ['intents', 'qwen'], on: 'key', by: 'services' },
    ],
  ])('%s', (_title, value, issue) => {
    const issues = issuesOf(value);
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject(issue);
  });

  it('is told all at once, up to twenty', () => {
    expect(issuesOf({ servces: {}, services: { a: 1, b: 'b' } }).map(({ kind }) => kind)).toEqual([
      'wrong-type',
      'bad-url',
      'unknown-key',
    ]);
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`i${n}`, { to: `x${n}` }]));
    expect(issuesOf({ intents: many })).toHaveLength(20);
  });

  it('never holds the text that may be a key', () => {
    const [issue] = issuesOf({ services: { a: { url: 'http://a', 'key-variable': 'sk-canary-1' } } });
    expect(JSON.stringify(issue)).not.toContain('canary');
  });
});

it('reads or refuses any value that YAML can hold, and never throws', () => {
  const key = fc.oneof(fc.constantFrom('services', 'proxies', 'intents', 'url', 'to', 'qwen'), fc.string());
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'medium' },
      fc.constantFrom(null, true, 1, 'http://a', 'qwen', 'direct', ''),
      fc.string(),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(key, tie('value'), { maxKeys: 3 }),
    ),
  }));
  fc.assert(
    fc.property(value, (written) => {
      const result = readConfigValue(written);
      if (!result.ok) expect(result.problem.length).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});
