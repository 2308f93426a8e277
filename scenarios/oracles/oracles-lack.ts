import { existsSync } from 'node:fs';
import type { Lack } from '../../src/lab/lab-lacks.ts';

/** The real clients that this machine does not have; Node is the one that runs this. */
export const oraclesLack = (): readonly Lack[] =>
  [
    { file: '/usr/bin/curl', program: 'curl', package: 'curl' },
    // Debian's own, because the oracle runs Debian's Python.
    ...['requests', 'httpx', 'aiohttp'].map((name) => ({
      file: `/usr/lib/python3/dist-packages/${name}`,
      program: name,
      package: `python3-${name}`,
    })),
  ]
    .filter(({ file }) => !existsSync(file))
    .map(({ program, package: name }) => ({ kind: 'program', program, package: name }));
