import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSecrets } from './secrets.ts';

const hide = (text: string): string => createSecrets().hide(text);

describe('hide: URLs', () => {
  it.each([
    ['http://me:hunter2@proxy.example:3128', 'http://me:***1***@proxy.example:3128'],
    ['http_proxy=http://me:hunter2@proxy.example:3128/', 'http_proxy=http://me:***1***@proxy.example:3128/'],
    ['me:hunter2@proxy.example:3128', 'me:***1***@proxy.example:3128'],
    ['--proxy=me:hunter2@proxy.example:3128', '--proxy=me:***1***@proxy.example:3128'],
    ['https://ghp-token@git.example/repo', 'https://***1***@git.example/repo'],
    ['https://ghp-token:@git.example/repo', 'https://***1***:@git.example/repo'],
    ['http://:hunter2@proxy.example', 'http://:***1***@proxy.example'],
    ['//me:hunter2@proxy.example', '//me:***1***@proxy.example'],
    ['http:/me:hunter2@proxy.example', 'http:/me:***1***@proxy.example'],
    ['http：//me：hunter2＠proxy.example', 'http：//me：***1***＠proxy.example'],
    ['http://me:two words@proxy.example:3128', 'http://me:***1***@proxy.example:3128'],
    [
      'at "http://me:hunter2@a.example", or http://me:hunter3@b.example.',
      'at "http://me:***1***@a.example", or http://me:***2***@b.example.',
    ],
    [
      'http://me:hunter2@a.example,http://me:hunter3@b.example',
      'http://me:***1***@a.example,http://me:***2***@b.example',
    ],
    ['http://me:hunter2@[::1]:3128', 'http://me:***1***@[::1]:3128'],
  ])('%s → %s', (text, hidden) => expect(hide(text)).toBe(hidden));

  it.each([
    'http://127.0.0.1:8000/v1/chat/completions',
    'http://token:8000/v1',
    'http://registry.example:4873/@scope/package',
    'http://service.example:8000/users/me@example.com',
    'http://service.example/@me',
    'localhost,127.0.0.1,::1,.example.com',
    'http://[fe80::1]:8000/v1',
    'vllm/vllm-openai:latest@sha256:0a1b2c3d4e5f',
    'mail someone@example.com',
    'mailto:someone@example.com',
    'python -m vllm --max-model-len 8192 --tokenizer org/name --max-tokens 5 -u 1000:1000',
    'WWW-Authenticate: Basic realm="proxy"',
    'Proxy-Authenticate: Basic authentication required',
  ])('leaves alone what holds no secret: %s', (text) => expect(hide(text)).toBe(text));

  it('keeps the characters that break a URL where they stand, so that the model sees what a client would', () => {
    expect(hide('http://me:hun/ter@two#3@proxy.example:3128')).toBe(
      'http://me:***1***/***2***@***3***#***4***@proxy.example:3128',
    );
    expect(hide('http://me:123/ter@proxy.example:3128')).toBe('http://me:123/***1***@proxy.example:3128');
    expect(createSecrets().hideVariable('http_proxy', 'http://me:123/ter@proxy')).toBe(
      'http://me:***1***/***2***@proxy',
    );
  });
});

describe('hide: names, headers and forms', () => {
  it.each([
    ['vllm serve m --api-key abc', 'vllm serve m --api-key ***1***'],
    ['vllm serve m --api-key=abc', 'vllm serve m --api-key=***1***'],
    ['evalscope --api_key "a b"', 'evalscope --api_key "***1***"'],
    ['tool --token abc --password=def', 'tool --token ***2*** --password=***1***'],
    ['docker run --env=OPENAI_API_KEY=abc image', 'docker run --env=OPENAI_API_KEY=***1*** image'],
    ["-e HF_TOKEN='abc'", "-e HF_TOKEN='***1***'"],
    ['MY_SECRET_VALUE=abc DB_PASSWORD=def', 'MY_SECRET_VALUE=***1*** DB_PASSWORD=***2***'],
    ['{"api_key": "abc", "model": "m"}', '{"api_key": "***1***", "model": "m"}'],
    ['{"clientSecret":"a\\"bc"}', '{"clientSecret":"***1***"}'],
    ['http://h/v1?api_key=abc&model=m', 'http://h/v1?api_key=***1***&model=m'],
    ['http://h/v1?model=m&key=abc#top', 'http://h/v1?model=m&key=***1***#top'],
    ['X-Api-Key: abc', 'X-Api-Key: ***1***'],
    ['Authorization: Bearer abc.def', 'Authorization: Bearer ***1***'],
    ['"authorization": "Bearer abc"', '"authorization": "Bearer ***1***"'],
    ['Proxy-Authorization: Basic bWU6aHVudGVyMg==', 'Proxy-Authorization: Basic ***1***'],
    ['Authorization: Custom one two', 'Authorization: ***1***'],
    ['key sk-abcdefgh12 and hf_abcdefgh12', 'key ***1*** and ***2***'],
    ['curl -u me:hunter2 http://h/', 'curl -u me:***1*** http://h/'],
    ['curl --proxy-user me:hunter2 -x h:1', 'curl --proxy-user me:***1*** -x h:1'],
  ])('%s → %s', (text, hidden) => {
    const numbered = (value: string): string => value.replace(/\*\*\*\d+\*\*\*/g, '***');
    expect(numbered(hide(text))).toBe(numbered(hidden));
  });

  it('gives the same secret the same placeholder, and another another', () => {
    const secrets = createSecrets();
    expect(secrets.hide('http://me:hunter2@a')).toBe('http://me:***1***@a');
    expect(secrets.hide('http://you:hunter3@b')).toBe('http://you:***2***@b');
    expect(secrets.hide('http://we:hunter2@c')).toBe('http://we:***1***@c');
  });
});

