import { isIP } from 'node:net';
import type { Answer } from '../../domain/facts/observation.ts';
import type { ProbeContext } from './context.ts';
import { elapsed } from './context.ts';
import { parsePing } from './parse-ping.ts';
import type { EchoQuestion } from './questions.ts';

/** Node has no raw sockets, so the system's ping asks. */
export const askEcho = async ({ address }: EchoQuestion, context: ProbeContext): Promise<Answer> => {
  // Anything else would be an option or a name to ping.
  if (isIP(address) === 0) return { kind: 'not-askable', why: 'unsupported' };
  // Loaded late: few ask, and starting programs is a module of its own.
  const { localRunner } = await import('../exec/local-runner.ts');
  const startedAt = context.clock();
  const outcome = await localRunner(context.signal === undefined ? {} : { signal: context.signal }).run({
    argv: ['ping', '-c1', '-W1', '-n', address],
    timeoutMs: 3_000,
    maxOutputBytes: 16 * 1024,
  });
  const tookMs = elapsed(context, startedAt);
  switch (outcome.kind) {
    case 'exited':
      return parsePing({ code: outcome.code, text: `${outcome.stdout}\n${outcome.stderr}` }, tookMs);
    case 'missing':
      return { kind: 'not-askable', why: 'missing-tool' };
    case 'denied':
      return { kind: 'not-askable', why: 'denied' };
    default:
      return { kind: 'failed', failure: 'timed-out', tookMs };
  }
};
