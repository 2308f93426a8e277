import { describe, expect, it } from 'vitest';
import type { Outcome } from './command.ts';
import { namespaceRunner } from './namespace-runner.ts';
import { scriptedRunner } from './scripted-runner.ts';

const bounds = { timeoutMs: 1000, maxOutputBytes: 1000 };
const entering = (outcome: Outcome) =>
  namespaceRunner('/run/netns/web', scriptedRunner({ 'nsenter --net=/run/netns/web ip link': outcome })).run({
    argv: ['ip', 'link'],
    ...bounds,
  });

describe('namespaceRunner', () => {
  it('puts nsenter before the command and keeps its bounds and input', async () => {
    const outside = scriptedRunner({ 'nsenter --net=/run/netns/web ip -batch -': 'lines' });
    const outcome = await namespaceRunner('/run/netns/web', outside).run({
      argv: ['ip', '-batch', '-'],
      stdin: 'rule',
      ...bounds,
    });
    expect(outcome).toEqual({ kind: 'exited', code: 0, stdout: 'lines', stderr: '' });
    expect(outside.commands[0]).toEqual({
      argv: ['nsenter', '--net=/run/netns/web', 'ip', '-batch', '-'],
      stdin: 'rule',
      ...bounds,
    });
  });

  it('lets nsenter change the user, after the namespace is entered', async () => {
    const outside = scriptedRunner({});
    await namespaceRunner('/n', outside).run({ argv: ['id'], runAs: { uid: 1000, gid: 100 }, ...bounds });
    expect(outside.commands[0]?.argv).toEqual(['nsenter', '--net=/n', '--setuid=1000', '--setgid=100', 'id']);
    expect(outside.commands[0]?.runAs).toBeUndefined();
  });

  it('tells a missing program from a missing nsenter', async () => {
    const stderr = 'nsenter: failed to execute ip: No such file or directory\n';
    expect(await entering({ kind: 'exited', code: 127, stdout: '', stderr })).toEqual({
      kind: 'missing',
      program: 'ip',
    });
    expect(await entering({ kind: 'missing', program: 'nsenter' })).toEqual({
      kind: 'missing',
      program: 'nsenter',
    });
  });

  it('says denied when the namespace may not be entered', async () => {
    const stderr = "nsenter: reassociate to namespace 'ns/net' failed: Operation not permitted\n";
    expect(await entering({ kind: 'exited', code: 1, stdout: '', stderr })).toEqual({ kind: 'denied' });
  });

  it("leaves the program's own failures alone", async () => {
    const failed: Outcome = { kind: 'exited', code: 1, stdout: '', stderr: 'Cannot find device\n' };
    expect(await entering(failed)).toEqual(failed);
  });
});
