import { setTimeout as pause } from 'node:timers/promises';
import { watch } from '../../app/watch/watch.ts';
import { openUsageHere } from '../../app/watch/watch-usage.ts';
import { monotonicMs } from '../../app/world.ts';
import type { Intent } from '../../domain/diagnose/intent.ts';
import type { Result } from '../../domain/facts/result.ts';
import { succeed } from '../../domain/facts/result.ts';
import type { History } from '../../domain/health/history.ts';
import { addRound, NO_HISTORY } from '../../domain/health/history.ts';
import type { Complaint } from '../../messages/catalogue.ts';
import type { Invocation } from '../command.ts';
import type { ExitCode } from '../exit-code.ts';
import { EXIT } from '../exit-code.ts';
import { openWorld } from '../open-world.ts';
import { REPORT_SCHEMA_VERSION } from '../views/doctor-json.ts';
import { asJsonLine, watchJson } from '../views/watch-json.ts';
import type { WatchContext } from '../views/watch-view.ts';
import { watchLine, watchSummary, watchView } from '../views/watch-view.ts';
import type { Pace } from '../watch-options.ts';
import { readPace } from '../watch-options.ts';

/** Enough to see how fast they come, and little work for the service. */
const CHAT_TOKENS = 8;
/** A person who waits longer for one round wants to know that it hangs. */
const TELL_WAITING_AFTER_MS = 2_000;

const exitCodeOf = ({ counts }: History): ExitCode => {
  if (counts.broken > 0) return EXIT.broken;
  return counts.unclear > 0 || counts.works === 0 ? EXIT.unclear : EXIT.works;
};

const sleep = async (ms: number, signal: AbortSignal): Promise<void> => {
  await pause(ms, undefined, { signal }).catch(() => undefined);
};

/** `14:03:10` by the clock on the wall, where the person is. */
const clockTime = (iso: string): string => new Date(iso).toTimeString().slice(0, 8);

/** What shows the rounds as they come, and what is left at the end. */
interface Show {
  readonly begin: (round: number) => void;
  readonly add: (history: History) => void;
  /** `elapsedMs` is absent where it came to nothing, which is told elsewhere. */
  readonly end: (history: History, elapsedMs: number | undefined) => void;
}

const jsonShow = (url: string, { terminal }: Invocation): Show => ({
  begin: () => undefined,
  add: (history) => {
    if (history.last !== undefined) terminal.out(asJsonLine(watchJson(url, history.last, history)));
  },
  end: () => undefined,
});

const lineShow = ({ terminal }: Invocation, context: WatchContext): Show => ({
  begin: () => undefined,
  add: ({ last }) => {
    if (last !== undefined) terminal.out(watchLine(last, context));
  },
  end: (history, elapsedMs) => {
    if (elapsedMs !== undefined) terminal.out(watchSummary(history, elapsedMs, context.words));
  },
});

const liveShow = (
  url: string,
  { everySeconds }: Pace,
  { terminal, words, args }: Invocation,
  region: NonNullable<ReturnType<Invocation['terminal']['live']>>,
): Show => {
  let history = NO_HISTORY;
  let begun: { readonly round: number; readonly atMs: number } | undefined;
  const render = (): string => {
    const forMs = begun === undefined ? 0 : monotonicMs() - begun.atMs;
    const waiting =
      begun === undefined || forMs < TELL_WAITING_AFTER_MS ? {} : { waiting: { round: begun.round, forMs } };
    const screen = terminal.screen(!args.flags.has('no-color'));
    return watchView({ url, everySeconds, history, ...waiting }, { words, screen, clockTime });
  };
  const timer = setInterval(() => {
    if (begun !== undefined && monotonicMs() - begun.atMs >= TELL_WAITING_AFTER_MS) region.draw(render);
  }, 1_000);
  region.draw(render);
  return {
    begin: (round) => {
      begun = { round, atMs: monotonicMs() };
    },
    add: (added) => {
      history = added;
      begun = undefined;
      region.draw(render);
    },
    end: (ended, elapsedMs) => {
      clearInterval(timer);
      begun = undefined;
      region.draw(render);
      region.leave();
      if (elapsedMs !== undefined) terminal.out(watchSummary(ended, elapsedMs, words));
    },
  };
};

const openShow = (url: string, pace: Pace, invocation: Invocation): Show => {
  const { args, terminal, words } = invocation;
  if (args.flags.has('json')) return jsonShow(url, invocation);
  const region = terminal.live();
  if (region !== undefined) return liveShow(url, pace, invocation, region);
  const screen = terminal.screen(!args.flags.has('no-color'));
  return lineShow(invocation, { words, screen, clockTime });
};

/** `tongtu doctor URL --watch`: the same request again and again, until Ctrl-C. Exits 1 if any round failed. */
export const watchCommand = async (
  invocation: Invocation,
  intent: Intent,
  clients: readonly string[],
): Promise<Result<ExitCode, Complaint>> => {
  const { args, terminal, signal, takeInterrupt } = invocation;
  const pace = readPace(args);
  if (!pace.ok) return pace;
  const ending = new AbortController();
  takeInterrupt(() => ending.abort());
  const either = AbortSignal.any([signal, ending.signal]);
  const opened = await openWorld({ ...invocation, signal: either }, intent.target, clients);
  if (!opened.ok) return opened;
  const clock = monotonicMs;
  const startedAtMs = clock();
  const show = openShow(intent.url, pace.value, invocation);
  const isRoot = process.geteuid?.() === 0;
  const rounds = watch({
    world: opened.value,
    intent: { ...intent, chatTokens: CHAT_TOKENS },
    openUsage: openUsageHere(isRoot, terminal.env['PATH'], clock, either),
    everyMs: pace.value.everySeconds * 1_000,
    ...(pace.value.rounds === undefined ? {} : { rounds: pace.value.rounds }),
    now: () => new Date(),
    clock,
    sleep,
    onRound: show.begin,
    signal: either,
  });
  let history = NO_HISTORY;
  let next = await rounds.next();
  for (; next.done !== true; next = await rounds.next()) {
    history = addRound(history, next.value);
    show.add(history);
  }
  opened.value.close();
  show.end(history, next.value.ok ? clock() - startedAtMs : undefined);
  if (next.value.ok) return succeed(exitCodeOf(history));
  if (!args.flags.has('json')) return next.value;
  terminal.out(asJsonLine({ schemaVersion: REPORT_SCHEMA_VERSION, error: next.value.problem }));
  return succeed(EXIT.unclear);
};
