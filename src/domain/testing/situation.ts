import type { Diagnosis } from '../diagnose/diagnose.ts';
import { diagnose } from '../diagnose/diagnose.ts';
import { openDossier } from '../diagnose/dossier.ts';
import { CAUSES } from '../diagnose/registry.ts';
import type { Answering } from './answers.ts';
import { answered } from './answers.ts';
import type { MachineSketch } from './snapshot.ts';
import { sketchSnapshot } from './snapshot.ts';
import type { IntentSketch } from './typed-intent.ts';
import { typedIntent } from './typed-intent.ts';

/** Machines, a URL that is asked for, and how the world answers. */
export interface Situation extends IntentSketch {
  readonly url: string;
  readonly machines: Readonly<Record<string, MachineSketch>>;
  readonly answering?: Answering;
  /** What must be found: `wrong-port broken control-probe`. */
  readonly finds?: readonly string[];
}

/** Each with what must be found. */
export type Situations = Readonly<Record<string, Situation & Required<Pick<Situation, 'finds'>>>>;

export const examine = (situation: Situation, causes = CAUSES): Diagnosis => {
  const { machines, answering, url, finds: _, ...more } = situation;
  const intent = typedIntent(url, more);
  const snapshot = answered(sketchSnapshot(machines), intent, answering ?? (() => undefined));
  const diagnosis = diagnose(openDossier(snapshot), intent, causes);
  if (diagnosis === undefined) throw new Error('the sketch has no consumer');
  return diagnosis;
};

/** Every finding in a few words. */
export const codes = (diagnosis: Diagnosis): readonly string[] =>
  diagnosis.findings.map(({ code, severity, proof }) => `${code} ${severity} ${proof}`);

/** A machine on the sketches' usual network. */
export const here = (more: MachineSketch = {}): MachineSketch => ({
  addresses: ['eth0 10.0.0.1/24'],
  ...more,
});

/** Through a proxy one answer, direct another. */
export const byRoute =
  (proxied: Answering, direct: Answering): Answering =>
  (question) =>
    question.route.kind === 'proxy' ? proxied(question) : direct(question);

/** By the port that is connected to. */
export const byPort =
  (ports: Readonly<Record<number, Answering>>, otherwise: Answering): Answering =>
  (question) =>
    (ports[question.connectTo[0]?.port ?? 0] ?? otherwise)(question);
