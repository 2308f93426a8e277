import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CAUSE_CODES } from '../diagnose/cause-code.ts';
import { explain, explainScan } from './explain.ts';
import { matchLine } from './match-line.ts';
import { MEANINGS } from './meanings.ts';
import { CONTEXT } from './messages/context.ts';
import { MESSAGES } from './messages/registry.ts';
import { SPEAKERS } from './messages/speakers.ts';
import type { Reading } from './reading.ts';
import { READING_CODES } from './reading-code.ts';
import { createScanner } from './scan-text.ts';
import { SHOWN, UNSHOWN } from './statement.ts';

const FIXTURES = join(import.meta.dirname, 'fixtures');

const families = readdirSync(FIXTURES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const textsOf = (family: string): readonly string[] =>
  readdirSync(join(FIXTURES, family)).filter((name) => name.endsWith('.txt'));

const textOf = (family: string, name: string): string => readFileSync(join(FIXTURES, family, name), 'utf8');

/** `curl connect-refused http://127.0.0.1:9/`: who says what of which place. */
const inShort = ({ by, code, params: { url, host, port } }: Reading): string =>
  [by, code, url ?? [host, port].filter((one) => one !== undefined).join(' ')]
    .filter((one) => one !== '')
    .join(' ');

describe('recorded and reported texts', () => {
  it('are many', () => {
    expect(families.flatMap(textsOf).length).toBeGreaterThan(300);
  });

  for (const family of families) {
    const expected: Record<string, readonly string[]> = JSON.parse(textOf(family, 'readings.json'));

    it(`${family}: each has its readings beside it`, () => {
      expect(Object.keys(expected).sort()).toEqual([...textsOf(family)].sort());
    });

    it.each(Object.entries(expected))(`${family}/%s`, (name, readings) => {
      expect(explain(textOf(family, name)).readings.map(inShort)).toEqual(readings);
    });
  }
});

/** What programs said in public reports, each by its repository and number. */
const reports: readonly {
  readonly report: string;
  readonly text: string;
  readonly codes: readonly string[];
}[] = JSON.parse(readFileSync(join(FIXTURES, 'reports.json'), 'utf8'));

describe('what programs said in reports of real failures', () => {
  it.each(reports.map(({ report, text, codes }) => [report, text, codes] as const))(
    '%s',
    (_, text, codes) => {
      expect(explain(text).readings.map(({ code }) => code)).toEqual(codes);
    },
  );
});

describe('messages', () => {
  const lines = families.flatMap((family) =>
    textsOf(family).flatMap((name) => textOf(family, name).split(/\r?\n|\\[rn]/)),
  );

  it('are each found in a recorded or reported text', () => {
    const lower = lines.map((line) => [line, line.toLowerCase()] as const);
    const unseen = MESSAGES.filter(
      ({ needles, pattern }) =>
        !lower.some(
          ([line, small]) => needles.some((needle) => small.includes(needle)) && pattern.test(line),
        ),
    );
    expect(unseen.map(({ by, pattern }) => `${by}: ${pattern.source}`)).toEqual([]);
  });

  it('hold a needle, theirs or another, wherever their pattern is found: no line is passed over', () => {
    const needles = MESSAGES.flatMap((message) => message.needles);
    const silent = lines.filter((line) => !needles.some((needle) => line.toLowerCase().includes(needle)));
    expect(silent.length).toBeGreaterThan(1000);
    const withoutNeedles = MESSAGES.map((message) => ({ ...message, needles: [''] }));
    expect(silent.filter((line) => matchLine(line, withoutNeedles) !== undefined)).toEqual([]);
  });

  it('name needles in lower case', () => {
    const all = [...MESSAGES, ...CONTEXT].flatMap(({ needles }) => needles);
    expect(all.filter((needle) => needle !== needle.toLowerCase())).toEqual([]);
  });

  it('can be found in bounded time: no quantifier without an end, and none on a group that has one inside', () => {
    const patterns = [
      ...MESSAGES.map(({ pattern }) => pattern),
      ...CONTEXT.map(({ pattern }) => pattern),
      ...SPEAKERS.map(([, pattern]) => pattern),
    ];
    const bare = (source: string): string => source.replace(/\\./g, 'x').replace(/\[(?:[^\]])*\]/g, 'x');
    expect(patterns.filter(({ source }) => /[*+]|\{\d*,\}/.test(bare(source)))).toEqual([]);
    // A group may be there or not; it is never repeated.
    expect(patterns.filter(({ source }) => /\)\{/.test(bare(source)))).toEqual([]);
    expect(patterns.filter(({ flags }) => /[gy]/.test(flags))).toEqual([]);
  });

  it('tell the same in any order', () => {
    const shuffled = fc.shuffledSubarray([...MESSAGES], {
      minLength: MESSAGES.length,
      maxLength: MESSAGES.length,
    });
    const telling = lines.filter((line) => matchLine(line, MESSAGES) !== undefined);
    expect(telling.length).toBeGreaterThan(300);
    fc.assert(
      fc.property(shuffled, fc.constantFrom(...telling), (messages, line) => {
        expect(matchLine(line, messages)).toEqual(matchLine(line, MESSAGES));
      }),
      { numRuns: 300 },
    );
  });
});

