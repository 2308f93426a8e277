import { afterEach, describe, expect, it } from 'vitest';
import { scriptedRunner } from '../../exec/scripted-runner.ts';
import type { FakeFile } from '../fake-files.ts';
import { fakeFiles } from '../fake-files.ts';
import type { Files } from '../files.ts';
import { createFiles } from '../files.ts';
import { plant, uproot } from '../planted-machine.ts';
import { noteAt } from '../reading.ts';
import { findClients } from './find-clients.ts';

afterEach(uproot);

const PROXY = 'proxy = http://127.0.0.1:3128\n';
const CURL = '/usr/bin/curl';
const program: FakeFile = { text: '', status: { isExecutable: true } };

const find = async (files: Files, env: Readonly<Record<string, string>>, clients: readonly string[]) => {
  const readings = await findClients(clients, {
    files,
    search: { root: '', path: '/usr/bin' },
    variable: (name) => env[name],
    runner: scriptedRunner({ '/usr/bin/curl -q --version': 'curl 7.88.1 (x) libcurl/7.88.1\n' }),
    runAs: undefined,
    scrub: (text) => text,
    note: () => noteAt(new Date(0)),
  });
  return Object.fromEntries(readings.map(({ key, state }) => [key, state]));
};

const HOME = { HOME: '/home/me' };
const settings = async (
  tree: Readonly<Record<string, FakeFile>>,
  env: Readonly<Record<string, string>> = HOME,
) => (await find(fakeFiles({ [CURL]: program, ...tree }), env, ['curl']))['curl-settings'];

const notModelled = (what: string) => ({
  kind: 'unknown',
  why: 'not-modelled',
  hint: { kind: 'none' },
  source: { via: 'file', what },
});

describe('a curlrc', () => {
  it('is an unknown beside curl, which is known', async () => {
    const root = plant({ [CURL]: '', '/home/me/.curlrc': PROXY });
    const found = await find(createFiles(root), HOME, ['curl', 'node']);
    expect(found['curl']).toMatchObject({ kind: 'known', value: { version: '7.88.1' } });
    expect(found['curl-settings']).toEqual(notModelled('/home/me/.curlrc'));
  });

  it('says nothing where it is not there, or holds only blanks and comments', async () => {
    expect(await settings({})).toBeUndefined();
    for (const text of ['', '\n  \n', '# proxy = x\n\t# y\n']) {
      expect(await settings({ '/home/me/.curlrc': text })).toBeUndefined();
    }
    expect(await settings({ '/home/me/.curlrc': PROXY }, {})).toBeUndefined();
  });

  it('is nobody’s but curl’s, and not asked about where curl is missing', async () => {
    const tree = { '/home/me/.curlrc': PROXY };
    expect(await find(fakeFiles({ [CURL]: program, ...tree }), HOME, ['node'])).not.toHaveProperty(
      'curl-settings',
    );
    expect(await find(fakeFiles(tree), HOME, ['curl'])).toEqual({
      curl: expect.objectContaining({ why: 'missing-tool' }),
    });
  });

  it('that may not be read is denied', async () => {
    expect(await settings({ '/home/me/.curlrc': { problem: 'denied' } })).toMatchObject({
      why: 'denied',
      hint: { kind: 'run-as-root' },
      source: { what: '/home/me/.curlrc' },
    });
  });

  it('is the first that curl finds, and an empty one ends the search', async () => {
    const env = { CURL_HOME: '/c', XDG_CONFIG_HOME: '/x/', HOME: '/h' };
    const all = { '/c/.curlrc': PROXY, '/x/.curlrc': PROXY, '/x/curlrc': PROXY, '/h/.curlrc': PROXY };
    const left: Record<string, string> = { ...all };
    for (const path of Object.keys(all)) {
      expect(await settings(left, env)).toEqual(notModelled(path));
      delete left[path];
    }
    expect(await settings({ ...all, '/c/.curlrc': '' }, env)).toBeUndefined();
    expect(await settings({ '/c/.curlrc/x': '', '/h/.curlrc': PROXY }, env)).toBeUndefined();
  });

  it('of XDG_CONFIG_HOME without a dot is not read by every curl, so an empty one ends nothing', async () => {
    const env = { XDG_CONFIG_HOME: '/x', HOME: '/h' };
    expect(await settings({ '/x/curlrc': '', '/h/.curlrc': PROXY }, env)).toEqual(notModelled('/h/.curlrc'));
  });

  it('is in ~/.config only where XDG_CONFIG_HOME is not set', async () => {
    const tree = { '/h/.config/curlrc': PROXY };
    expect(await settings(tree, { HOME: '/h' })).toEqual(notModelled('/h/.config/curlrc'));
    expect(await settings(tree, { HOME: '/h', XDG_CONFIG_HOME: '' })).toBeUndefined();
  });
});
