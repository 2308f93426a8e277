import type { Variable } from '../facts/fact.ts';

/** What a wrapper starts, and the variables that it sets for it. */
interface Wrapped {
  readonly argv: readonly string[];
  readonly assigned: readonly Variable[];
}

/** Options whose value is a word of its own, and how many words stand between the options and the command. */
interface Wrapper {
  readonly valued: RegExp;
  readonly operands: number;
  readonly assigns?: boolean;
}

const NOTHING = /^$/;

/** Programs that start another and are no client. By their man pages: env(1), sudo(8), timeout(1), nice(1), ionice(1), … */
const WRAPPERS: Readonly<Record<string, Wrapper>> = {
  env: { valued: /^(?:-u|--unset|-C|--chdir)$/, operands: 0, assigns: true },
  sudo: {
    valued: /^(?:-[CDghpRrTtUu]|--(?:user|group|host|prompt|chdir|role|type|other-user|command-timeout))$/,
    operands: 0,
    assigns: true,
  },
  doas: { valued: /^-[Cu]$/, operands: 0 },
  timeout: { valued: /^(?:-k|-s|--kill-after|--signal)$/, operands: 1 },
  nice: { valued: /^(?:-n|--adjustment)$/, operands: 0 },
  ionice: { valued: /^(?:-c|-n|--class|--classdata)$/, operands: 0 },
  chrt: { valued: /^(?:-T|-P|-D)$/, operands: 1 },
  taskset: { valued: NOTHING, operands: 1 },
  numactl: { valued: /^-[mNCipla]$/, operands: 0 },
  nohup: { valued: NOTHING, operands: 0 },
  setsid: { valued: NOTHING, operands: 0 },
  stdbuf: { valued: /^(?:-[ioe]|--(?:input|output|error))$/, operands: 0 },
  time: { valued: /^(?:-f|-o|--format|--output)$/, operands: 0 },
  unbuffer: { valued: NOTHING, operands: 0 },
  strace: { valued: /^-[abeEIoOpPsSuUX]$/, operands: 0 },
  ltrace: { valued: /^-[aAeFlnosuwx]$/, operands: 0 },
  exec: { valued: /^-a$/, operands: 0 },
  command: { valued: NOTHING, operands: 0 },
  proxychains4: { valued: /^-f$/, operands: 0 },
};

/** `timeout -k 1 5 curl …` → `curl …`. Undefined where the program is no wrapper, or starts nothing. */
export const unwrapOnce = (name: string, args: readonly string[]): Wrapped | undefined => {
  const wrapper = Object.hasOwn(WRAPPERS, name) ? WRAPPERS[name] : undefined;
  if (wrapper === undefined) return undefined;
  let at = skipOptions(args, wrapper.valued);
  const assigned: Variable[] = [];
  while (wrapper.assigns === true && /^[^=-][^=]*=/.test(args[at] ?? '')) {
    const [word = ''] = args.slice(at, at + 1);
    assigned.push({ name: word.slice(0, word.indexOf('=')), value: word.slice(word.indexOf('=') + 1) });
    at += 1;
  }
  const argv = args.slice(at + wrapper.operands);
  return argv.length === 0 ? undefined : { argv, assigned };
};

const skipOptions = (args: readonly string[], valued: RegExp): number => {
  let at = 0;
  while (/^-./.test(args[at] ?? '')) {
    const option = args[at] ?? '';
    at += valued.test(option) ? 2 : 1;
    if (option === '--') break;
  }
  return at;
};