describe('meanings', () => {
  const all = Object.values(MEANINGS);

  it('use every statement, and no cause that is not known', () => {
    // Said only where the text shows a proxy.
    const shown = new Set([...all.flatMap(({ shows }) => shows), 'own-loopback', 'went-to-proxy']);
    const unshown = new Set(all.flatMap(({ doesNotShow }) => doesNotShow));
    expect(SHOWN.filter((one) => !shown.has(one))).toEqual([]);
    expect(UNSHOWN.filter((one) => !unshown.has(one))).toEqual([]);
    const causes = all.flatMap(({ couldBe }) => couldBe);
    expect(causes.filter((cause) => !CAUSE_CODES.includes(cause))).toEqual([]);
  });

  it('say of every failure what it does not show', () => {
    const certain = READING_CODES.filter((code) => MEANINGS[code].doesNotShow.length === 0);
    expect(certain).toEqual([]);
  });
});

describe('explain', () => {
  const first = (text: string): Reading => {
    const [reading] = explain(text).readings;
    if (reading === undefined) throw new Error('nothing was read');
    return reading;
  };

  it('puts the exact command next', () => {
    const { next } = first('curl: (7) Failed to connect to 127.0.0.1 port 8080: Connection refused');
    expect(next.map(({ command }) => command)).toEqual([
      'tongtu doctor http://127.0.0.1:8080',
      "ss -ltnp 'sport = :8080'",
    ]);
  });

  it('knows that 127.0.0.1 on a page of Squid is the proxy itself', () => {
    const { code, by, shows, couldBe } = first(textOf('reported', 'squid-guide-001.txt'));
    expect([code, by]).toEqual(['beyond-proxy-refused', 'squid']);
    expect(shows).toContain('own-loopback');
    expect(couldBe[0]).toBe('proxy-intercepts-local');
  });

  it('guesses no port: a page that names none is followed by a place for the URL', () => {
    const { next } = first(textOf('reported', 'squid-guide-001.txt'));
    expect(next[0]?.command).toBe('tongtu doctor URL');
  });

  it.each([
    ['OSError: [Errno 98] Address already in use: (0.0.0.0, 8000)', "ss -ltnp 'sport = :8000'"],
    ["[Errno 98] Address already in use ('::', 8000)", "ss -ltnp 'sport = :8000'"],
    ['listen tcp 10.77.5.1:11434: bind: address already in use', "ss -ltnp 'sport = :11434'"],
    ['[Errno 98] Address already in use', 'ss -ltnp'],
  ])('asks first who holds a port that is taken: %s', (text, command) => {
    const { code, next } = first(text);
    expect([code, next[0]?.command]).toEqual(['address-in-use', command]);
  });

  it('does not call “no route to host” a firewall', () => {
    const { doesNotShow } = first('Failed to connect to 192.168.3.84 port 2526: No route to host');
    expect(doesNotShow).toContain('which-firewall');
  });

  it('says of a refusal by the proxy that it is the proxy, where the text names it', () => {
    const text = [
      "* Uses proxy env variable http_proxy == 'http://10.0.0.2:3128'",
      '* connect to 10.0.0.2 port 3128 failed: Connection refused',
      'curl: (7) Failed to connect to 10.0.0.2 port 3128 after 0 ms: Connection refused',
    ].join('\n');
    const { code, params } = first(text);
    expect([code, params.proxy]).toEqual(['proxy-refused', 'http://10.0.0.2:3128']);
  });

  it('says that a request went to a proxy, where the text shows it', () => {
    expect(first(textOf('curl', 'curlv-p503.txt')).shows).toContain('went-to-proxy');
    expect(first(textOf('curl', 'curlv-s401.txt')).shows).not.toContain('went-to-proxy');
  });

  it('tells a chain of exceptions once, by its cause, with who said it last', () => {
    const { readings } = explain(textOf('requests', 'refused.txt'));
    expect(readings.map(({ code, by }) => [code, by])).toEqual([['connect-refused', 'requests']]);
  });

  it('counts what is said again', () => {
    const warning =
      "WARNING: Retrying (Retry(total=2, connect=None)) after connection broken by 'NewConnectionError('<x>: Failed to establish a new connection: [Errno 111] Connection refused')': /v1/models";
    const { code, by, count } = first(Array(3).fill(warning).join('\n'));
    expect([code, by, count]).toEqual(['connect-refused', 'pip', 3]);
  });

  it('has nothing to say of what it does not know', () => {
    expect(explain('hello\nworld\n').readings).toEqual([]);
    expect(explain('').readings).toEqual([]);
  });

  it('takes a silent exit code for a witness, and only where nothing was said', () => {
    const ended = (text: string) => {
      const scanner = createScanner();
      scanner.feed(text);
      const argv = ['curl', '-s', 'http://127.0.0.1:9/v1'];
      const ending = { argv, program: 'curl', exit: 7, url: 'http://127.0.0.1:9/v1' } as const;
      return explainScan([scanner.finish()], ending).readings.map(({ code, at }) => [code, at.line]);
    };
    expect(ended('')).toEqual([['connect-failed', 0]]);
    expect(ended('curl: (7) Failed to connect to 127.0.0.1 port 9: Connection refused')).toEqual([
      ['connect-refused', 1],
    ]);
  });
});

