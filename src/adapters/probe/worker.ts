/**
 * The prober's other process: started by root in a network namespace, it becomes the consumer, and only then asks. It is bundled into
 * one file, because the user that it becomes may not be able to read where Tongtu is installed. `worker.mjs UID GID`.
 */

import { createInterface } from 'node:readline';
import { monotonicMs } from '../exec/monotonic.ts';
import { answerQuestion } from './answer-question.ts';
import { dropRights } from './drop-rights.ts';
import type { WorkerReply, WorkerRequest } from './worker-protocol.ts';

const reply = (line: WorkerReply): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`);
};

const [uid, gid] = process.argv.slice(2).map(Number);
const isDropped = uid !== undefined && gid !== undefined && dropRights({ uid, gid });
reply({ kind: 'started', isDropped });

if (isDropped) {
  // The parent closes the pipe when it is done, and the kernel when it died.
  createInterface({ input: process.stdin })
    .on('line', async (line) => {
      const { id, question, limits }: WorkerRequest = JSON.parse(line);
      const answer = await answerQuestion(question, { limits, clock: monotonicMs });
      reply({ kind: 'answered', id, answer });
    })
    .on('close', () => process.exit());
} else {
  process.exitCode = 1;
}
