import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { CLEAN_ENV } from './time-program.ts';

/** In mebibytes. */
export interface PeakMemory {
  /** The highest resident set of the process itself, as the kernel keeps it (VmHWM, proc(5)). */
  readonly own: number;
  /** The highest sum over it and all that it started, at one time. What they share counts for each. */
  readonly withChildren: number;
}

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

const kibOf = (pid: number, field: 'VmHWM' | 'VmRSS'): number =>
  Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(read(`/proc/${pid}/status`))?.[1] ?? 0);

const treeOf = (pid: number): number[] => {
  const children = read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);
  return [pid, ...children.flatMap(treeOf)];
};

/** Runs a program and watches its memory. The kernel's own high-water mark is read, so little is missed between looks. */
export function peakMemory(
  argv: readonly string[],
  {
    lookEveryMs = 3,
    codes = [0],
  }: { readonly lookEveryMs?: number; readonly codes?: readonly number[] } = {},
): Promise<PeakMemory> {
  const [program = '', ...rest] = argv;
  const child = spawn(program, rest, { env: CLEAN_ENV, stdio: 'ignore' });
  let own = 0;
  let withChildren = 0;
  const look = (): void => {
    if (child.pid === undefined) return;
    own = Math.max(own, kibOf(child.pid, 'VmHWM'));
    const sum = treeOf(child.pid).reduce((total, pid) => total + kibOf(pid, 'VmRSS'), 0);
    withChildren = Math.max(withChildren, sum);
  };
  const timer = setInterval(look, lookEveryMs);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      clearInterval(timer);
      if (code !== null && codes.includes(code))
        resolve({ own: own / 1024, withChildren: Math.max(own, withChildren) / 1024 });
      else reject(new Error(`${argv.join(' ')}: exit ${code}`));
    });
  });
}
