import fc from 'fast-check';

/** One question for a client: what would you do with this URL in this environment. */
export interface EnvironmentCase {
  readonly env: Readonly<Record<string, string>>;
  readonly url: string;
}

const NAMES = ['http', 'https', 'all'].flatMap((kind) => [`${kind}_proxy`, `${kind.toUpperCase()}_PROXY`]);

const VALUES = [
  ...[
    'http://p.test:3128',
    'http://p.test:3128',
    'http://p.test:3128',
    'p.test:3128',
    'p.test',
    'localhost:3128',
  ],
  ...[
    'https://p.test',
    'HTTP://P.Test:8080/x',
    'socks5://p.test',
    'socks5://p.test:1080',
    'socks5h://p.test:1080',
  ],
  ...[
    'socks://p.test:1',
    'socks4://p.test:1080',
    'ftp://p.test',
    'foo://p.test:1',
    'http:p.test',
    'http:///p.test',
  ],
  ...[
    'http://',
    '://',
    '//p.test:3128',
    ':3128',
    ' ',
    'none',
    '"http://p.test"',
    'http://p.test:99999',
    'http://p.test:0',
  ],
  ...[
    'http://me:pw@p.test:1',
    'http://me@p.test:1',
    'http://:pw@p.test',
    'http://m@e:pw@p.test',
    'me:pw@p.test:3128',
  ],
  ...[
    'http://[fd00::9]:3128',
    'http://[fd00::9',
    'http://10.0.0.9:3128',
    'http://p.test:3128 ',
    ' http://p.test:3128',
  ],
  ...[
    'http://p.test:3128\n',
    'http://p.test:80',
    'https://p.test:443/',
    'http://p_x.test',
    'http://p.test.:3128',
    '',
  ],
];

const ENTRIES = [
  ...[
    '*',
    'a.test',
    '.a.test',
    '*.a.test',
    'A.Test',
    'www.a.test',
    'test',
    '.',
    'localhost',
    'LOCALHOST',
    '.localhost',
  ],
  ...[
    'a.test:8000',
    'a.test:80',
    'localhost:8000',
    ':8000',
    '127.0.0.1',
    '127.0.0.1:8000',
    '127.0.0.0/8',
    '10.1.2.3',
  ],
  ...[
    '2.3',
    '.2.3',
    '10.0.0.0/8',
    '10.1.2.3/32',
    '::1',
    '[::1]',
    '[::1]:8000',
    'fd00::5',
    'FD00::5',
    'fd00::/8',
    '::/0',
  ],
  ...[
    'http://a.test',
    'http://',
    'all://a.test:8000',
    'https://a.test',
    'me@a.test',
    '<local>',
    'a.test.',
    '10.*',
    '127.1',
  ],
  ...[
    'münchen.test',
    'xn--mnchen-3ya.test',
    'b_c',
    '_a.test',
    '"a.test"',
    'a.test/x',
    '//a.test',
    'a%2etest',
    '256.1.1.1',
  ],
];

const HOSTS = [
  ...[
    'a.test',
    'a.test',
    'www.a.test',
    'nota.test',
    'A.Test',
    'a.test.',
    'localhost',
    'LOCALHOST',
    'x.localhost',
  ],
  ...['127.0.0.1', '127.1', '10.1.2.3', '0300.0250.3.84', '[::1]', '[fd00::5]', '[FD00::5]', '[fd00:0::5]'],
  ...['[::ffff:10.1.2.3]', 'münchen.test', 'xn--mnchen-3ya.test', 'www.xn--mnchen-3ya.test', 'b_c'],
];

const PIECES = [...':/@[].*%?#,"<\\-_ \t'].concat(
  'a',
  'test',
  'http',
  'all',
  '80',
  '25',
  '::1',
  '10.1.2.3',
  'p.test:1',
);

const pieced = fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }).map((pieces) => pieces.join(''));

const value = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...VALUES) },
  { weight: 1, arbitrary: pieced },
);

const list = fc
  .array(
    fc.tuple(
      fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...ENTRIES) }, { weight: 1, arbitrary: pieced }),
      fc.constantFrom(',', ',', ',', ', ', ' ,', ' '),
    ),
    { maxLength: 4 },
  )
  .map((parts) => parts.flat().slice(0, -1).join(''));

const sometimes = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 1 });

const variable = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom(...NAMES), value) },
  { weight: 3, arbitrary: fc.tuple(fc.constantFrom('no_proxy', 'NO_PROXY', 'No_Proxy'), list) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(['REQUEST_METHOD', 'GET'] as const, ['ws_proxy', 'ws://p.test:x'] as const),
  },
);

const url = fc
  .tuple(
    fc.constantFrom('http', 'http', 'https'),
    fc.constantFrom(...HOSTS),
    sometimes(fc.constantFrom(':8000', ':80', ':443')),
  )
  .map(([scheme, host, port]) => `${scheme}://${host}${port ?? ''}/v1`);

/** Environments as people write them and as nobody does, the same ones for the same seed. */
export const oddEnvironments = (count: number, seed: number): readonly EnvironmentCase[] =>
  fc
    .sample(fc.tuple(fc.array(variable, { minLength: 1, maxLength: 5 }), url), { numRuns: count, seed })
    .map(([variables, asked]) => ({ env: Object.fromEntries(variables), url: asked }));
