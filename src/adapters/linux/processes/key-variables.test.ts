import { expect, it } from 'vitest';
import { createSecrets } from '../../secrets/secrets.ts';
import { fakeFiles } from '../fake-files.ts';
import { noteAt } from '../reading.ts';
import { environmentReadings } from './environment-readings.ts';
import { asEnvironment } from './read-environment.ts';
import { scanProcesses } from './scan-processes.ts';

const KEY = 'sk-canary-88d0e1';

const scan = (environ: string, cmdline: string) =>
  scanProcesses(
    fakeFiles({
      '/proc/7/stat': `1 (x) S 1 ${'0 '.repeat(17)}70 0 0\n`,
      '/proc/7/environ': environ,
      '/proc/7/cmdline': cmdline,
    }),
    [7],
    { uid: 0, isPrivileged: true, readsArguments: true, ownPid: 1 },
    undefined,
  );

const kept = async (environ: string, cmdline: string) => {
  const found = await scan(environ, cmdline);
  const readings = environmentReadings(found, () => 'm:0/host', createSecrets(), noteAt(new Date(0)));
  expect(JSON.stringify(readings)).not.toContain(KEY);
  return readings.flatMap(([, { kind, state }]) =>
    kind === 'environment' && state.kind === 'known' ? state.value.variables : [],
  );
};

it('the key of a service that a variable names is kept, hidden', async () => {
  const environ = `OPENAI_BASE_URL=http://h:1/v1\0OPENAI_API_KEY=${KEY}\0STRIPE_API_KEY=${KEY}2\0`;
  expect(await kept(environ, 'python3\0')).toEqual([
    { name: 'OPENAI_BASE_URL', value: 'http://h:1/v1' },
    { name: 'OPENAI_API_KEY', value: '***1***' },
  ]);
});

it('and that of one that the command line names', async () => {
  expect(await kept(`A=b\0OPENAI_API_KEY=${KEY}\0`, 'evalscope\0--api-url\0http://h:1/v1\0')).toEqual([
    { name: 'OPENAI_API_KEY', value: '***1***' },
  ]);
});

it('a key alone tells nothing', async () => {
  expect(await kept(`OPENAI_API_KEY=${KEY}\0`, 'python3\0')).toEqual([]);
});

it('a variable that was named is hidden whole, whatever its name and value', () => {
  const keys = new Set(['QWEN', 'http_proxy']);
  const variables = [
    { name: 'QWEN', value: 'just words' },
    { name: 'http_proxy', value: 'http://h:1' },
    { name: 'OTHER', value: 'x' },
  ];
  expect(asEnvironment(7, variables, 'now', { secrets: createSecrets(), keys }).variables).toEqual([
    { name: 'QWEN', value: '***1***' },
    { name: 'http_proxy', value: 'http://h:1' },
  ]);
});
