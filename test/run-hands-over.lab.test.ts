import type { SpawnSyncReturns } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REPOSITORY } from './launcher-clone.ts';

const PATH = process.env['PATH'] ?? '/usr/bin:/bin';
const PROXY = { http_proxy: 'http://192.0.2.1:3128' };
/** The built Tongtu, apart from its source: an edit meanwhile changes no test. */
let home = '';
let tongtu = '';

beforeAll(() => {
  const built = spawnSync(join(REPOSITORY, 'tongtu'), ['--version']);
  expect(built.status).toBe(0);
  home = mkdtempSync(join(tmpdir(), 'tongtu-run-'));
  for (const name of ['tongtu', 'dist'])
    cpSync(join(REPOSITORY, name), join(home, name), { recursive: true });
  tongtu = join(home, 'tongtu');
}, 60_000);

afterAll(() => rmSync(home, { recursive: true, force: true }));

interface How {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly cwd?: string;
}

const start = (
  argv: readonly string[],
  { env = {}, input, cwd = home }: How = {},
): SpawnSyncReturns<Buffer> => {
  const [program = '', ...rest] = argv;
  return spawnSync(program, rest, {
    env: { PATH, ...env },
    cwd,
    maxBuffer: 64_000_000,
    ...(input === undefined ? {} : { input }),
  });
};

const run = (args: readonly string[], how?: How): SpawnSyncReturns<Buffer> =>
  start([tongtu, 'run', ...args], how);

const outOf = (args: readonly string[], how?: How): string => run(args, how).stdout.toString();

/** A file to run, by its name in the test's own folder. */
const program = (name: string, text: string, mode = 0o755): string => {
  const path = join(home, name);
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
};

describe('the command', () => {
  it('ends with its own code, each of them', () => {
    const codes = Array.from({ length: 256 }, (_, code) => code).filter((code) => code < 4 || code > 122);
    expect(codes.map((code) => run(['--', 'sh', '-c', `exit ${code}`]).status)).toEqual(codes);
  }, 60_000);

  it.each(['SIGTERM', 'SIGKILL', 'SIGINT', 'SIGSEGV'] as const)('that %s ends was ended by it', (signal) => {
    const { status, signal: by } = run([
      '--',
      'sh',
      '-c',
      `ulimit -c 0; kill -${constants.signals[signal]} $$`,
    ]);
    expect({ status, by }).toEqual({ status: null, by: signal });
  });

  it('is the process that was started: its pid is the one to signal', async () => {
    const child = spawn(
      tongtu,
      ['run', '--', 'sh', '-c', 'trap "echo heard; exit 7" USR1; echo $$; while :; do sleep 0.05; done'],
      {
        env: { PATH },
      },
    );
    let out = '';
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.stdout.on('data', (bytes) => {
      if (out === '') child.kill('SIGUSR1');
      out += bytes;
    });
    expect(await ended).toBe(7);
    expect(out).toBe(`${child.pid}\nheard\n`);
  });

  it('gets its arguments as they are, with or without --, also those that look like Tongtu’s', () => {
    const odd = ['--json', '--lang', 'fr', '-h', '', 'a b', '$(id)', '*', '\n', '--', 'é'];
    const show = ['sh', '-c', 'printf "<%s>" "$@"', 'sh', ...odd];
    const expected = odd.map((word) => `<${word}>`).join('');
    expect(outOf(['--', ...show])).toBe(expected);
    expect(outOf(show)).toBe(expected);
    expect(start([tongtu, '--lang', 'zh', '--no-color', 'run', ...show]).stdout.toString()).toBe(expected);
  });

  it('reads what is given to it, and writes with nothing of Tongtu’s before it', () => {
    const { stdout, stderr } = run(['--', 'cat'], { input: 'hello\0\n', env: PROXY });
    expect([stdout.toString(), stderr.toString()]).toEqual(['hello\0\n', '']);
  });

  it.each([
    ['3<hosts', 'cat <&3', '1'],
    ['4<hosts', 'cat <&4', '1'],
    ['9<hosts', 'cat <&9', '1'],
    ['3<hosts 4<hosts 10<hosts', 'cat <&4', '1'],
    ['>&-', 'echo x 2>&- || exit 9', '0'],
    ['<&-', 'read x || echo closed', '1'],
  ])('keeps its descriptors: %s', (redirections, script, lines) => {
    writeFileSync(join(home, 'hosts'), 'one line\n');
    const line = `"$0" run -- sh -c '${script}' ${redirections}`;
    const { stdout, status } = start(['bash', '-c', line, tongtu]);
    const expected = lines === '0' ? { lines: 0, status: 9 } : { lines: 1, status: 0 };
    expect({ lines: stdout.toString().split('\n').length - 1, status }).toEqual(expected);
  });

  it('keeps what it shall ignore, its mask and its folder', () => {
    const script =
      'trap "" HUP INT; umask 027; cd /usr && exec "$0" run -- sh -c "grep SigIgn /proc/self/status; umask; pwd"';
    const { stdout } = start(['bash', '-c', script, tongtu]);
    expect(stdout.toString().replace(/\s+/g, ' ').trim()).toBe('SigIgn: 0000000000000003 0027 /usr');
  });

  it('has no other signal ignored: SIGPIPE ends it as it ends others', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is bash's own
    const { stdout } = start(['bash', '-c', '"$0" run -- yes | head -n 1; echo ${PIPESTATUS[0]}', tongtu]);
    expect(stdout.toString()).toBe('y\n141\n');
  });
});

