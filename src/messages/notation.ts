import type { ProxyChoice } from '../domain/clients/client.ts';
import type { Heard } from '../domain/diagnose/finding.ts';
import type { Variable } from '../domain/facts/fact.ts';
import type { Endpoint } from '../domain/facts/observation.ts';

/** A duration as people read it, the same in every language: `3.2 ms`, `140 ms`. */
export const milliseconds = (value: number): string => {
  if (value >= 1000) return `${(value / 1000).toFixed(1)} s`;
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
};

/** `127.0.0.1:8000`, `[::1]:8000`. */
export const place = ({ address, port }: Endpoint): string =>
  address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;

/** Programs by their own spelling. */
const PROGRAMS: Readonly<Record<string, string>> = {
  squid: 'Squid',
  clash: 'Clash/mihomo',
  privoxy: 'Privoxy',
  vllm: 'vLLM',
  ollama: 'Ollama',
  lmdeploy: 'LMDeploy',
  sglang: 'SGLang',
};

/** A program by its own spelling; empty where it left no mark. */
export const programText = (program: string): string =>
  program === 'unknown' ? '' : (PROGRAMS[program] ?? program);

/** The program that answered, with its version; `undefined` where it left no mark. */
export const peerName = ({ peer: { program, version } }: Heard): string | undefined =>
  program === 'unknown'
    ? undefined
    : `${PROGRAMS[program] ?? program}${version === undefined ? '' : ` ${version}`}`;

/** The marks that say more than the program's name does. */
export const tellingMarks = ({ marks }: Heard): readonly string[] =>
  marks.filter((mark) => !/^(?:server|via|owned_by):/i.test(mark));

/** A variable as a shell shows it; empty where none is to blame. */
export const setting = (variable: Variable | undefined): string =>
  variable === undefined ? '' : `${variable.name}=${variable.value}`;

/** What a client fails for: the entry of a list, or the package that is missing; empty where its reason names neither. */
export const diesFor = (choice: Extract<ProxyChoice, { kind: 'dies' }>): string => {
  switch (choice.why) {
    case 'missing-package':
      return choice.package;
    case 'bad-no-proxy-entry':
      return choice.entry;
    default:
      return '';
  }
};
