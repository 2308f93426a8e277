import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TextExplained } from '../../app/explain.ts';
import { explain } from '../../domain/explain/explain.ts';
import { MEANINGS } from '../../domain/explain/meanings.ts';
import { READING_CODES } from '../../domain/explain/reading-code.ts';
import { explain as en } from '../../messages/en/explain.ts';
import { explain as zh } from '../../messages/zh/explain.ts';
import { COMMAND_NAMES } from '../commands/registry.ts';
import type { Screen } from '../screen.ts';
import { widthOf } from '../screen.ts';
import { concludeExplained } from './explain-json.ts';
import { explainView } from './explain-view.ts';

const FIXTURES = join(import.meta.dirname, '../../domain/explain/fixtures');
const PLAIN: Screen = { columns: 80, hasColor: false };
const LANGUAGES = [
  { language: 'en', words: en },
  { language: 'zh', words: zh },
];

const told = (text: string): TextExplained => ({
  explanation: explain(text),
  bytes: text.length,
  encoding: 'utf-8',
  undecoded: 0,
});

const fixture = (path: string): TextExplained => told(readFileSync(join(FIXTURES, path), 'utf8'));

const SITUATIONS: Readonly<Record<string, TextExplained>> = {
  refused: told('curl: (7) Failed to connect to 127.0.0.1 port 8080: Connection refused\n'),
  'squid-page': fixture('reported/squid-guide-001.txt'),
  'no-route': fixture('reported/curl-guide-002-no-route.txt'),
  'proxy-password': fixture('curl/p407s.txt'),
  'two-families': fixture('reported/node-aggregate.txt'),
  'many-things': fixture('nginx/error-log.txt'),
  'wrong-model': fixture('curl/curlv-s404m.txt'),
  nothing: told('hello\n'),
  empty: told(''),
  'silent-and-foreign': {
    ...told(''),
    encoding: 'gb18030',
    undecoded: 2,
    command: { argv: ['curl', '-s'], end: { kind: 'exited', code: 0 } },
  },
};

/** What is to be pasted stays on one line however long it is. */
const isPaste = (line: string): boolean => /^\s+(?:tongtu|ss|getent) /.test(line);

describe('explain on a screen of 80 columns', () => {
  for (const [name, situation] of Object.entries(SITUATIONS)) {
    it.each(LANGUAGES)(`${name} ($language)`, async ({ language, words }) => {
      const text = explainView(situation, { words, screen: PLAIN });
      await expect(text).toMatchFileSnapshot(`golden/explain-${name}.${language}.txt`);
      expect(text.split('\n').filter((line) => widthOf(line) > 80 && !isPaste(line))).toEqual([]);
    });
  }

  const all = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.txt'),
  );

  it.each(LANGUAGES)('every recorded text fits, in words that hold no gap ($language)', ({ words }) => {
    expect(all.length).toBeGreaterThan(300);
    for (const path of all) {
      const text = explainView(fixture(path), { words, screen: PLAIN });
      expect(text).not.toMatch(/undefined|\[object| {2}[，。：]/);
      expect(text.split('\n').filter((line) => widthOf(line) > 80 && !isPaste(line))).toEqual([]);
    }
  });

  it('names only commands that there are', () => {
    const commands = all.flatMap((path) =>
      fixture(path).explanation.readings.flatMap(({ next }) => next.map(({ command }) => command)),
    );
    const own = commands.flatMap((command) => /^tongtu (\S+)/.exec(command)?.[1] ?? []);
    expect(own.length).toBeGreaterThan(100);
    expect(own.filter((name) => !COMMAND_NAMES.includes(name))).toEqual([]);
    expect(commands.filter((command) => !/^(?:tongtu|ss|getent) /.test(command))).toEqual([]);
  });

  it('says each thing in its own words: no two headlines are the same', () => {
    for (const { words } of LANGUAGES) {
      const said = READING_CODES.map((code) => words.headlines[code]({}));
      expect(new Set(said).size).toBe(Object.keys(MEANINGS).length);
    }
  });
});

describe('the conclusion', () => {
  it.each([
    ['a failure', 'refused', 'broken'],
    ['nothing known', 'nothing', 'unclear'],
    ['nothing at all', 'empty', 'unclear'],
    ['a silent command that ended well', 'silent-and-foreign', 'works'],
  ])('of %s', (_, name, conclusion) => {
    const situation = SITUATIONS[name];
    expect(situation && concludeExplained(situation)).toBe(conclusion);
  });

  it('of an answer that is fine', () => {
    expect(concludeExplained(fixture('reported/models.txt'))).toBe('works');
  });
});