describe('the environment', () => {
  const HOSTILE: Readonly<Record<string, string>> = {
    NEWLINE: 'a\nset EVIL=1\ngo',
    QUOTES: `'"\`$(touch ${tmpdir()}/tongtu-evil)\\`,
    EMPTY: '',
    HOME: '/h',
    NODE_OPTIONS: '--no-such-option',
    NODE_USE_ENV_PROXY: '1',
    NODE_EXTRA_CA_CERTS: '/nonexistent',
    PWD: '/nonsense',
    // What the launcher might use for itself.
    ...{ self: '1', home: '2', target: '3', sources: '4', stamp: '5', line: '6', plan: '7', name: '8' },
    LC_ALL: 'C',
  };

  const environmentOf = (how: How, args: readonly string[] = []): Map<string, string> => {
    const parts = run([...args, '--', 'env', '-0'], how)
      .stdout.toString('latin1')
      .split('\0')
      .filter(Boolean);
    return new Map(
      parts.map((part) => [part.slice(0, part.indexOf('=', 1)), part.slice(part.indexOf('=', 1) + 1)]),
    );
  };

  it('is the same, byte for byte, where no proxy is set', () => {
    const expected = new Map(Object.entries({ PATH, ...HOSTILE }));
    const found = environmentOf({ env: HOSTILE });
    expect(new Map([...found].sort())).toEqual(new Map([...expected].sort()));
  });

  it('is empty where it was: nothing of the shell’s own is left in it', () => {
    const { stdout } = start(['env', '-i', tongtu, 'run', '--', 'env']);
    expect(stdout.toString()).toBe('');
  });

  it('differs in both exception lists where one is', () => {
    const found = environmentOf({ env: { ...HOSTILE, ...PROXY, no_proxy: 'a.test' } });
    expect([...found.keys()].sort()).toEqual(
      ['PATH', ...Object.keys(HOSTILE), 'http_proxy', 'no_proxy', 'NO_PROXY'].sort(),
    );
    expect(found.get('NO_PROXY')).toMatch(/^a\.test,127\.0\.0\.1,localhost,::1,/);
    expect(found.get('no_proxy')).toBe(found.get('NO_PROXY'));
  });

  it('keeps bytes that are no UTF-8, in values and arguments', () => {
    const script = `B=$'\\xff\\xfe' exec "$0" run -- sh -c 'printf %s "$B$1" | od -An -tx1' sh $'\\xfd'`;
    const { stdout } = start(['bash', '-c', script, tongtu], { env: PROXY });
    expect(stdout.toString().trim()).toBe('ff fe fd');
  });

  it('keeps exported functions and names that are none to a shell, but shows no secret for it', () => {
    const odd = {
      'BASH_FUNC_module%%': '() {  echo loaded\n}',
      'spring.profile': 'x y',
      'spring.password': 'CANARY-hunter2',
    };
    const { stdout, stderr } = run(['--', 'env', '-0'], { env: odd });
    const found = stdout.toString().split('\0');
    expect(found).toContain(`BASH_FUNC_module%%=${odd['BASH_FUNC_module%%']}`);
    expect(found).toContain('spring.profile=x y');
    expect(stderr.toString()).toContain('spring.password');
    expect(stdout.toString() + stderr.toString()).not.toContain('CANARY');
  });

  it('may be large', () => {
    const many = Object.fromEntries(
      Array.from({ length: 5000 }, (_, index) => [`MANY_${index}`, 'v'.repeat(20)]),
    );
    const found = environmentOf({ env: { ...many, LONG: 'x'.repeat(100_000), ...PROXY } });
    expect(found.size).toBe(5000 + 5);
    expect(found.get('LONG')?.length).toBe(100_000);
  });

  it('has the proxy for this command, and nowhere else its password', () => {
    const secret = 'CANARY-pw';
    const proxy = `http://me:${secret}@proxy.test:3128`;
    const all = environmentOf({ env: { all_proxy: 'http://old.test:1' } }, ['--proxy', proxy]);
    for (const name of ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'all_proxy']) {
      expect(all.get(name)).toBe(proxy);
    }
    expect(
      outOf([
        '--proxy',
        proxy,
        '--',
        'sh',
        '-c',
        'tr "\\0" " " </proxy/self/cmdline 2>&1; cat /proc/$$/cmdline',
      ]),
    ).not.toContain(secret);
    const shows = [['--show'], ['--show', '--json']].map((flags) =>
      run([...flags, '--proxy', proxy, '--', 'curl'], { env: { http_proxy: proxy } }),
    );
    const fails = [
      run(['--proxy', `socks5://me:${secret}@h:1`, 'wget']),
      run(['--proxy', `what://me:${secret}@h:1`, 'true']),
      run(['--proxy', `http://me:${secret}@h:1/x`, '--json', 'true']),
      run(['--proxy', proxy, 'no-such-command']),
    ];
    for (const { stdout, stderr } of [...shows, ...fails])
      expect(stdout.toString() + stderr.toString()).not.toContain(secret);
    expect(shows.map(({ status }) => status)).toEqual([0, 0]);
    expect(fails.map(({ status }) => status)).toEqual([125, 125, 125, 127]);
  });
});

