import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { launcherClone, REPOSITORY, type Run, run, runtimePackages } from './launcher-clone.ts';
import { type LoopbackRegistry, loopbackRegistry } from './loopback-registry.ts';

const NOBODY = 65534;
/** What a first run installs. */
let packages: readonly string[];
let registry: LoopbackRegistry;
/** A clone that was installed and built; its source word is `first`. */
let prepared: string;
let first: Run;

const clone = (): string => {
  const root = launcherClone();
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  return root;
};

/** npm keeps its cache in HOME: one of the clone's own, so that every install asks the registry. */
const environment = (root: string, more: Record<string, string> = {}): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  HOME: join(root, '.home'),
  npm_config_registry: registry.url,
  ...more,
});

const tongtu = (root: string, more: Record<string, string> = {}): Promise<Run> =>
  run([join(root, 'tongtu'), 'one', '--two'], { env: environment(root, more) });

const readdirDeep = (root: string): string[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' }).map((name) => join(root, name));

beforeAll(async () => {
  packages = runtimePackages();
  registry = await loopbackRegistry(join(REPOSITORY, 'node_modules'), packages);
  prepared = launcherClone();
  mkdirSync(join(prepared, '.home'));
  first = await tongtu(prepared);
}, 60_000);

afterAll(() => {
  registry?.close();
  if (prepared !== undefined) rmSync(prepared, { recursive: true, force: true });
});

describe('the first run', () => {
  it('installs, builds, says both on stderr, and does what was asked', () => {
    expect(packages).toContain('esbuild');
    expect(first.err).toContain(`${packages.length} npm packages are missing (@esbuild/`);
    expect(first.err).toContain('npm ci');
    expect(first.err).toContain('building');
    expect(JSON.parse(first.out)).toEqual({ word: 'first', argv: ['one', '--two'], kept: {} });
    expect(first.code).toBe(0);
  });

  it('leaves only what git ignores', () => {
    expect(readdirSync(join(prepared, '.tongtu-install'))).toEqual([]);
    expect(readdirSync(prepared).sort()).toEqual([
      '.home',
      '.npmrc',
      '.tongtu-install',
      'dist',
      'node_modules',
      'package-lock.json',
      'package.json',
      'scripts',
      'src',
      'tongtu',
    ]);
  });

  it('speaks Chinese where the locale does', async () => {
    const root = clone();
    const { err } = await tongtu(root, { LANG: 'zh_CN.UTF-8', PATH: '/nonexistent' });
    expect(err).toContain('找不到 node');
  });
});

describe('a later run', () => {
  it('is silent', async () => {
    expect(await tongtu(prepared)).toEqual({ code: 0, out: first.out, err: '' });
  });

  it('is found through relative and absolute symbolic links and through PATH', async () => {
    const bin = join(prepared, '.home', 'bin');
    mkdirSync(bin);
    symlinkSync('../../tongtu', join(bin, 'relative'));
    symlinkSync(join(bin, 'relative'), join(bin, 'tt'));
    const { out } = await run(['/bin/sh', '-c', 'tt one --two'], {
      env: environment(prepared, { PATH: `${bin}:${process.env['PATH']}` }),
    });
    expect(out).toBe(first.out);
  });

  it('survives Node settings that would end every Node process, and hands them on as facts', async () => {
    const poison = {
      NODE_OPTIONS: '--require=/nonexistent.js',
      NODE_USE_ENV_PROXY: '1',
      NODE_EXTRA_CA_CERTS: '/nonexistent.pem',
    };
    const { out, err } = await tongtu(prepared, { ...poison, TONGTU_KEPT_NODE_OPTIONS: 'of an outer run' });
    expect(JSON.parse(out).kept).toEqual(
      Object.fromEntries(Object.entries(poison).map(([name, value]) => [`TONGTU_KEPT_${name}`, value])),
    );
    expect(err).toBe('');
  });

  it('runs from a folder that this user cannot write, whose build is older than the source', async () => {
    utimesSync(join(prepared, 'src/cli/word.ts'), new Date(), new Date());
    const { out, err, code } = await run([join(prepared, 'tongtu'), 'one', '--two'], {
      env: environment(prepared),
      uid: NOBODY,
    });
    expect({ out, code }).toEqual({ out: first.out, code: 0 });
    expect(err).toContain('older build');
  });
});

describe('a build', () => {
  const word = async (root: string): Promise<{ word: string; built: boolean }> => {
    const { out, err } = await tongtu(root);
    return { word: JSON.parse(out).word, built: err.includes('building') };
  };

  it('follows the source: a changed, an added and a removed file, but no test', async () => {
    await word(prepared);
    writeFileSync(join(prepared, 'src/cli/word.ts'), "export const word = 'second';");
    expect(await word(prepared)).toEqual({ word: 'second', built: true });
    expect(await word(prepared)).toEqual({ word: 'second', built: false });
    mkdirSync(join(prepared, 'src/a/b/c/d'), { recursive: true });
    writeFileSync(join(prepared, 'src/a/b/c/d/deep.ts'), "export const word = 'deep';");
    writeFileSync(join(prepared, 'src/cli/word.ts'), "export { word } from '../a/b/c/d/deep.ts';");
    writeFileSync(join(prepared, 'src/cli/word.test.ts'), '');
    expect(await word(prepared)).toEqual({ word: 'deep', built: true });
    writeFileSync(join(prepared, 'src/cli/word.test.ts'), 'it changes');
    expect(await word(prepared)).toEqual({ word: 'deep', built: false });
    writeFileSync(join(prepared, 'src/a/b/c/d/deep.ts'), "export const word = 'deeper';");
    expect(await word(prepared)).toEqual({ word: 'deeper', built: true });
    rmSync(join(prepared, 'src/cli/word.test.ts'));
    expect((await word(prepared)).built).toBe(true);
    expect((await word(prepared)).built).toBe(false);
  });

  it('comes with code that this V8 takes', () => {
    const builds = readdirDeep(join(prepared, 'dist')).filter((path) => path.endsWith('/places.json'));
    const parts = builds.flatMap((path) => {
      const bytes = readFileSync(join(dirname(path), 'parts'));
      const places: Readonly<Record<string, readonly [at: number, code: number, text: number]>> = JSON.parse(
        readFileSync(path, 'utf8'),
      );
      return Object.entries(places).map(([name, [at, code, text]]) => ({
        name,
        cachedData: bytes.subarray(at, at + code),
        text: bytes.toString('utf8', at + code, at + code + text),
      }));
    });
    expect(parts.length).toBeGreaterThan(0);
    const refused = parts.filter(
      ({ cachedData, text }) => new Script(text, { cachedData }).cachedDataRejected !== false,
    );
    expect(refused).toEqual([]);
  });

  it('is made once, not for ever, when a file comes from the future', async () => {
    const tomorrow = new Date(Date.now() + 86_400_000);
    utimesSync(join(prepared, 'src/cli/word.ts'), tomorrow, tomorrow);
    expect((await word(prepared)).built).toBe(true);
    expect((await word(prepared)).built).toBe(false);
    utimesSync(join(prepared, 'src/cli/word.ts'), new Date(), new Date());
    rmSync(join(prepared, 'dist'), { recursive: true });
    expect((await word(prepared)).built).toBe(true);
  });

  it('that fails says so and leaves the last good one in place', async () => {
    writeFileSync(join(prepared, 'src/cli/word.ts'), 'export const word = ;');
    const { code, out, err } = await tongtu(prepared);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/could not build: .*\n?.*word\.ts/);
    expect(existsSync(join(prepared, 'dist/tongtu.cjs'))).toBe(true);
    expect(readdirSync(join(prepared, '.tongtu-install'))).toEqual([]);
    writeFileSync(join(prepared, 'src/cli/word.ts'), "export const word = 'first';");
    expect((await word(prepared)).word).toBe('first');
  });
});

