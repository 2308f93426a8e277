import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../exec/command.ts';
import { scriptedRunner } from '../../exec/scripted-runner.ts';
import type { FakeFile } from '../fake-files.ts';
import { fakeFiles } from '../fake-files.ts';
import { noteAt } from '../reading.ts';
import { findClients } from './find-clients.ts';
import { findPrograms, followLinks } from './find-program.ts';

const program: FakeFile = { text: '', status: { isExecutable: true } };
const CURL =
  'curl 7.88.1 (x86_64-pc-linux-gnu) libcurl/7.88.1 OpenSSL/3.0.17 zlib/1.2.13\nRelease-Date: 2023-02-20\n';

const find = (
  client: string,
  tree: Readonly<Record<string, FakeFile>>,
  more: {
    path?: string;
    script?: Readonly<Record<string, string | Outcome>>;
    env?: Readonly<Record<string, string>>;
  } = {},
) =>
  findClients([client], {
    files: fakeFiles(tree),
    search: { root: '', path: more.path ?? '/usr/bin' },
    variable: (name) => more.env?.[name],
    runner: scriptedRunner(more.script ?? {}),
    runAs: undefined,
    scrub: (text) => text,
    note: () => noteAt(new Date(0)),
  }).then(([reading]) => reading?.state);

describe('findPrograms', () => {
  it('takes executable files of absolute folders, in the order of PATH, once', () => {
    const files = fakeFiles({ '/a/x': program, '/b/x': 'text', '/c/x': program });
    expect(findPrograms(files, { root: '', path: '/c:/b/:bin::/a:/c' }, 'x')).toEqual(['/c/x', '/a/x']);
  });

  it('looks under another root', () => {
    const files = fakeFiles({ '/proc/7/root/usr/bin/x': program });
    expect(findPrograms(files, { root: '/proc/7/root', path: '/usr/bin' }, 'x')).toEqual(['/usr/bin/x']);
  });
});

describe('followLinks', () => {
  it('follows relative and absolute links, and gives up on a circle', () => {
    const files = fakeFiles({
      '/usr/bin/python3': { link: 'python3.11' },
      '/usr/bin/python3.11': { link: '../../opt/py/bin/python3.11' },
      '/a': { link: '/b' },
      '/b': { link: '/a' },
    });
    expect(followLinks(files, '', '/usr/bin/python3')).toBe('/opt/py/bin/python3.11');
    expect(['/a', '/b']).toContain(followLinks(files, '', '/a'));
  });
});

describe('curl', () => {
  const tree = { '/usr/bin/curl': program };

  it('has the version of its library, which chooses the proxy', async () => {
    const other = CURL.replace('libcurl/7.88.1', 'libcurl/8.14.1');
    for (const [text, version] of [
      [CURL, '7.88.1'],
      [other, '8.14.1'],
    ] as const) {
      expect(await find('curl', tree, { script: { '/usr/bin/curl -q --version': text } })).toMatchObject({
        value: { client: 'curl', version, path: '/usr/bin/curl' },
      });
    }
  });

  it('is missing where PATH does not lead to it', async () => {
    expect(await find('curl', tree, { path: '/opt/bin' })).toMatchObject({
      why: 'missing-tool',
      hint: { kind: 'install', program: 'curl' },
    });
  });

  it('is unread where it fails or says something else', async () => {
    const failed: Outcome = { kind: 'exited', code: 2, stdout: '', stderr: 'broken library\n' };
    for (const said of [failed, { kind: 'timed-out' } as const, 'Invoke-WebRequest']) {
      expect(await find('curl', tree, { script: { '/usr/bin/curl -q --version': said } })).toMatchObject({
        why: 'unread',
      });
    }
  });
});

describe('node', () => {
  it('is asked for its version', async () => {
    const script = { '/opt/bin/node --version': 'v22.21.0\n' };
    expect(await find('node', { '/opt/bin/node': program }, { script, path: '/opt/bin' })).toMatchObject({
      value: { version: '22.21.0' },
    });
  });

  it('is not asked when it is this very program', async () => {
    const folder = process.execPath.slice(0, process.execPath.lastIndexOf('/'));
    expect(await find('node', { [process.execPath]: program }, { path: folder })).toMatchObject({
      value: { client: 'node', version: process.versions.node, path: process.execPath },
    });
  });
});