describe('hideArgv', () => {
  it('hides the argument after a flag, whatever it is', () => {
    expect(
      createSecrets().hideArgv([
        'serve',
        '--api-key',
        'a b@c',
        '--port',
        '8000',
        '-u',
        'me:x',
        '--token',
        '--v',
      ]),
    ).toEqual(['serve', '--api-key', '***1***', '--port', '8000', '-u', 'me:***2***', '--token', '--v']);
  });
});

describe('hideVariable', () => {
  it.each([
    ['OPENAI_API_KEY', 'abc', '***1***'],
    ['HF_TOKEN', '', ''],
    ['no_proxy', 'localhost,127.0.0.1', 'localhost,127.0.0.1'],
    ['ALL_PROXY', 'me:hunter2@h:1', 'me:***1***@h:1'],
    ['https_proxy', ' http://me:hun ter"2@h:1 ', ' http://me:***1***@h:1 '],
    ['http_proxy', 'http://h:3128', 'http://h:3128'],
    ['OPENAI_BASE_URL', 'http://me:hunter2@h/v1', 'http://me:***1***@h/v1'],
    ['NODE_OPTIONS', '--max-old-space-size=99', '--max-old-space-size=99'],
  ])('%s=%s → %s', (name, value, hidden) => expect(createSecrets().hideVariable(name, value)).toBe(hidden));
});

describe('scrub', () => {
  const seen = (password: string) => {
    const secrets = createSecrets();
    secrets.hideVariable('http_proxy', `http://me:${password}@proxy.example:3128`);
    return secrets.scrub;
  };

  it.each([
    ['as it was', 'hunter2hunter2', 'bad password hunter2hunter2!'],
    ['decoded', 'hunter%402%2Fhunter', 'bad password hunter@2/hunter!'],
    ['encoded', 'hunter!2~hunter', 'bad password hunter%212%7Ehunter!'],
    ['encoded in lower case', 'hunter%2Fhunter', 'x=hunter%2fhunter'],
    ['in HTML', "hunt<er's&2", 'hunt&lt;er&#39;s&amp;2'],
    ['in JSON', 'hunt%22er\u00e922', '{"p":"hunt\\"er\u00e922"}'],
    ['as Basic credentials', 'hunter2', `Proxy-Authorization: Basic ${btoa('me:hunter2')}`],
    ['as Basic credentials, decoded first', 'hunter%402', `got ${btoa('me:hunter@2')}`],
    [
      'as base64 for URLs',
      '?>?>?>?>',
      `got ${btoa('me:?>?>?>?>').replaceAll('+', '-').replaceAll('/', '_')}`,
    ],
  ])('finds an echo: %s', (_, password, echo) => {
    const scrubbed = seen(password)(echo);
    expect(scrubbed).not.toBe(echo);
    expect(scrubbed).not.toMatch(/hunt|[?]>|%40|aHVudGVy/);
  });

  it('replaces a short secret only as a word, and one of three characters only where it was written', () => {
    expect(seen('admin')('administrator admin')).toBe('administrator ***1***');
    expect(seen('abc')('HTTP abc')).toBe('HTTP abc');
  });

  it('replaces a password with a raw @ whole, also where one half of it is short and stands before other letters', () => {
    const secrets = createSecrets();
    secrets.hideVariable('http_proxy', 'http://user:CANARY@one111@127.0.0.1:8199');
    expect(secrets.scrub('said user:CANARY@one111http://x')).not.toMatch(/CANARY|one111/);
  });

  it('leaves placeholders and everything else alone', () => {
    expect(seen('hunter2hunter2')('***1*** of 12 in 3 ms')).toBe('***1*** of 12 in 3 ms');
    expect(createSecrets().scrub('anything')).toBe('anything');
  });
});

