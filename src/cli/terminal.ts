import { stripVTControlCharacters } from 'node:util';
import type { LiveRegion } from './live-region.ts';
import { createLiveRegion } from './live-region.ts';
import { createOutput } from './output.ts';
import type { Screen } from './screen.ts';

/** The standard streams, and what is known of them. Nothing else in Tongtu writes to them. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** What the result is drawn on: standard output, or standard error beside a command's own output. */
  readonly screen: (wantsColor: boolean, on?: 'out' | 'err') => Screen;
  /** For what another program wrote, which passes byte for byte. */
  readonly stream: (descriptor: 1 | 2) => NodeJS.WriteStream;
  /** One line that comes and goes while a person waits; nothing where standard error is no terminal. */
  readonly status: (text: string | undefined) => void;
  /** Lines at the end of standard output that are drawn again in their place; `undefined` where it is no terminal that can. */
  readonly live: () => LiveRegion | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Waits until everything written has left, then ends the process. */
  readonly finish: (code: number) => void;
}

const DEFAULT_COLUMNS = 80;

/** Colour as most programs decide it: NO_COLOR (no-color.org) and TERM=dumb say no, FORCE_COLOR says yes, else a terminal says so. */
const wantsColorByEnvironment = (env: NodeJS.ProcessEnv, isTerminal: boolean): boolean => {
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return false;
  if (env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '0') return true;
  return isTerminal && env['TERM'] !== 'dumb';
};

/**
 * The last gate before a terminal: of everything that it would obey only colours and line ends pass. Sources strip what they read;
 * this holds for what nobody thought of.
 */
const harmless = (text: string): string => text.replace(OBEYED, '');

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is for
const OBEYED = /(?!\n|\u001b\[\d{1,2}m)[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** This process's own terminal. */
export const processTerminal = (): Terminal => {
  // As it was at the start: Tongtu changes its own later, and that is nobody's wish.
  const env = { ...process.env };
  const [stdout, stderr] = [createOutput(1), createOutput(2)];
  let shown = false;
  const clear = (): void => {
    if (shown) stderr.write('\r\u001b[K');
    shown = false;
  };
  return {
    out: (text) => {
      clear();
      stdout.write(harmless(text));
    },
    err: (text) => {
      clear();
      stderr.write(harmless(text));
    },
    screen: (wantsColor, on = 'out') => {
      const terminal = (on === 'out' ? stdout : stderr).terminal();
      return {
        // A terminal that does not know its size says 0.
        columns: Math.max(40, terminal?.columns || DEFAULT_COLUMNS),
        hasColor: wantsColor && wantsColorByEnvironment(env, terminal !== undefined),
      };
    },
    stream: (descriptor) => (descriptor === 1 ? stdout : stderr).stream(),
    status: (text) => {
      clear();
      if (text === undefined || stderr.terminal() === undefined) return;
      stderr.write(`${stripVTControlCharacters(text)} …`);
      shown = true;
    },
    live: () => {
      const window = env['TERM'] === 'dumb' ? undefined : stdout.terminal();
      return window === undefined ? undefined : createLiveRegion(window, stdout.write, harmless);
    },
    env,
    finish: (code) => {
      clear();
      process.exitCode = code;
      stdout.flush(() => stderr.flush(() => process.exit(code)));
    },
  };
};
