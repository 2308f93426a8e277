import { describe, expect, test } from 'vitest';
import { serviceStart } from './service.ts';
import { squidStart } from './squid.ts';
import { tinyproxyStart } from './tinyproxy.ts';

describe('squid', () => {
  const configuration = (access: Parameters<typeof squidStart>[0]['access']): string =>
    String(squidStart({ kind: 'squid', port: 3128, access }).files[0]?.text);

  test('runs in the foreground and writes nothing to a disk', () => {
    expect(squidStart({ kind: 'squid', port: 3128, access: { kind: 'allow' } }).argv).toContain('-N');
    for (const line of ['cache deny all', 'pid_filename none', 'access_log none', 'cache_log /dev/null'])
      expect(configuration({ kind: 'allow' }).split('\n')).toContain(line);
  });

  test('lets everyone through, or nobody, or who knows the password', () => {
    const rules = (text: string) => text.split('\n').filter((line) => line.startsWith('http_access'));
    expect(rules(configuration({ kind: 'allow' }))).toEqual(['http_access allow all']);
    expect(rules(configuration({ kind: 'deny' }))).toEqual(['http_access deny all']);
    const withPassword = { kind: 'password', user: 'rosa', password: 'secret' } as const;
    expect(rules(configuration(withPassword))).toEqual(['http_access allow known', 'http_access deny all']);
  });

  test('the password itself stands in no file', () => {
    const access = { kind: 'password', user: 'rosa', password: 'secret' } as const;
    const { files } = squidStart({ kind: 'squid', port: 3128, access });
    expect(files.map(({ text }) => text).join('')).not.toContain('secret');
    expect(files[1]?.text).toBe('rosa:5ebe2294ecd0e0f08eab7690d2a6ee69\n');
  });
});

test('two proxies of one machine share no file', () => {
  const paths = [
    ...squidStart({ kind: 'squid', port: 3128, access: { kind: 'allow' } }).files,
    ...squidStart({ kind: 'squid', port: 3129, access: { kind: 'allow' } }).files,
    ...tinyproxyStart({ kind: 'tinyproxy', port: 8888 }).files,
    ...tinyproxyStart({ kind: 'tinyproxy', port: 8889 }).files,
  ].map(({ path }) => path);
  expect(new Set(paths).size).toBe(paths.length);
});

test('a service is started under the name and with the command line of the program it stands for', () => {
  const start = serviceStart(
    {
      kind: 'model-service',
      family: 'vllm',
      listen: [{ address: '127.0.0.1', port: 8000 }],
      models: ['OpenCUA-7B'],
      apiKey: 'sk-1',
    },
    'code',
  );
  expect(start.argv.join(' ')).toBe(
    '/run/tongtu-lab/bin/vllm serve OpenCUA-7B --host 127.0.0.1 --port 8000 --api-key sk-1',
  );
  expect(start.files).toEqual([
    { path: '/run/tongtu-lab/bin/vllm', text: '#!/run/tongtu-lab/bin/node\ncode', mode: 0o755 },
  ]);
});
