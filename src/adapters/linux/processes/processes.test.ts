import { describe, expect, it } from 'vitest';
import { fakeFiles } from '../fake-files.ts';
import type { Files } from '../files.ts';
import { noteAt } from '../reading.ts';
import { environmentReadings, MOST_ENVIRONMENTS } from './environment-readings.ts';
import { ancestors, findConsumer } from './find-consumer.ts';
import { listPids } from './list-pids.ts';
import { ownEnvironment } from './own-environment.ts';
import { readEnviron } from './read-environment.ts';
import { readProcess } from './read-process.ts';
import { isRelevant, isTelling, mayTell } from './relevant-variable.ts';
import { scanProcesses } from './scan-processes.ts';

const note = noteAt(new Date(0));
const secrets = {
  hideArgv: (argv: readonly string[]) => argv.map((word) => word.replace('hunter2', '***1***')),
  hideVariable: (_: string, value: string) => value.replace('hunter2', '***1***'),
  scrub: (text: string) => text,
};
const stat = (name: string, parent: number, ticks: number): string =>
  `1 (${name}) S ${parent} ${'0 '.repeat(17)}${ticks} 0 0\n`;
const status = (uid: number): string =>
  `Uid:\t${uid}\t${uid}\t${uid}\t${uid}\nGid:\t${uid}\t${uid}\t${uid}\t${uid}\n`;
const process = (pid: number, name: string, parent: number, more: Readonly<Record<string, string>> = {}) =>
  Object.fromEntries(
    Object.entries({
      stat: stat(name, parent, pid * 10),
      status: status(1000),
      cmdline: `${name}\0`,
      environ: '',
      ...more,
    }).map(([file, text]) => [`/proc/${pid}/${file}`, text]),
  );

/** A process whose start time is another one each time that it is read. */
const changing = (files: Files): Files => {
  let ticks = 0;
  return {
    ...files,
    readText: (path) => {
      ticks += 1;
      return path.endsWith('/stat') ? { ok: true, value: stat('x', 1, ticks) } : files.readText(path);
    },
  };
};

describe('relevant variables', () => {
  it.each([
    ['http_proxy', 'http://h:1'],
    ['NO_PROXY', ''],
    ['Http_Proxy', 'h:1'],
    ['npm_config_https_proxy', 'http://h:1'],
    ['GLOBAL_AGENT_HTTP_PROXY', 'http://h:1'],
    ['OPENAI_BASE_URL', 'http://127.0.0.1:8000/v1'],
    ['OPENAI_API_BASE', 'https://h/v1'],
    ['OPENAI_API_BASE_URLS', 'http://a:1/v1;http://b:2/v1'],
    ['OLLAMA_HOST', '0.0.0.0:11434'],
    ['HF_ENDPOINT', 'https://hf-mirror.example'],
  ])('%s=%s tells, and the cheap test lets it pass', (name, value) => {
    expect(isTelling(name, value)).toBe(true);
    expect(mayTell(`A=b\0${name}=${value}\0`)).toBe(true);
  });

  it.each(['NODE_OPTIONS', 'NODE_USE_ENV_PROXY', 'REQUEST_METHOD', 'CURL_HOME', 'HOME'])(
    '%s is kept beside them',
    (name) => {
      expect([isRelevant(name, 'x'), isTelling(name, 'x')]).toEqual([true, false]);
    },
  );

  it.each([
    ['PATH', '/bin'],
    ['DATABASE_URL', 'postgres://u:hunter2@h/db'],
    ['DOCKER_HOST', 'unix:///var/run/docker.sock'],
    ['OPENAI_API_KEY', 'sk-hunter2'],
    ['AWS_SECRET_ACCESS_KEY', 'hunter2'],
  ])('%s=%s is not kept', (name, value) => expect(isRelevant(name, value)).toBe(false));
});