describe('what cannot be run', () => {
  it('is told with 125 to 127, on stderr alone', () => {
    const plain = program('plain', 'x', 0o644);
    const cases: readonly (readonly [number, readonly string[]])[] = [
      [127, ['no-such-command']],
      [127, ['./no-such-file']],
      [127, ['']],
      [126, ['/']],
      [126, [plain]],
      [125, []],
      [125, ['--no-such-option', 'true']],
      [125, ['--proxy']],
      [125, ['--as', 'curl', '--', 'true']],
    ];
    for (const [code, args] of cases) {
      const { status, stdout, stderr } = run(args);
      expect([args, status, stdout.toString()]).toEqual([args, code, '']);
      expect(stderr.toString()).toMatch(/^tongtu: .+\n$/);
    }
  });

  it('is not a script without a first line, a relative path, or a name like an option', () => {
    program('bare', 'echo "bare $1"');
    program('-odd', '#!/bin/sh\necho "odd $1"');
    program('a=b', '#!/bin/sh\necho "equals $1"');
    const how = { env: { PATH: `${home}:${PATH}` } };
    expect(outOf(['./bare', 'x'])).toBe('bare x\n');
    expect(outOf(['--', '-odd', 'x'], how)).toBe('odd x\n');
    expect(outOf(['a=b', 'x'], how)).toBe('equals x\n');
  });

  it('is told where node is not there', () => {
    mkdirSync(join(home, 'empty'), { recursive: true });
    expect(
      start(['/bin/sh', tongtu, 'run', '--', '/bin/true'], { env: { PATH: join(home, 'empty') } }).status,
    ).toBe(125);
    expect(start(['/bin/sh', tongtu, 'doctor'], { env: { PATH: join(home, 'empty') } }).status).toBe(2);
  });
});

