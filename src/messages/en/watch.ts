import type { WatchWords } from '../watch-words.ts';

/** `doctor --watch`. */
export const watch: WatchWords = {
  state: {
    works: (url, lasting) => `${url} works · for ${lasting}`,
    broken: (url, lasting) => `${url} fails · for ${lasting}`,
    unclear: (url, lasting) => `${url}: cannot be told · for ${lasting}`,
  },
  starting: (url) => `${url}: first round under way`,
  labels: { firstToken: 'first token', total: 'total', errors: 'errors', process: 'process', uses: 'uses' },
  unknown: '–',
  quantiles: (p50, p95, max) => `p50 ${p50}, p95 ${p95}, max ${max}`,
  tokensPerSecond: (rate) => `${rate} tokens/s`,
  errorCount: (broken, rounds, rate) =>
    `${broken === 0 ? 'none' : broken} in ${rounds} ${rounds === 1 ? 'round' : 'rounds'} (${rate})`,
  failed: (broken, rate) => (broken === 0 ? 'none failed' : `${broken} failed (${rate})`),
  unclearCount: (count) => `${count} cannot be told`,
  served: (name, pid, processes) =>
    `${name ?? 'unnamed'} (pid ${pid}${processes > 1 ? `, ${processes} processes` : ''})`,
  noProcess: 'none that can be seen on this machine',
  cpu: (percent) => `CPU ${percent}`,
  memory: (size) => `memory ${size}`,
  gpu: (load, own, device) =>
    `GPU ${[load, own, device === undefined ? undefined : `${device} in use`].filter((part) => part !== undefined).join(', ') || '–'}`,
  worksAgain: (after) => (after === undefined ? 'works again' : `works again after ${after}`),
  worksNow: 'works',
  cannotTell: 'cannot be told',
  manyClients: (first, count) => `${first} and ${count - 1} others`,
  momentary: (what) => `for a moment: ${what}`,
  noCause: 'no cause found',
  footer: (round, every, window) =>
    `round ${round} · every ${every}${window === undefined ? '' : ` · times of the last ${window} rounds`} · Ctrl-C ends`,
  waiting: (round, elapsed) => `round ${round} · no answer for ${elapsed} · Ctrl-C ends`,
  whatToDo: 'what to do: tongtu doctor URL',
  noRounds: 'no round was finished',
  rounds: (rounds, lasting) => `${rounds} ${rounds === 1 ? 'round' : 'rounds'} in ${lasting}`,
  duration: {
    seconds: (seconds) => `${seconds} s`,
    minutes: (minutes, seconds) => `${minutes} min ${seconds} s`,
    hours: (hours, minutes) => `${hours} h ${minutes} min`,
  },
  complaint: (problem) => {
    switch (problem.kind) {
      case 'not-in-range':
        return `${problem.option} wants a number from ${problem.least} to ${problem.most}, not “${problem.text}”.`;
      case 'needs-watch':
        return `${problem.option} goes with --watch.`;
      case 'needs-url':
        return 'Watch what? For example: tongtu doctor http://127.0.0.1:8000/v1 --watch';
      case 'of-snapshot':
        return 'A snapshot cannot be watched: it stands still.';
    }
  },
  help: {
    watch: 'repeat it until Ctrl-C; exits 1 if any round failed',
    every: 'with --watch: from one round to the next, at least 1 (default 5)',
    rounds: 'with --watch: end after so many rounds',
  },
};
