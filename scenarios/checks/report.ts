import { expect } from 'vitest';
import type { ExpectedFinding, Scenario } from '../scenario.ts';
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
  readonly evidence: readonly { readonly kind: string }[];
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

const sorted = (texts: readonly string[]): readonly string[] => [...texts].sort();

/** A finding as far as its scenario speaks of it: what the scenario leaves open is left out. */
const spokenOf = (finding: ReportedFinding, wanted: ExpectedFinding | undefined): object => ({
  code: finding.code,
  severity: finding.severity,
  ...(wanted?.proof === undefined ? {} : { proof: finding.proof }),
  ...(wanted?.clients === undefined ? {} : { clients: sorted(finding.clients) }),
});

/** Holds a diagnosis against what the scenario expects. */
export const expectReport = ({ expect: expected }: Scenario, told: Told): void => {
  const report = JSON.parse(told.json) as Report;
  const wantedFor = (code: string) => expected.findings.find((finding) => finding.code === code);
  const byCode = (a: { readonly code: string }, b: { readonly code: string }): number =>
    a.code < b.code ? -1 : 1;
  const wanted = [...expected.findings].sort(byCode).map(({ shows: _, clients, ...finding }) => ({
    ...finding,
    ...(clients === undefined ? {} : { clients: sorted(clients) }),
  }));
  const found = [...report.findings].sort(byCode);
  expect({
    exit: told.exit,
    findings: found.map((finding) => spokenOf(finding, wantedFor(finding.code))),
  }).toEqual({
    exit: expected.exit,
    findings: wanted,
  });
  for (const finding of found) {
    const kinds = finding.evidence.map(({ kind }) => kind);
    expect(kinds, `what shows ${finding.code}`).toEqual(
      expect.arrayContaining([...(wantedFor(finding.code)?.shows ?? [])]),
    );
  }
  const place = JSON.stringify(expected.findings.length > 0 ? report.findings : report.flows);
  for (const text of expected.must) expect(place).toContain(text);
  if (expected.unknowns === 'some') expect(report.unknowns).not.toHaveLength(0);
  expectNoSecret(told.json);
  expectNoControls(report);
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