describe('another shell as /bin/sh', () => {
  it('does the same', () => {
    const env = { ...PROXY, 'A.B': '1', NODE_OPTIONS: '--bad', PWD: '/x' };
    const { stdout, status } = start(
      ['bash', '--posix', tongtu, 'run', '--', 'sh', '-c', 'echo "$no_proxy $NODE_OPTIONS"; exit 5'],
      { env },
    );
    expect(stdout.toString()).toMatch(/^127\.0\.0\.1,localhost,::1,.* --bad\n$/);
    expect(status).toBe(5);
  });
});

/** A person at a terminal: types at what is running, and tells what came back. */
const AT_TERMINAL = `
import os, pty, sys, time, select
pid, fd = pty.fork()
if pid == 0:
    os.execvp(sys.argv[1], sys.argv[1:])
script = [tuple(step.split('=>')) for step in os.environ['STEPS'].split('|')]
seen = ''
for expected, keys in script:
    while expected not in seen:
        ready, _, _ = select.select([fd], [], [], 20)
        if not ready: print('waited for', repr(expected), 'and saw', repr(seen)); sys.exit(99)
        try: seen += os.read(fd, 4096).decode()
        except OSError: break
    seen = seen[seen.find(expected) + len(expected):]
    os.write(fd, keys.encode().decode('unicode_escape').encode())
_, status = os.waitpid(pid, 0)
print(os.waitstatus_to_exitcode(status))
`;

describe('at a terminal', () => {
  const type = (steps: string, argv: readonly string[]): string => {
    const { stdout, stderr } = start(['python3', '-c', AT_TERMINAL, ...argv], {
      env: { ...PROXY, STEPS: steps },
    });
    return stdout.toString().trim() + stderr.toString();
  };

  it('the command has it, with its size', () => {
    const script = 'test -t 0 && test -t 1 && test -t 2 && stty rows 33 cols 99 && stty size; read x; exit 3';
    expect(type('33 99=>\\n', [tongtu, 'run', '--', 'sh', '-c', script])).toBe('3');
  });

  it('Ctrl-C is the command’s to decide on', () => {
    const deaf = 'trap "echo caught" INT; echo ready; read x; read y; exit 4';
    expect(type('ready=>\\x03|caught=>\\n\\n\\n', [tongtu, 'run', '--', 'bash', '-c', deaf])).toBe('4');
    expect(type('ready=>\\x03', [tongtu, 'run', '--', 'sh', '-c', 'echo ready; exec sleep 60'])).toBe('-2');
  });

  it('Ctrl-Z stops it and fg goes on', () => {
    const command = `${tongtu} run -- sh -c 'echo re""ady; read x; echo went"" on $x; exit 6'`;
    const steps = [
      ['bash-', `${command}\\n`],
      ['ready', '\\x1a'],
      ['Stopped', 'fg\\n'],
      ['run --', 'there\\n'],
      ['went on there', 'echo code $?\\n'],
      ['code 6', 'exit 8\\n'],
    ];
    const shell = ['bash', '--norc', '--noprofile', '-i'];
    expect(type(steps.map((step) => step.join('=>')).join('|'), shell)).toBe('8');
  });
});

describe('a command that goes into the background', () => {
  it('lives on, and nobody waits for it', () => {
    const file = join(home, 'daemon');
    const { status } = run(['--', 'sh', '-c', `(sleep 0.2; echo lived >${file}) >/dev/null 2>&1 & exit 0`]);
    expect(status).toBe(0);
    return expect.poll(() => readOrEmpty(file), { timeout: 10_000 }).toBe('lived\n');
  });
});

const readOrEmpty = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};
