import { describe, expect, it } from 'vitest';
import { ownHosts } from './own-hosts.ts';

const OWN = {
  addresses: ['127.0.0.1', '::1', '172.28.4.55', 'fd00::5', 'fe80::1', 'fe80::2%eth0'],
  hostName: 'Workstation',
  addressesOf: (name: string): readonly string[] =>
    name === 'models' ? ['127.0.1.1'] : name === 'elsewhere' ? ['10.0.0.9'] : [],
};
const ALWAYS = ['127.0.0.1', 'localhost', '::1', 'workstation', '172.28.4.55', 'fd00::5'];

const more = (argv: readonly string[], env: Readonly<Record<string, string>> = {}): string =>
  ownHosts(
    OWN,
    argv,
    Object.entries(env).map(([name, value]) => ({ name, value })),
  )
    .filter((host) => !ALWAYS.includes(host))
    .join(' ');

describe('what is this machine’s own', () => {
  it('is loopback, its name and its addresses, without those that need a zone', () => {
    expect(ownHosts(OWN, [], [])).toEqual(ALWAYS);
  });

  it.each([
    ['http://127.1:8000/v1', '127.1'],
    ['http://127.0.0.2:8000', '127.0.0.2'],
    ['0.0.0.0:8000', '0.0.0.0'],
    ['http://2130706433/', '2130706433'],
    ['http://[0:0::1]/', '0:0::1'],
    ['http://[::ffff:127.0.0.1]/', '::ffff:127.0.0.1'],
    ['LOCALHOST:1', ''],
    ['api.localhost', 'api.localhost'],
    ['http://me:pw@127.0.0.3/', '127.0.0.3'],
    ['--api-url=http://127.0.0.4:8000/v1', '127.0.0.4'],
    ['model=x,base_url=http://127.0.0.5:8000/v1', '127.0.0.5'],
    ['http://models:8000', 'models'],
    ['http://elsewhere:8000', ''],
    ['http://10.0.0.9', ''],
    ['http://workstation', ''],
    ['0', ''],
    ['1', ''],
    ['a.b.c', ''],
  ])('of %s also %j', (word, expected) => {
    expect(more(['curl', word])).toBe(expected);
  });

  it('is looked for in a script, and in variables that name a service', () => {
    expect(more(['sh', '-c', "curl 'http://127.0.0.6/x' && curl 127.0.0.7:1"])).toBe('127.0.0.6 127.0.0.7');
    expect(
      more([], { OPENAI_BASE_URL: 'http://127.0.0.8:1/v1', OLLAMA_HOST: '127.0.0.9', OTHER: '127.0.0.10' }),
    ).toBe('127.0.0.8 127.0.0.9');
  });

  it('stays short on a machine with a thousand bridges', () => {
    const addresses = Array.from({ length: 1000 }, (_, index) => `10.${index >> 8}.${index & 255}.1`);
    expect(ownHosts({ ...OWN, addresses }, ['http://10.3.200.1/'], []).length).toBeLessThan(80);
    expect(ownHosts({ ...OWN, addresses }, ['http://10.3.200.1/'], [])).toContain('10.3.200.1');
  });
});