describe('first runs at the same time', () => {
  it('install once: one waits for the other', async () => {
    const root = clone();
    const before = registry.sent.length;
    const runs = await Promise.all([tongtu(root), tongtu(root), tongtu(root)]);
    expect(runs.map(({ out, code }) => ({ out, code }))).toEqual(Array(3).fill({ out: first.out, code: 0 }));
    expect(runs.filter(({ err }) => err.includes('waiting')).length).toBe(2);
    expect(registry.sent.slice(before).sort()).toEqual([...packages].sort());
  });

  it('take over the lock and the litter of a process that is gone', async () => {
    const root = clone();
    const gone = await run(['/bin/sh', '-c', 'echo $$'], { env: environment(root) });
    const scratch = join(root, '.tongtu-install');
    mkdirSync(join(scratch, 'lock'), { recursive: true });
    writeFileSync(join(scratch, 'lock/holder'), `${gone.out.trim()} 12345`);
    mkdirSync(join(scratch, `work-${gone.out.trim()}-0/node_modules`), { recursive: true });
    expect((await tongtu(root)).code).toBe(0);
    expect(readdirSync(scratch)).toEqual([]);
  });

  it('do not mistake a new process with an old pid for the one that took the lock', async () => {
    const root = clone();
    mkdirSync(join(root, '.tongtu-install/lock'), { recursive: true });
    writeFileSync(join(root, '.tongtu-install/lock/holder'), `${process.pid} 1`);
    expect((await tongtu(root)).code).toBe(0);
  });
});