describe('scanning', () => {
  it.each([
    ['503', true, ['service-unavailable']],
    ['<p>hello</p>\n401\n', true, ['unauthorized']],
    ['200\n', true, []],
    ['4040\n', true, []],
    ['all 503 files\n', true, []],
    ['503\n', false, []],
  ])('takes a number for a status only where it was asked for: %j, %s', (text, hasStatus, codes) => {
    const scanner = createScanner(undefined, hasStatus);
    scanner.feed(text);
    expect(explainScan([scanner.finish()]).readings.map(({ code }) => code)).toEqual(codes);
  });

  const samples = families.flatMap((family) => textsOf(family).map((name) => textOf(family, name)));

  it('does not depend on where a text is cut', () => {
    fc.assert(
      fc.property(fc.constantFrom(...samples), fc.array(fc.nat(4000), { maxLength: 6 }), (text, cuts) => {
        const scanner = createScanner();
        const places = [...cuts, text.length].map((cut) => Math.min(cut, text.length)).sort((a, b) => a - b);
        places.forEach((cut, index) => {
          scanner.feed(text.slice(places[index - 1] ?? 0, cut));
        });
        expect(explainScan([scanner.finish()])).toEqual(explain(text));
      }),
      { numRuns: 200 },
    );
  });

  it('finds a message once, anywhere in a line of any length', () => {
    for (const before of [0, 15_300, 15_350, 16_380, 65_530, 200_000]) {
      const text = `${'x'.repeat(before)} connect ECONNREFUSED 127.0.0.1:8000 ${'y'.repeat(90_000)}`;
      const { readings } = explain(text);
      expect(readings.map(({ code, count }) => [code, count])).toEqual([['connect-refused', 1]]);
    }
  });

  it('survives hostile text', () => {
    const pieces = fc.constantFrom(
      ...MESSAGES.flatMap(({ needles }) => needles),
      "HTTPConnectionPool(host='",
      'Connection to ',
      'HTTP/1.1 503 ',
      '<html>',
      '\u001b[31m',
      '\0',
      '\r',
      '\n',
      '://',
      "'",
      '\\n',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 400 }), (parts) => {
        const { readings } = explain(parts.join(''));
        for (const { at } of readings) expect(at.excerpt.length).toBeLessThanOrEqual(210);
      }),
      { numRuns: 150 },
    );
    for (const piece of ["HTTPConnectionPool(host='a', port=1): ", 'dial tcp ', 'Failed to connect to ']) {
      expect(explain(piece.repeat(20_000)).lines).toBe(1);
    }
  });

  it('keeps no more than so many different messages, and says so', () => {
    const text = Array.from(
      { length: 1000 },
      (_, index) => `connect ECONNREFUSED 10.0.${index >> 8}.${index & 255}:80`,
    );
    const { readings, hasMore } = explain(text.join('\n'));
    expect(readings.length).toBe(200);
    expect(hasMore).toBe(true);
  });
});