describe('scanProcesses', () => {
  const scan = (files: Files, isPrivileged = true) =>
    scanProcesses(
      files,
      listPids(files),
      { uid: 1000, isPrivileged, readsArguments: false, ownPid: 1 },
      undefined,
    );

  it('keeps the relevant variables of processes that tell, in their order', async () => {
    const files = fakeFiles({
      ...process(7, 'vllm', 1, { environ: 'HOME=/root\0PATH=/bin\0no_proxy=a\0http_proxy=http://h:1\0' }),
      ...process(8, 'bash', 1, { environ: 'HOME=/root\0LANG=C\0' }),
    });
    const { telling } = await scan(files);
    expect(telling).toEqual([
      {
        pid: 7,
        startTicks: 70,
        variables: [
          { name: 'HOME', value: '/root' },
          { name: 'no_proxy', value: 'a' },
          { name: 'http_proxy', value: 'http://h:1' },
        ],
      },
    ]);
  });

  it('leaves out processes that end while they are read', async () => {
    const files = fakeFiles({
      '/proc/7/cmdline': 'x',
      ...process(8, 'bash', 1),
      '/proc/8/ns/net': { link: 'net:[4026531840]' },
    });
    expect((await scan(files)).sights.map(({ pid }) => pid)).toEqual([8]);
  });

  it('counts denied environments, and to a user tries only their own', async () => {
    const tree = { ...process(7, 'sshd', 1, { environ: 'http_proxy=x\0' }) };
    expect((await scan(fakeFiles({ ...tree, '/proc/7/environ': { problem: 'denied' } }))).denied).toEqual([
      7,
    ]);
    expect((await scan(fakeFiles(tree), false)).denied).toEqual([7]);
  });

  it('is torn about a process that is another one at each look', async () => {
    const files = changing(fakeFiles(process(7, 'x', 1, { environ: 'http_proxy=http://h:1\0' })));
    expect((await scan(files)).torn).toEqual([7]);
  });

  it('stops when it is told to', async () => {
    const files = fakeFiles(process(7, 'x', 1));
    const slow: Files = {
      ...files,
      list: (path) => files.list(path),
      readText: (path) => {
        const end = performance.now() + 6;
        while (performance.now() < end);
        return files.readText(path);
      },
    };
    const pids = Array.from({ length: 20 }, () => 7);
    await expect(
      scanProcesses(
        slow,
        pids,
        { uid: 0, isPrivileged: true, readsArguments: false, ownPid: 1 },
        AbortSignal.abort(),
      ),
    ).rejects.toThrow();
  });
});

describe('environmentReadings', () => {
  const scan = { sights: [], telling: [], denied: [], torn: [] };
  const variables = [{ name: 'http_proxy', value: 'http://me:hunter2@h:1' }];

  it('hides secrets, keeps the moment, and gives each to the node of its process', () => {
    const telling = [{ pid: 7, startTicks: 1, variables }];
    expect(environmentReadings({ ...scan, telling }, () => 'm:0/host', secrets, note)).toMatchObject([
      [
        'm:0/host',
        {
          kind: 'environment',
          key: '7',
          state: {
            value: { pid: 7, moment: 'as-started', variables: [{ value: 'http://me:***1***@h:1' }] },
            source: { what: '/proc/7/environ' },
          },
        },
      ],
    ]);
  });

  it('keeps those that were started last, and says how many are left out', () => {
    const telling = Array.from({ length: MOST_ENVIRONMENTS + 3 }, (_, index) => ({
      pid: index + 1,
      startTicks: 10_000 - index,
      variables,
    }));
    const readings = environmentReadings({ ...scan, telling }, () => 'm:0/host', secrets, note).map(
      ([, reading]) => reading,
    );
    expect(readings).toHaveLength(MOST_ENVIRONMENTS + 1);
    expect(readings[0]?.key).toBe('1');
    expect(readings.at(-1)).toMatchObject({ key: 'more', state: { why: 'not-asked', detail: '3' } });
  });

  it('says once a node that others were denied, and of each torn one that it is', () => {
    const readings = environmentReadings(
      { ...scan, denied: [3, 4], torn: [5] },
      () => 'm:0/host',
      secrets,
      note,
    );
    expect(readings.map(([, { key, state }]) => [key, state.kind === 'unknown' && state.why])).toEqual([
      ['5', 'torn'],
      ['others', 'denied'],
    ]);
  });
});

describe('readProcess', () => {
  it('reads a process, secrets and control characters taken from its command line', () => {
    const files = fakeFiles(
      process(7, 'a) b', 3, { cmdline: 'serve\0--key\0hunter2\0\u001b[31mred\0', status: status(33) }),
    );
    expect(readProcess(files, 7, secrets)).toEqual({
      pid: 7,
      parentPid: 3,
      uid: 33,
      gid: 33,
      name: 'a) b',
      argv: ['serve', '--key', '***1***', 'red'],
      startTicks: 70,
    });
  });

  it('leaves the command line out where it was denied, and is nothing for a process that has ended', () => {
    const files = fakeFiles({ ...process(7, 'x', 1), '/proc/7/cmdline': { problem: 'denied' } });
    expect(readProcess(files, 7, secrets)).not.toHaveProperty('argv');
    expect(readProcess(fakeFiles({}), 7, secrets)).toBeUndefined();
  });

  it('is nothing for a process that is another one at each look', () => {
    expect(readProcess(changing(fakeFiles(process(7, 'x', 1))), 7, secrets)).toBeUndefined();
  });
});

