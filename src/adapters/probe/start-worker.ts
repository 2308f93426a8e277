import type { ChildProcess } from 'node:child_process';
import type { Answer, Question } from '../../domain/facts/observation.ts';
import type { Result } from '../../domain/facts/result.ts';
import { fail, succeed } from '../../domain/facts/result.ts';
import { toolPath } from '../exec/tool-path.ts';
import type { Limits } from './limits.ts';
import { readLines } from './read-lines.ts';
import type { WorkerReply, WorkerRequest, WorkerUser } from './worker-protocol.ts';

export interface WorkerOptions {
  /** The bundled worker. */
  readonly path: string;
  /** `/run/netns/web`, `/proc/4711/ns/net`; absent for this process's own namespace. */
  readonly netnsPath?: string;
  readonly user: WorkerUser;
  readonly limits: Limits;
}

export interface Worker {
  readonly ask: (question: Question) => Promise<Answer>;
  /** It answers no more: it was killed, or stuck and stopped. */
  readonly hasEnded: () => boolean;
  readonly close: () => void;
}

export type WorkerProblem = 'denied' | 'missing-tool';

/** What a worker that died has left unanswered. */
const LOST: Answer = { kind: 'not-askable', why: 'unsupported' };

/** Beyond its own limits, or before it has said that it started, a worker is stopped or stuck. */
const GRACE_MS = 5_000;

/** Starts a worker and waits until it is who it shall be. */
export const startWorker = async (options: WorkerOptions): Promise<Result<Worker, WorkerProblem>> => {
  const { spawn } = await import('node:child_process');
  const { path, netnsPath, user } = options;
  const node = [process.execPath, path, String(user.uid), String(user.gid)];
  const [program = '', ...argv] = netnsPath === undefined ? node : ['nsenter', `--net=${netnsPath}`, ...node];
  const child = spawn(program, argv, {
    cwd: '/',
    // Nothing of root's environment: not its proxy, not its NODE_OPTIONS.
    env: { PATH: toolPath(true, undefined), LC_ALL: 'C' },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  return awaitStart(child, options.limits);
};

const awaitStart = (child: ChildProcess, limits: Limits): Promise<Result<Worker, WorkerProblem>> =>
  new Promise((resolve) => {
    const waiting = new Map<number, (answer: Answer) => void>();
    const close = (): void => {
      child.stdin?.destroy();
      child.kill('SIGKILL');
    };
    const timer = setTimeout(close, GRACE_MS);
    const lose = (): void => {
      clearTimeout(timer);
      for (const answer of waiting.values()) answer(LOST);
      waiting.clear();
      resolve(fail('denied'));
    };
    const take = (reply: WorkerReply): void => {
      if (reply.kind === 'answered') {
        waiting.get(reply.id)?.(reply.answer);
        waiting.delete(reply.id);
      } else if (reply.isDropped) {
        clearTimeout(timer);
        resolve(
          succeed({
            ask: asker(child, waiting, limits, close),
            hasEnded: () => hasEnded(child),
            close,
          }),
        );
      }
    };
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve(fail('code' in error && error.code === 'ENOENT' ? 'missing-tool' : 'denied'));
    });
    child.on('close', lose);
    // A write to a worker that died is seen by its close.
    child.stdin?.on('error', () => undefined);
    if (child.stdout !== null) {
      readLines(child.stdout, (line) => {
        const reply = readReply(line);
        if (reply === undefined) close();
        else take(reply);
      });
    }
  });

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null;

const asker = (
  child: ChildProcess,
  waiting: Map<number, (answer: Answer) => void>,
  limits: Limits,
  close: () => void,
): Worker['ask'] => {
  let lastId = 0;
  return (question) =>
    new Promise((resolve) => {
      if (hasEnded(child)) return resolve(LOST);
      lastId += 1;
      const request: WorkerRequest = { id: lastId, question, limits };
      const timer = setTimeout(close, Math.max(limits.exchangeMs, limits.chatMs) + GRACE_MS);
      waiting.set(lastId, (answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
      child.stdin?.write(`${JSON.stringify(request)}\n`);
      return undefined;
    });
};

/** The worker has spoken with strangers, and is believed no more than they: what is no reply ends it. */
const readReply = (line: string): WorkerReply | undefined => {
  try {
    const reply: unknown = JSON.parse(line);
    return isReply(reply) ? reply : undefined;
  } catch {
    return undefined;
  }
};

const isReply = (value: unknown): value is WorkerReply => {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  if (value.kind === 'started') return 'isDropped' in value;
  return value.kind === 'answered' && 'id' in value && 'answer' in value && value.answer instanceof Object;
};
