import { spawnSync } from 'node:child_process';
import { type BenchItem, limited, told } from '../bench-item.ts';
import { withProcesses } from '../many-processes.ts';
import { withModelServices } from '../model-service.ts';
import { peakMemory } from '../peak-memory.ts';
import { CLEAN_ENV, medianRatio, NODE_ALONE } from '../time-program.ts';

const SERVICES = 50;
const PROCESSES = 2_000;
const LINES_OF_A_SCREEN = 24;
/** What else is on this machine may be broken: what was found is judged by itself. */
const CODES = [0, 1, 2];

/** Without an argument, as root, on a machine with 50 services and 2,000 more processes. */
export const surveyLarge: BenchItem = {
  name: 'survey',
  measure: ({ tongtu, rounds }) =>
    withModelServices(SERVICES, () =>
      withProcesses(PROCESSES, async () => {
        const argv = [tongtu, 'doctor'];
        const ratio = medianRatio({ argv, codes: CODES }, NODE_ALONE, rounds);
        const memory = await peakMemory(argv, { codes: CODES });
        const [screen, json] = [argv, [...argv, '--json']].map(
          ([program = '', ...rest]) =>
            spawnSync(program, rest, { env: CLEAN_ENV, encoding: 'utf8', maxBuffer: 2 ** 28 }).stdout,
        );
        const lines = (screen ?? '').trimEnd().split('\n').length;
        const { services } = JSON.parse(json ?? '{}');
        return [
          limited('doctor, 50 services and 2,000 processes : node -e 0', ratio, 12, '×'),
          limited('doctor, 50 services, highest resident memory', memory.own, 160, 'MB'),
          {
            ...told('  lines on the screen', String(lines)),
            limit: String(LINES_OF_A_SCREEN),
            isWithin: lines <= LINES_OF_A_SCREEN,
          },
          // A survey that found little would be quick.
          {
            ...told('  services that it found', String(services?.length)),
            limit: `>= ${SERVICES}`,
            isWithin: services?.length >= SERVICES,
          },
        ];
      }),
    ),
};
