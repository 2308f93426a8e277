import type { CauseCode } from '../src/domain/diagnose/cause-code.ts';
import type { Evidence, Proof } from '../src/domain/diagnose/finding.ts';
import type { Network } from '../src/lab/network.ts';
import type { As } from '../src/lab/run-inside.ts';

/** A network, what is wrong in it, and what Tongtu must say. Run for real in the lab, and pure from the snapshot that was stored. */
export interface Scenario {
  /** Also the name of the snapshot's file. */
  readonly name: string;
  /** The public reports that this is a case of: `modelscope/evalscope#789`, as GitHub writes a thread. */
  readonly reports: readonly string[];
  readonly network: Network;
  /** Whose request it is. */
  readonly from: {
    readonly machine: string;
    readonly as: As;
    readonly env: Readonly<Record<string, string>>;
    /** Asked for a process that runs there, by the kernel's name for it, and what it was started with. */
    readonly process?: { readonly name: string; readonly env: Readonly<Record<string, string>> };
  };
  readonly url: string;
  /** More arguments of `doctor`. */
  readonly flags: readonly string[];
  readonly expect: Expectation;
  /** Most of its time passes in silence, up to the limits of who asks: the lab begins with it, beside whatever else runs. */
  readonly waits: boolean;
}

export interface Expectation {
  readonly exit: 0 | 1 | 2;
  /** All of them: one more is as wrong as one less. Their order does not matter. */
  readonly findings: readonly ExpectedFinding[];
  /** Text that the findings must hold (or the flows, where nothing is found): a variable's name, a process, what the proxy said. */
  readonly must: readonly string[];
  /** Clients that meet something else than Tongtu's own request did; the scenario says why. */
  readonly differs: readonly string[];
  /** `some`: it lists what it could not read. */
  readonly unknowns: 'some' | 'any';
  /** `url-refused`: the URL is told off before anything is read, so there is no snapshot. */
  readonly snapshot: 'taken' | 'url-refused';
}

export interface ExpectedFinding {
  readonly code: CauseCode;
  readonly severity: 'broken' | 'warning';
  /** Absent: any. */
  readonly proof?: Proof;
  /** Kinds of evidence that must be among what shows it. */
  readonly shows?: readonly Evidence['kind'][];
  /** The clients that meet it, in any order. Absent: any. */
  readonly clients?: readonly string[];
}

/** Secrets that the scenarios plant. None may be in any output or file, whatever the scenario. */
export const CANARIES = {
  proxyPassword: 'canary-proxy-7f3a',
  wrongPassword: 'canary-wrong-55e0',
  apiKey: 'sk-canary-91c2d4',
} as const;

export const broken = (
  code: CauseCode,
  more: Omit<ExpectedFinding, 'code' | 'severity'> = {},
): ExpectedFinding => ({ code, severity: 'broken', ...more });

export const warning = (
  code: CauseCode,
  more: Omit<ExpectedFinding, 'code' | 'severity'> = {},
): ExpectedFinding => ({ code, severity: 'warning', ...more });

const NOTHING_WRONG: Expectation = {
  exit: 0,
  findings: [],
  must: [],
  differs: [],
  unknowns: 'any',
  snapshot: 'taken',
};

/** What a scenario differs in from root at the desk, without any variable, asking for the service on its own loopback, and all well. */
export interface ScenarioSketch {
  readonly name: string;
  readonly reports?: readonly string[];
  readonly network: Network;
  readonly as?: As;
  readonly env?: Readonly<Record<string, string>>;
  readonly process?: Scenario['from']['process'];
  readonly url?: string;
  readonly flags?: readonly string[];
  readonly expect?: Partial<Expectation>;
  readonly waits?: boolean;
}

export const scenario = ({
  name,
  reports,
  network,
  as,
  env,
  process,
  url,
  flags,
  expect,
  waits,
}: ScenarioSketch): Scenario => ({
  name,
  reports: reports ?? [],
  network,
  from: {
    machine: 'desk',
    as: as ?? 'root',
    env: env ?? {},
    ...(process === undefined ? {} : { process }),
  },
  url: url ?? 'http://127.0.0.1:8000/v1/models',
  flags: flags ?? [],
  expect: { ...NOTHING_WRONG, ...expect },
  waits: waits ?? false,
});