describe('an install that is stopped', () => {
  it('leaves nothing, and the next run starts anew', async () => {
    const root = clone();
    registry.isSilent = true;
    const stopped = await run([join(root, 'tongtu')], {
      env: environment(root),
      whenSaid: { text: 'npm ci', act: (pid) => setTimeout(() => process.kill(-pid, 'SIGINT'), 300) },
    });
    registry.isSilent = false;
    expect(stopped.code).toBe(130);
    expect(existsSync(join(root, 'node_modules'))).toBe(false);
    expect(readdirSync(join(root, '.tongtu-install'))).toEqual([]);
    expect((await tongtu(root)).code).toBe(0);
  });
});

describe('an install through a proxy that is down', () => {
  /** A port of this machine on which nothing listens any more. */
  const deadPort = (): Promise<number> =>
    new Promise((resolve) => {
      const server = createServer().listen(0, '127.0.0.1', () => {
        const address = server.address();
        server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
      });
    });

  it('names the variables without their password and says what to try', async () => {
    const root = clone();
    const proxy = `http://me:hunter2@127.0.0.1:${await deadPort()}`;
    const { code, out, err } = await tongtu(root, { https_proxy: proxy, HTTP_PROXY: proxy });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/https_proxy=http:\/\/\*\*\*@127\.0\.0\.1:\d+ +cannot be reached \(ECONNREFUSED\)/);
    expect(err).toContain('env -u https_proxy -u HTTP_PROXY ./tongtu');
    expect(err).not.toContain('hunter2');
    expect(existsSync(join(root, 'node_modules'))).toBe(false);
  }, 60_000);

  it('shows no password of a proxy that is no URL', async () => {
    const root = clone();
    const { code, err } = await tongtu(root, { HTTPS_PROXY: 'me:hunter2@127.0.0.1:9' });
    expect(code).toBe(2);
    expect(err).toMatch(/HTTPS_PROXY=\*\*\*@127\.0\.0\.1:9 +is no URL/);
    expect(err).not.toContain('hunter2');
  }, 60_000);

  it('finds the proxy of npm’s own settings too, in Chinese', async () => {
    const root = clone();
    mkdirSync(join(root, '.home'));
    writeFileSync(
      join(root, '.home/.npmrc'),
      `https-proxy=http://me:hunter2@127.0.0.1:${await deadPort()}\n`,
    );
    const { code, err } = await tongtu(root, { LC_ALL: 'zh_CN.UTF-8' });
    expect(code).toBe(2);
    expect(err).toContain('npm 经过了它自己设置里的代理');
    expect(err).not.toContain('hunter2');
  }, 60_000);
});

describe('root in a folder of another user', () => {
  it('leaves no file there that is not theirs', async () => {
    const root = clone();
    const chown = await run(['chown', '-R', `${NOBODY}:${NOBODY}`, root], { env: environment(root) });
    expect(chown.code).toBe(0);
    const { code, out } = await run([join(root, 'tongtu'), 'one', '--two'], {
      env: { ...environment(root), SUDO_UID: String(NOBODY), HOME: '/root' },
    });
    expect({ code, out }).toEqual({ code: 0, out: first.out });
    const files = readdirDeep(root);
    expect(files.length).toBeGreaterThan(40);
    expect(files.filter((path) => lstatSync(path).uid !== NOBODY)).toEqual([]);
  }, 60_000);
});

describe('a folder that cannot be written and has no build', () => {
  it('says so in a sentence', async () => {
    const root = clone();
    const { code, err } = await run([join(root, 'tongtu')], { env: environment(root), uid: NOBODY });
    expect(code).toBe(2);
    expect(err).toContain('cannot be written');
    expect(err).not.toContain(' at ');
  });
});

describe('a Node that is too old', () => {
  const check = `Object.defineProperty(process, 'versions', { value: { node: '18.19.0' } });
    require(${JSON.stringify(join(REPOSITORY, 'scripts/check-node.cjs'))});`;

  it.each([
    ['en_US.UTF-8', 'this Node.js is 18.19.0; Tongtu needs 20.19'],
    ['zh_CN.UTF-8', '这里的 Node.js 是 18.19.0'],
  ])('is told, %s', async (locale, words) => {
    const { code, err } = await run([process.execPath, '-e', check], {
      env: { LC_ALL: locale, TMPDIR: tmpdir() },
    });
    expect(code).toBe(2);
    expect(err).toContain(words);
  });
});
