import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Lab, LabMachine } from '../src/lab/build-network.ts';
import { labLacks } from '../src/lab/lab-lacks.ts';
import { PATH } from '../src/lab/places.ts';
import { serviceStart } from '../src/lab/programs/service.ts';
import { serviceCode } from '../src/lab/service-code.ts';
import { startProgram } from '../src/lab/start-program.ts';
import { GATE_PROXY, office, squid, vllm } from './office.ts';
import { openDesk } from './open-desk.ts';

// A watch of a real service: it stops and starts again while it is watched, and a Squid swallows what is asked of it.

const NETWORK = office({ desk: [vllm()], gate: [squid()] });
const URL_TEXT = 'http://127.0.0.1:8000/v1';
const TONGTU = '/run/tongtu-lab/tongtu/tongtu';

const lacks = labLacks([NETWORK], ['root']);

describe.skipIf(lacks.length > 0 && process.env['CI'] !== 'true')('a watch of a real service', () => {
  const children: ChildProcess[] = [];
  let lab: Lab;
  let desk: LabMachine;

  const start = (argv: readonly string[], env: Readonly<Record<string, string>> = {}) => {
    const [enter, ...entering] = desk.inside.enter;
    const child = spawn(enter, [...entering, ...argv], {
      cwd: '/',
      env: { PATH, HOME: '/root', LANG: 'C.UTF-8', TERM: 'xterm', ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    children.push(child);
    return child;
  };

  /** The rounds as they come, one object a line. */
  const watchThere = (env: Readonly<Record<string, string>>, ...args: readonly string[]) => {
    const child = start([TONGTU, 'doctor', URL_TEXT, '--watch', '--json', '--every', '1', ...args], env);
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const next = async () => {
      const { value, done } = await lines.next();
      return done === true ? undefined : JSON.parse(value);
    };
    /** The first round of which this holds; there are not endlessly many. */
    const until = async (holds: (round: { readonly works: boolean }) => boolean) => {
      for (let round = await next(); round !== undefined; round = await next())
        if (holds(round)) return round;
      throw new Error('no such round');
    };
    return { child, next, until };
  };

  beforeAll(async () => {
    ({ lab, desk } = await openDesk(NETWORK));
  }, 60_000);

  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  afterAll(() => lab?.close());

  it('measures what works, and what its process uses', async () => {
    const { child, next } = watchThere({}, '--rounds', '3');
    const rounds = [await next(), await next(), await next()];
    const [exit] = await once(child, 'exit');
    expect(exit).toBe(0);
    expect(rounds.map(({ round, works, status, tokens }) => [round, works, status, tokens])).toEqual([
      [1, true, 200, 8],
      [2, true, 200, 8],
      [3, true, 200, 8],
    ]);
    for (const { firstTokenMs, totalMs, tokensPerSecond } of rounds) {
      expect(firstTokenMs).toBeGreaterThan(0);
      expect(totalMs).toBeGreaterThan(firstTokenMs);
      expect(tokensPerSecond).toBeGreaterThan(0);
    }
    expect(rounds[2].usage).toMatchObject({ name: 'vllm', processes: 1, memory: { counts: 'rss' } });
    expect(rounds[2].usage.memory.bytes).toBeGreaterThan(1_000_000);
    expect(rounds[0].usage.cpuPercent).toBeNull();
    expect(rounds[2].usage.cpuPercent).toBeGreaterThanOrEqual(0);
    expect(rounds[2].summary).toMatchObject({ rounds: 3, broken: 0, errorRate: 0 });
  });

  it('says why while the service is stopped, and follows it to its next process', async () => {
    const { next, until, child } = watchThere({});
    const { usage } = await next();
    await once(start(['kill', String(usage.pid)]), 'exit');
    const broken = await until(({ works }) => !works);
    expect(broken).toMatchObject({ conclusion: 'broken', usage: null });
    expect(broken.findings.map(({ code }: { readonly code: string }) => code)).toEqual(['nothing-listening']);
    expect(await startProgram('desk', desk.inside, serviceStart(vllm(), serviceCode()))).toBeUndefined();
    const again = await until(({ works }) => works);
    expect(again.findings).toEqual([]);
    expect(again.usage.pid).not.toBe(usage.pid);
    expect(again.summary.broken).toBeGreaterThan(0);
    child.stdin.end();
  });

  it('names the proxy that answers instead, round by round', async () => {
    const { child, next } = watchThere({ http_proxy: GATE_PROXY }, '--rounds', '2', '--as', 'curl');
    const rounds = [await next(), await next()];
    const [exit] = await once(child, 'exit');
    expect(exit).toBe(1);
    for (const { works, status, findings, paths, usage } of rounds) {
      expect([works, status, paths[0].proxy]).toEqual([false, 503, GATE_PROXY]);
      expect(findings).toMatchObject([{ code: 'proxy-intercepts-local', proof: 'control-probe' }]);
      expect(usage).toMatchObject({ name: 'vllm' });
    }
  });

  it('is drawn in place on a terminal; Ctrl-C leaves it there, sums up and is no failure', async () => {
    const typed = start([
      'script',
      '-qec',
      `exec ${TONGTU} doctor ${URL_TEXT} --watch --every 1`,
      '/dev/null',
    ]);
    let shown = '';
    typed.stdout.on('data', (chunk: Buffer) => {
      const before = shown;
      shown += chunk.toString();
      // What a terminal sends for Ctrl-C.
      if (shown.includes('round 2 ·') && !before.includes('round 2 ·')) typed.stdin.write('\u0003');
    });
    const [exit] = await once(typed, 'exit');
    expect(exit).toBe(0);
    expect(shown).toContain(`✓ ${URL_TEXT} works`);
    // Over its own eight lines.
    expect(shown).toContain('\u001b[8A');
    expect(shown.trimEnd().split('\n').at(-1)).toMatch(/2 rounds in .* · none failed · first token p50/);
    // No other screen, and no cursor that would have to be shown again.
    expect(shown).not.toContain('\u001b[?');
  });
});
