import type { Diagnosis } from '../diagnose/diagnose.ts';
import { diagnose } from '../diagnose/diagnose.ts';
import { openDossier } from '../diagnose/dossier.ts';
import type { Intent } from '../diagnose/intent.ts';
import { CAUSES } from '../diagnose/registry.ts';
import { parseTarget } from '../net/parse-target.ts';
import type { Answering } from './answers.ts';
import { answered } from './answers.ts';
import type { MachineSketch } from './snapshot.ts';
import { sketchSnapshot } from './snapshot.ts';

const intentFor = ({
  url,
  clients,
  model,
  meaning,
  via,
  keyVariable,
  foundIn,
  asker,
  withInference,
}: Situation): Intent => {
  const target = parseTarget(url);
  if (!target.ok) throw new Error(`${url} is no URL`);
  return {
    asker: asker ?? { kind: 'consumer' },
    url,
    target: target.value,
    meaning: meaning ?? 'url',
    ...(model === undefined ? {} : { model }),
    ...(via === undefined ? {} : { via }),
    ...(keyVariable === undefined ? {} : { keyVariable }),
    foundIn: foundIn ?? { kind: 'typed' },
    clients: clients ?? ['curl'],
    withInference: withInference ?? true,
  };
};

/** Machines, a URL that is asked for, and how the world answers. */
export interface Situation {
  readonly url: string;
  readonly machines: Readonly<Record<string, MachineSketch>>;
  readonly answering?: Answering;
  readonly clients?: readonly string[];
  readonly model?: string;
  readonly meaning?: Intent['meaning'];
  readonly via?: Intent['via'];
  readonly keyVariable?: string;
  readonly foundIn?: Intent['foundIn'];
  readonly asker?: Intent['asker'];
  readonly withInference?: boolean;
}

/** With what must be found: `wrong-port broken control-probe`. */
export type Situations = Readonly<Record<string, Situation & { readonly finds: readonly string[] }>>;

export const examine = (situation: Situation, causes = CAUSES): Diagnosis => {
  const intent = intentFor(situation);
  const { machines, answering } = situation;
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