describe('readEnviron', () => {
  it('says torn, missing or denied', () => {
    expect(readEnviron(changing(fakeFiles(process(7, 'x', 1))), 7)).toEqual({ ok: false, problem: 'torn' });
    expect(readEnviron(fakeFiles({}), 7)).toEqual({ ok: false, problem: 'missing' });
    const denied = fakeFiles({ ...process(7, 'x', 1), '/proc/7/environ': { problem: 'denied' } });
    expect(readEnviron(denied, 7)).toEqual({ ok: false, problem: 'denied' });
  });
});

describe('ownEnvironment', () => {
  it('gives what the launcher kept its name back, in its place', () => {
    const env = { A: '1', TONGTU_KEPT_NODE_OPTIONS: '--no-warnings', http_proxy: 'x', GONE: undefined };
    expect(ownEnvironment(env)).toEqual([
      { name: 'A', value: '1' },
      { name: 'NODE_OPTIONS', value: '--no-warnings' },
      { name: 'http_proxy', value: 'x' },
    ]);
  });
});

describe('findConsumer', () => {
  const root = { pid: 50, uid: 0, gid: 0 };
  const sudoEnv = { SUDO_UID: '1000', SUDO_GID: '100', http_proxy: 'lost' };
  const here = (files: Files, env: Readonly<Record<string, string>>, self = root) =>
    findConsumer(files, self, { from: { kind: 'here' }, env });
  const environ = 'http_proxy=http://me:hunter2@h:1\0';

  it('here is this process with its own environment of now', () => {
    expect(here(fakeFiles({}), { http_proxy: 'x' }, { pid: 50, uid: 1000, gid: 100 })).toMatchObject({
      ok: true,
      value: {
        who: { pid: 50, uid: 1000, gid: 100, how: 'self' },
        moment: 'now',
        environ: { value: [{ value: 'x' }] },
      },
    });
  });

  it('under sudo is who called it, with the environment that sudo was started with', () => {
    const files = fakeFiles({
      ...process(50, 'node', 40),
      ...process(40, 'sudo', 30, { environ }),
      ...process(30, 'bash', 1),
    });
    expect(here(files, sudoEnv)).toMatchObject({
      value: {
        who: { pid: 40, uid: 1000, gid: 100, how: 'sudo' },
        moment: 'as-started',
        environ: { value: [{ name: 'http_proxy' }] },
      },
    });
  });

  it('takes the upper of the two processes of sudo with a terminal of its own', () => {
    const files = fakeFiles({
      ...process(50, 'node', 45, { cmdline: 'node\0' }),
      ...process(45, 'sh', 41, { cmdline: '/bin/sh\0./tongtu\0doctor\0' }),
      ...process(41, 'sudo', 40),
      ...process(40, 'sudo', 30, { environ }),
      ...process(30, 'bash', 1, { cmdline: '-bash\0' }),
    });
    expect(here(files, sudoEnv)).toMatchObject({ value: { who: { pid: 40, how: 'sudo' } } });
  });

  it('in a root shell that sudo opened is that shell’s', () => {
    const files = fakeFiles({
      ...process(50, 'node', 45),
      ...process(45, 'bash', 40, { cmdline: '-bash\0' }),
      ...process(40, 'sudo', 30, { environ }),
      ...process(30, 'bash', 1),
    });
    expect(here(files, sudoEnv)).toMatchObject({
      value: { who: { pid: 50, uid: 0, how: 'self' }, moment: 'now' },
    });
  });

  it('does not believe SUDO_UID where no sudo is above, or where it is no number', () => {
    expect(here(fakeFiles(process(50, 'node', 1)), sudoEnv)).toMatchObject({
      value: { who: { how: 'self' } },
    });
    const files = fakeFiles({ ...process(50, 'node', 40), ...process(40, 'sudo', 1) });
    expect(here(files, { ...sudoEnv, SUDO_UID: '-1' })).toMatchObject({ value: { who: { how: 'self' } } });
  });

  it('by pid is that process, and a problem where there is none', () => {
    const from = { kind: 'pid', pid: 7 } as const;
    expect(findConsumer(fakeFiles(process(7, 'vllm', 1)), root, { from, env: {} })).toMatchObject({
      value: { who: { pid: 7, uid: 1000, how: 'pid' }, moment: 'as-started' },
    });
    expect(findConsumer(fakeFiles({}), root, { from, env: {} })).toEqual({
      ok: false,
      problem: { kind: 'no-such-process', pid: 7 },
    });
  });
});

describe('ancestors', () => {
  it('are the parents, nearest first, and end where a process has ended or a circle would begin', () => {
    const files = fakeFiles({ ...process(50, 'a', 40), ...process(40, 'b', 30), ...process(30, 'c', 40) });
    expect(ancestors(files, 50)).toEqual([40, 30]);
    expect(ancestors(fakeFiles({}), 50)).toEqual([]);
  });
});
