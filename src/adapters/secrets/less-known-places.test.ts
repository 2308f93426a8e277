import { describe, expect, it } from 'vitest';
import { createSecrets } from './secrets.ts';

const hideArgv = (...argv: string[]): readonly string[] => createSecrets().hideArgv(argv);

describe('a command line', () => {
  it.each([
    [['--api-keys', 'CANARYa', 'CANARYb', '--port', '8000']],
    [['--api-key', 'CANARYa', 'CANARYb', '--port', '8000']],
    [['--api-key', '-CANARY', '--port', '8000']],
    [['--port', '8000', '--token', '-CANARY']],
    [['--ServerApp.token', 'CANARY', '8000']],
    [['--ServerApp.token=CANARY', '8000']],
    [['python3', '-c', "run(['tool', '--api-key', 'CANARY', '8000'])"]],
    [['--gradio-auth=CANARY', '8000']],
    [['curl', '-H', 'Cookie: a=CANARY; b=CANARY', 'http://h:8000']],
    [['curl', 'http://h:8000/?q=1&api_key=CA"N ARY;CANARY']],
    [['tool', 'q7Xk29fLmZ81bTCANARY', '--x=q7Xk29fLmZ81bTCANARY', '8000']],
    ...[
      ...[
        'requirepass',
        'auth',
        'gradio-auth',
        'api-auth',
        'proxyauth',
        'basic-auth',
        'jwt',
        'bearer',
        'psk',
      ],
      ...['cookie', 'ak', 'sk', 'key', 'oauth2-bearer', 'jwt-token', 'apikeys', 'api_keys'],
    ].map((flag) => [[`--${flag}`, 'CANARY', '--port', '8000']]),
  ])('hides the secret and nothing else: %j', (argv) => {
    const hidden = hideArgv(...argv).join(' ');
    expect(hidden).not.toMatch(/CANARY|CA"N|ARY/);
    expect(hidden).toContain('8000');
  });

  it.each([
    ['vllm', 'serve', 'deepseek-ai/DeepSeek-R1-0528-Qwen3-8B', '--max-num-batched-tokens', '8192'],
    ['python3.11', '-m', 'sglang.launch_server', '--model-path', '/models/Qwen2.5-72B-Instruct-GPTQ-Int4'],
    ['node', '--key', '--token', '--port', '8000'],
    ['/usr/lib/x86_64-linux-gnu/libpython3.11.so', '--tokenizer', 'DeepSeekR1DistillQwen32B'],
  ])('keeps programs, models, paths and numbers: %s %s', (...argv) => {
    expect(hideArgv(...argv)).toEqual(argv);
  });

  it('does not look elsewhere for a word that is perhaps no secret', () => {
    const secrets = createSecrets();
    secrets.hideArgv(['--auth', 'enabled', '--token', 'hunter2hunter2']);
    expect(secrets.scrub('enabled hunter2hunter2')).toMatch(/^enabled \*{3}\d\*{3}$/);
  });
});

describe('a query', () => {
  it.each([
    ...[
      'appkey',
      'accesskey',
      'jwt',
      'ak',
      'sk',
      'session',
      'code',
      'signature',
      'X-Amz-Signature',
      'api_keys',
    ],
    ...['api_key[]', 'API%5FKEY', 'api%5fkey', 'api_key%5B%5D'],
  ])('hides %s', (name) => {
    expect(createSecrets().hide(`http://h/v1?a=b&${name}=CA'N;ARY x&c=d#e`)).toBe(
      `http://h/v1?a=b&${name}=***1***&c=d#e`,
    );
  });
});

describe('a variable', () => {
  it.each([
    ['SLACK_WEBHOOK_URL', 'https://hooks.example/CANARY'],
    ['TELEGRAM_API_URL', 'https://api.example/botCANARY/'],
    ['http_proxy', 'http://me:CANARY'],
    ['http_proxy', 'me:CANARY'],
    ['https_proxy', 'me:31CANARY28'],
  ])('%s=%s is hidden', (name, value) => {
    expect(createSecrets().hideVariable(name, value)).not.toMatch(/CANARY/);
  });

  it.each([
    'h:3128',
    'http://h:3128/',
    '"http://h:3128"',
    'http://http://h:3128',
    'fe80::1',
    'http://[::1]:8080',
    'h',
  ])('a proxy %s is not', (value) => expect(createSecrets().hideVariable('http_proxy', value)).toBe(value));
});

describe('an echo', () => {
  it.each([
    ['http://TOKENtoken@proxy:3128', btoa('TOKENtoken:')],
    ['http://TOKENtoken:@proxy:3128', btoa('TOKENtoken:')],
    ['http://me:hunt  er  two@proxy', 'hunt er two'],
    ['http://me:hunt%20%20er@proxy', 'hunt er'],
    ['http://me:hunt er@proxy', 'hunt+er'],
    ['http://me:hunt\u00e9r22@proxy', 'hunt\\u00e9r22'],
    ['http://me:hunt\u00e9r22@proxy', 'hunt\\u00E9r22'],
    ['http://me:hunt\u00e9r22@proxy', 'hunt\u00c3\u00a9r22'],
    ['http://me:hunt\u00e9r22@proxy', 'hunt&#233;r22'],
    ['http://me:hunt\u{1f600}r22@proxy', 'hunt\\ud83d\\ude00r22'],
    ['http://me:hunt\u0007er22@proxy', 'hunter22'],
  ])('of %j as %j is replaced', (value, echo) => {
    const secrets = createSecrets();
    secrets.hideVariable('http_proxy', value);
    expect(secrets.scrub(`<b>${echo.replace(/=+$/, '')}</b>`)).toMatch(/^<b>\*{3}\d\*{3}<\/b>$/);
  });

  it.each(['      ', '\u0007\u0007\u0007\u0007\u0007', ' \u202e \u202e '])(
    'of %j, of which nothing can be seen, is not looked for',
    (password) => {
      const secrets = createSecrets();
      secrets.hideVariable('API_KEY', password);
      expect(secrets.scrub('a b')).toBe('a b');
    },
  );
});