describe('requests', () => {
  const dist = (folder: string, version: string) => ({
    [`${folder}/requests-${version}.dist-info/METADATA`]: '',
  });
  const debian = {
    '/usr/bin/python3': program,
    '/usr/bin/python3.11': program,
    '/usr/lib/python3.11/os.py': '',
    '/usr/lib/python3/dist-packages/requests-2.28.1.egg-info/PKG-INFO': '',
    '/usr/lib/python3/dist-packages/requests_toolbelt-1.0.0.dist-info/METADATA': '',
  };
  /** What was found, or why nothing was. */
  const version = async (tree: Parameters<typeof find>[1], more: Parameters<typeof find>[2] = {}) => {
    const state = await find('requests', tree, more);
    return state?.kind === 'known' ? state.value : state;
  };

  it('of Debian is in dist-packages, and nothing is started to find it', async () => {
    expect(await version(debian)).toMatchObject({ version: '2.28.1', path: '/usr/bin/python3' });
  });

  it('of the user, and of PYTHONPATH, comes before the system’s', async () => {
    const user = { ...debian, ...dist('/home/me/.local/lib/python3.11/site-packages', '2.31.0') };
    expect(await version(user, { env: { HOME: '/home/me' } })).toMatchObject({ version: '2.31.0' });
    const both = { ...user, ...dist('/opt/lib', '2.34.2') };
    expect(await version(both, { env: { HOME: '/home/me', PYTHONPATH: '/opt/lib' } })).toMatchObject({
      version: '2.34.2',
    });
  });

  it('of a virtual environment is the only one, unless it shares the system’s', async () => {
    const venv = {
      ...debian,
      '/venv/bin/python3': program,
      '/venv/pyvenv.cfg': 'home = /usr/bin\ninclude-system-site-packages = false\n',
      '/venv/lib/python3.11/site-packages/pip/x': '',
    };
    expect(await version(venv, { path: '/venv/bin:/usr/bin' })).toMatchObject({ why: 'missing-tool' });
    const sharing = { ...venv, '/venv/pyvenv.cfg': 'home = /usr/bin\ninclude-system-site-packages = true\n' };
    expect(await version(sharing, { path: '/venv/bin' })).toMatchObject({
      version: '2.28.1',
      path: '/venv/bin/python3',
    });
    const own = { ...venv, ...dist('/venv/lib/python3.11/site-packages', '2.32.3') };
    expect(await version(own, { path: '/venv/bin' })).toMatchObject({ version: '2.32.3' });
  });

  it('behind pyenv’s shim is that of the version which the shim would start', async () => {
    const pyenv = {
      ...debian,
      '/root/.pyenv/shims/python3': program,
      '/root/.pyenv/version': '3.12.1\n',
      '/root/.pyenv/versions/3.12.1/bin/python3': program,
      '/root/.pyenv/versions/3.12.1/lib/python3.12/os.py': '',
      ...dist('/root/.pyenv/versions/3.12.1/lib/python3.12/site-packages', '2.34.2'),
    };
    const path = '/root/.pyenv/shims:/usr/bin';
    expect(await version(pyenv, { path })).toMatchObject({
      version: '2.34.2',
      path: '/root/.pyenv/versions/3.12.1/bin/python3',
    });
    expect(await version(pyenv, { path, env: { PYENV_VERSION: 'system' } })).toMatchObject({
      path: '/usr/bin/python3',
    });
  });

  it('needs Python, and says which of the two is missing', async () => {
    expect(await version({})).toMatchObject({ hint: { program: 'python3' } });
    expect(await version({ '/usr/bin/python3': program })).toMatchObject({
      hint: { program: 'python3-requests' },
    });
  });
});

describe('another client', () => {
  it('is not modelled', async () => expect(await find('lynx', {})).toMatchObject({ why: 'not-modelled' }));
});

describe('httpx and aiohttp', () => {
  const DIST = '/usr/lib/python3/dist-packages';
  const python = { '/usr/bin/python3': program, '/usr/lib/python3.11/os.py': '' };

  it('are found as requests is, with the optional packages that are missing beside them', async () => {
    const tree = {
      ...python,
      [`${DIST}/httpx-0.23.3.egg-info/PKG-INFO`]: '',
      [`${DIST}/aiohttp-3.8.4.egg-info/PKG-INFO`]: '',
      [`${DIST}/requests-2.28.1.egg-info/PKG-INFO`]: '',
      [`${DIST}/PySocks-1.7.1-py3.11.egg-info/PKG-INFO`]: '',
    };
    expect(await find('httpx', tree)).toMatchObject({ value: { version: '0.23.3', without: ['socksio'] } });
    expect(await find('requests', tree)).toMatchObject({ value: { version: '2.28.1', without: [] } });
    for (const client of ['aiohttp', 'aiohttp-trust-env']) {
      expect(await find(client, tree)).toMatchObject({ value: { client, version: '3.8.4', without: [] } });
    }
  });

  it('of httpx and httpx2 the first is meant, where there is one', async () => {
    const next = { ...python, [`${DIST}/httpx2-2.13.1.dist-info/METADATA`]: '' };
    const both = { ...next, [`${DIST}/httpx-0.28.1.dist-info/METADATA`]: '' };
    expect(await find('httpx', next)).toMatchObject({ value: { version: '2.13.1' } });
    expect(await find('httpx', both)).toMatchObject({ value: { version: '0.28.1' } });
  });
});
