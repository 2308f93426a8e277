import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseYaml } from '../src/adapters/config/parse-yaml.ts';
import { CONFIG_SCHEMA } from '../src/domain/config/config-schema.ts';
import { editorSchema } from '../src/domain/config/editor-schema.ts';
import { readConfigValue } from '../src/domain/config/read-config-value.ts';
import { findMismatches } from '../src/domain/schema/find-mismatches.ts';
import { configSchema } from '../src/messages/en/config-schema.ts';
import { REPOSITORY } from './launcher-clone.ts';

type Keywords = Readonly<Record<string, unknown>>;

const shipped = JSON.parse(readFileSync(join(REPOSITORY, 'schema/tongtu.schema.json'), 'utf8')) as Keywords;

const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  null: (value) => value === null,
};

/** JSON Schema draft 7, as its specification says it (draft-handrews-json-schema-validation-01): each keyword by itself, all must hold. */
const holds = (schema: unknown, value: unknown): boolean => {
  if (schema === false) return false;
  return Object.entries(schema as Keywords).every(([keyword, wanted]) =>
    keywordHolds(keyword, wanted, schema as Keywords, value),
  );
};

const keywordHolds = (keyword: string, wanted: unknown, schema: Keywords, value: unknown): boolean => {
  const object = TYPES['object']?.(value) ? (value as Keywords) : undefined;
  switch (keyword) {
    case '$schema':
    case 'title':
    case 'description':
    case 'examples':
      return true;
    case 'type':
      return TYPES[String(wanted)]?.(value) ?? false;
    case 'enum':
      return (wanted as unknown[]).includes(value);
    case 'pattern':
      return typeof value !== 'string' || new RegExp(String(wanted), 'u').test(value);
    case 'anyOf':
      return (wanted as unknown[]).some((one) => holds(one, value));
    case 'items':
      return !Array.isArray(value) || value.every((item) => holds(wanted, item));
    case 'required':
      return object === undefined || (wanted as string[]).every((key) => Object.hasOwn(object, key));
    case 'propertyNames':
      return object === undefined || Object.keys(object).every((key) => holds(wanted, key));
    case 'properties':
      return Object.entries(wanted as Keywords).every(
        ([key, part]) => object === undefined || !Object.hasOwn(object, key) || holds(part, object[key]),
      );
    case 'additionalProperties':
      return Object.entries(object ?? {}).every(
        ([key, item]) => Object.hasOwn(schema['properties'] ?? {}, key) || holds(wanted, item),
      );
    default:
      throw new Error(`no keyword of ours: ${keyword}`);
  }
};

describe('schema/tongtu.schema.json', () => {
  it('is as the code says; else: npm run schema', () => {
    expect(shipped).toEqual(JSON.parse(JSON.stringify(editorSchema(configSchema))));
  });

  it('tells about each part', () => {
    const text = JSON.stringify(shipped);
    const untold = Object.values(configSchema.places).filter(
      ({ description }) => !text.includes(JSON.stringify(description)),
    );
    expect(untold).toEqual([]);
  });

  const NAMES = [
    'qwen',
    '千问',
    'a b',
    'here',
    'direct',
    '',
    '-a',
    'a'.repeat(63),
    'a'.repeat(64),
    '__proto__',
  ];
  const TEXTS = [
    ...NAMES,
    'http://a',
    'HTTPS://a/v1',
    'socks5h://a:1',
    'http://a b',
    'pid:1',
    'pid:0',
    'unit:a.service',
    'ns:/run/netns/a',
    'ns:a',
    'curl',
    'crul',
    'OPENAI_API_KEY',
    'sk-1',
    'a\nb',
  ];
  const KEYS = [
    'services',
    'proxies',
    'intents',
    'url',
    'model',
    'key-variable',
    'to',
    'via',
    'from',
    'clients',
  ];
  const leaf = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...TEXTS) },
    fc.constantFrom<unknown>(null, true, 7, [], {}),
    fc.string({ unit: 'binary', maxLength: 4 }),
  );
  /** Objects of these keys, any of them absent, sometimes with one that is not known. */
  const objectOf = (parts: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<unknown> =>
    fc
      .tuple(
        fc.record(parts, { requiredKeys: [] }),
        fc.option(fc.dictionary(fc.constantFrom(...KEYS, ...NAMES), leaf, { maxKeys: 1 }), { nil: {} }),
      )
      .map(([known, other]) => ({ ...known, ...other }));
  const url = fc.constantFrom('http://a', 'https://b/v1', 'http://c:1', 'socks5://a:1');
  const mostly = (value: fc.Arbitrary<unknown>) => fc.oneof({ weight: 9, arbitrary: value }, leaf);
  const named = (value: fc.Arbitrary<unknown>) =>
    mostly(fc.dictionary(fc.constantFrom('qwen', '千问', ...NAMES), mostly(value), { maxKeys: 2 }));
  const config = objectOf({
    services: named(fc.oneof(url, objectOf({ url, model: leaf, 'key-variable': leaf }))),
    proxies: named(fc.oneof(url, objectOf({ url, 'user-variable': leaf, 'password-variable': leaf }))),
    intents: named(objectOf({ from: leaf, to: leaf, via: leaf, clients: fc.array(leaf, { maxLength: 2 }) })),
  });

  it('means to a validator what it means to us', () => {
    const seen = { right: 0, wrong: 0 };
    fc.assert(
      fc.property(fc.oneof({ weight: 20, arbitrary: config }, leaf), (value) => {
        const isRight = findMismatches(CONFIG_SCHEMA, value, 1).length === 0;
        expect(holds(shipped, value)).toBe(isRight);
        seen[isRight ? 'right' : 'wrong'] += 1;
      }),
      { numRuns: 3_000 },
    );
    expect(Math.min(seen.right, seen.wrong)).toBeGreaterThan(100);
  });
});

it.each(['README.md', 'README.zh-CN.md'])('%s shows a tongtu.yaml that can be used', (name) => {
  const text = readFileSync(join(REPOSITORY, name), 'utf8');
  const [block = ''] = /^ {4}# yaml-language-server:.*\n(?: {4}.*\n)+/m.exec(text) ?? [];
  const parsed = parseYaml(block.replace(/^ {4}/gm, ''), (written) => written);
  const read = parsed.ok ? readConfigValue(parsed.value.value) : parsed;
  expect(read).toMatchObject({ ok: true, value: { services: [{}, {}], proxies: [{}], intents: [{}, {}] } });
});
