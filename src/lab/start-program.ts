import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import type { Namespaces } from './hold-namespaces.ts';
import type { LabProblem } from './lab-problem.ts';
import { PATH, PLACES, USERS } from './places.ts';
import type { ProgramStart } from './programs/program-start.ts';
import { waitListening } from './wait-listening.ts';

const LISTENS_WITHIN_MS = 15_000;
const LOG_KEPT = 2_000;

/** Starts a program inside and waits until it listens; it ends with its machine. What it prints goes to a file inside. */
export const startProgram = async (
  machine: string,
  inside: Namespaces,
  start: ProgramStart,
): Promise<LabProblem | undefined> => {
  const log = `${inside.root}${PLACES.logs}/${start.name}`;
  const out = openSync(log, 'a');
  const user = start.runAs === undefined ? undefined : USERS[start.runAs];
  const [enter, ...entering] = user === undefined ? inside.enter : inside.enterAs(user.uid, user.gid);
  const child = spawn(enter, [...entering, ...start.argv], {
    cwd: '/',
    env: { PATH, LC_ALL: 'C.UTF-8', HOME: user?.home ?? '/', ...start.env },
    stdio: ['ignore', out, out],
    detached: true,
  });
  closeSync(out);
  let ended = false;
  const onEnd = (): void => {
    ended = true;
  };
  child.once('error', onEnd);
  child.once('exit', onEnd);
  const listens = await waitListening(inside.net, start.listens, () => ended, LISTENS_WITHIN_MS);
  if (listens && !ended) return undefined;
  return {
    kind: 'not-listening',
    machine,
    program: start.name,
    log: readFileSync(log, 'utf8').slice(-LOG_KEPT),
  };
};
