import { expect } from 'vitest';
import type { Scenario } from '../scenario.ts';
import { CANARIES } from '../scenario.ts';

/** The part of `doctor --json` that a scenario speaks of. */
export interface Report {
  readonly flows: readonly Flow[];
  readonly findings: readonly ReportedFinding[];
  readonly unknowns: readonly unknown[];
}

export interface Flow {
  readonly client: { readonly name: string };
  readonly predicted: { readonly kind: string };
  readonly observed: {
    readonly kind: string;
    readonly heard?: { readonly status: number };
    readonly evidence?: { readonly failure: string };
  };
}

interface ReportedFinding {
  readonly code: string;
  readonly severity: string;
  readonly proof: string;
  readonly clients: readonly string[];
}

/** What a diagnosis came to, however it was made. */
export interface Told {
  readonly exit: number;
  readonly json: string;
}

/** The causes with what proves them and who meets them, in an order of their own: what live and replayed must have in common. */
export const causesIn = ({ json }: Told): readonly string[] =>
  (JSON.parse(json) as Report).findings
    .map(
      ({ code, severity, proof, clients }) => `${severity} ${code} ${proof} ${[...clients].sort().join(',')}`,
    )
    .sort();

/** Holds a diagnosis against what the scenario expects. */
export const expectReport = ({ expect: expected }: Scenario, told: Told): void => {
  const report = JSON.parse(told.json) as Report;
  const exact = (clients: readonly string[]): string => [...clients].sort().join(',');
  // A field that the scenario leaves open is left out of both sides.
  const sketch = (index: number) => {
    const { proof, clients } = expected.findings[index] ?? {};
    return { hasProof: proof !== undefined, hasClients: clients !== undefined };
  };
  const byCode = (a: { readonly code: string }, b: { readonly code: string }): number =>
    a.code < b.code ? -1 : 1;
  const wanted = expected.findings.map(({ code, severity, proof, clients }) => ({
    code,
    severity,
    ...(proof === undefined ? {} : { proof }),
    ...(clients === undefined ? {} : { clients: exact(clients) }),
  }));
  const found = report.findings.map(({ code, severity, proof, clients }) => {
    const open = sketch(expected.findings.findIndex((finding) => finding.code === code));
    return {
      code,
      severity,
      ...(open.hasProof ? { proof } : {}),
      ...(open.hasClients ? { clients: exact(clients) } : {}),
    };
  });
  expect({ exit: told.exit, findings: [...found].sort(byCode) }).toEqual({
    exit: expected.exit,
    findings: [...wanted].sort(byCode),
  });
  for (const text of expected.must) expect(told.json).toContain(text);
  if (expected.unknowns === 'some') expect(report.unknowns).not.toHaveLength(0);
  expectNoSecret(told.json);
  expectNoControls(JSON.parse(told.json));
};

/** No secret that a scenario planted is in it. */
export const expectNoSecret = (text: string): void => {
  for (const secret of Object.values(CANARIES)) expect(text).not.toContain(secret);
};

/** C0 but tab and line feed, DEL, C1, and what turns the reading direction round. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

const expectNoControls = (value: unknown): void => {
  if (typeof value === 'string') expect(value).not.toMatch(CONTROLS);
  else if (Array.isArray(value)) value.forEach(expectNoControls);
  else if (typeof value === 'object' && value !== null) expectNoControls(Object.entries(value));
};

/** What a person reads: whole words, nothing that a program forgot, and nothing that steers a terminal. */
export const expectReadable = (text: string): void => {
  expect(text.trim()).not.toBe('');
  expect(text).not.toMatch(/\bundefined\b|\bNaN\b|\[object |\n\s+at .*:\d+:\d+/);
  expect(text).not.toMatch(CONTROLS);
  expectNoSecret(text);
};