describe('the vault', () => {
  it('is never serialised', () => {
    const secrets = createSecrets();
    secrets.hide('http://me:hunter2@h');
    expect(JSON.stringify(secrets)).toBe('{}');
  });

  it('reveals to nobody what they only name by its number', () => {
    const secrets = createSecrets();
    secrets.hide('http://me:hunter2@h');
    const forged = secrets.hide('http://x:***1***@evil.example');
    expect(secrets.reveal(forged)).toBe('http://x:***1***@evil.example');
  });

  it('answers in time however long and odd the text is', () => {
    const secrets = createSecrets();
    for (const unit of [
      'a',
      'a:a,',
      'http://a:b ',
      '@',
      ':',
      '://',
      '-u a:',
      '"key": "',
      'sk-',
      'eyJ',
      '=a',
      '\\',
      '//',
      '&k=',
    ]) {
      const text = unit.repeat(200_000 / unit.length);
      expect(secrets.reveal(secrets.hide(text))).toBe(text);
    }
  }, 20_000);
});

describe('laws', () => {
  const password = fc
    .string({ unit: 'grapheme-ascii', minLength: 0, maxLength: 12 })
    .chain((before) =>
      fc.string({ unit: 'grapheme-ascii', maxLength: 6 }).map((after) => `${before}CANARYcanary${after}`),
    )
    .filter((text) => !text.includes('***'));
  const user = fc.stringMatching(/^[a-z][a-z0-9._-]{0,8}$/);
  const host = fc.constantFrom('proxy.example:3128', '10.0.0.1:8080', '[fd00::1]:3128', 'proxy.example:80/');
  const scheme = fc.constantFrom('http://', 'https://', 'socks5h://', '');

  it('hide(text) then reveal is the text, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const secrets = createSecrets();
        expect(secrets.reveal(secrets.hide(text))).toBe(text);
      }),
    );
  });

  it('a password that begins with a slash is not taken for what follows a scheme', () => {
    const secrets = createSecrets();
    const value = 'a:/wKuCANARYcanary:x@proxy.example:3128';
    const hidden = secrets.hideVariable('http_proxy', value);
    expect(hidden).not.toMatch(/CANARY/i);
    expect(secrets.reveal(hidden)).toBe(value);
  });

  it('no password survives in a proxy variable, raw @ / # and blanks or not, and reveal puts it back', () => {
    fc.assert(
      fc.property(scheme, user, password, host, (start, name, canary, end) => {
        const secrets = createSecrets();
        const value = `${start}${name}:${canary}@${end}`;
        const hidden = secrets.hideVariable('http_proxy', value);
        expect(hidden).not.toMatch(/CANARY/i);
        expect(secrets.reveal(hidden)).toBe(value);
      }),
      { numRuns: 1000 },
    );
  });

  it('no password survives in a URL that is the whole text, or a word of one', () => {
    fc.assert(
      fc.property(
        user,
        password.filter((text) => !/[\s"'`<>]/.test(text)),
        host,
        (name, canary, end) => {
          const value = `http://${name}:${canary}@${end}`;
          expect(hide(value)).not.toMatch(/CANARY/i);
          expect(hide(`curl -x ${value} http://h/`)).not.toMatch(/CANARY/i);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('no secret that was seen survives scrub, in any encoding', () => {
    fc.assert(
      fc.property(user, password, (name, canary) => {
        const secrets = createSecrets();
        const encoded = encodeURIComponent(canary);
        secrets.hideVariable('http_proxy', `http://${name}:${encoded}@proxy.example:3128`);
        const echoes = [
          canary,
          encoded,
          `${name}:${canary}`,
          btoa(`${name}:${canary}`),
          JSON.stringify(canary),
        ];
        for (const echo of echoes) {
          const scrubbed = secrets.scrub(`<p>${echo}</p>`);
          expect(scrubbed).not.toMatch(/CANARY/i);
          expect(scrubbed).not.toContain(btoa(`${name}:${canary}`).replace(/=+$/, ''));
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('no key survives behind a flag, a header, a variable or a parameter', () => {
    const key = fc.stringMatching(/^[A-Za-z0-9]{2}[A-Za-z0-9._~+-]{0,18}$/).map((text) => `CANARY${text}`);
    const around = fc.constantFrom(
      (secret: string) => `--api-key ${secret}`,
      (secret: string) => `--api-key=${secret}`,
      (secret: string) => `MY_API_KEY=${secret}`,
      (secret: string) => `"token": "${secret}"`,
      (secret: string) => `Authorization: Bearer ${secret}`,
      (secret: string) => `http://h:8000/v1?api_key=${secret}&x=1`,
      (secret: string) => `sk-${secret}`,
    );
    fc.assert(
      fc.property(key, around, (secret, write) => {
        expect(hide(`a ${write(secret)}`)).not.toMatch(/CANARY/);
      }),
    );
  });
});
