import type { Case } from '../diagnose/case.ts';
import { CAUSE_CODES } from '../diagnose/cause-code.ts';
import type { Diagnosis } from '../diagnose/diagnose.ts';
import type { Evidence, Finding } from '../diagnose/finding.ts';
import { isSuccess, responseOf } from '../diagnose/heard.ts';
import { targetText } from '../diagnose/path.ts';
import { onlyWantsKey } from '../diagnose/wants-key.ts';
import type { NodeId } from '../facts/fact.ts';
import type { Inferred } from '../intents/inferred.ts';
import { recognisePeer } from '../peers/recognise-peer.ts';
import type { OpenConnections } from './open-connections.ts';
import { openConnections } from './open-connections.ts';

/** One intent with what came of it. */
export interface Examined {
  readonly inferred: Inferred;
  readonly diagnosis: Diagnosis;
}

/** An intent that meets a cause. */
export interface Met extends Examined {
  /** With the clients of this intent. */
  readonly finding: Finding;
  /** Where its process is really connected; absent for the consumer, and for a process that is connected nowhere on that way. */
  readonly open?: OpenConnections;
}

/**
 * One cause, and everything that meets it: who is connected right now first, and that one's finding stands for all, without what is not
 * so of all: where a variable comes from.
 */
export interface Entry {
  readonly finding: Finding;
  readonly met: readonly [Met, ...Met[]];
}

/** A service that answers. */
export interface Answering {
  /** From where it is asked: `127.0.0.1` is that node's own. */
  readonly node: NodeId;
  /** `127.0.0.1:8000`. */
  readonly place: string;
  /** `vllm`; `unknown` where it leaves no mark. */
  readonly program: string;
  readonly models: readonly string[];
  /** It tells its models to nobody without a key. */
  readonly wantsKey: boolean;
}

export interface Summary {
  /** Most important first. */
  readonly entries: readonly Entry[];
  readonly answering: readonly Answering[];
  /** Intents of which nobody can tell whether they arrive, and for which no cause was found. */
  readonly unclear: readonly Examined[];
}

/** What a machine's intents come to, each cause once. */
export const summarise = (examined: readonly Examined[]): Summary => ({
  entries: entriesOf(examined),
  answering: answeringIn(examined.filter((one) => !isUnclear(one))),
  unclear: examined.filter(isUnclear),
});

const isUnclear = ({ diagnosis: { findings, paths } }: Examined): boolean =>
  findings.length === 0 && !paths.every(({ works }) => works);

const entriesOf = (examined: readonly Examined[]): readonly Entry[] => {
  const groups = new Map<string, Entry>();
  for (const one of examined) {
    for (const finding of one.diagnosis.findings) {
      const open = openConnections(one.diagnosis, finding.clients);
      const met: Met = { ...one, finding, ...(open === undefined ? {} : { open }) };
      const key = groupKey(finding, one.diagnosis.it);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { finding, met: [met] });
      else if (open !== undefined && group.met[0].open === undefined)
        groups.set(key, { finding, met: [met, ...group.met] });
      else groups.set(key, { ...group, met: [...group.met, met] });
    }
  }
  return [...groups.values()].map(ofAll).sort(byImportance);
};

const isOrigin = ({ kind }: Evidence): boolean => kind === 'variable-origin';

/** Equal where the variables come from the same place by the same way: the asker itself, which is the way's first, is another each time. */
const originsOf = ({ finding: { evidence } }: Met): string =>
  JSON.stringify(
    evidence.flatMap((item) =>
      item.kind === 'variable-origin'
        ? [{ ...item, origin: { ...item.origin, via: item.origin.via.slice(1) } }]
        : [],
    ),
  );

const ofAll = ({ finding, met }: Entry): Entry => {
  const [first, ...others] = met.map(originsOf);
  if (others.every((origins) => origins === first)) return { finding, met };
  return { finding: { ...finding, evidence: finding.evidence.filter((item) => !isOrigin(item)) }, met };
};

/** By the same variable, whatever the target: the consumer's own, or that of any process. Else one asker's, alike in all but the target. */
const groupKey = ({ code, severity, proof, node, params, evidence }: Finding, it: Case): string => {
  const { asker } = it.intent;
  // What is proven of one is not proven of another.
  const isProven = proof !== 'suspicion';
  const variable = evidence.find((item) => item.kind === 'variable');
  if (variable === undefined) {
    const place = targetText(it);
    const alike = Object.entries(params).filter(([, value]) => !value.includes(place));
    return JSON.stringify([code, severity, isProven, node, asker, alike]);
  }
  const exceptions = evidence.find((item) => item.kind === 'not-covered');
  const { proxy, how } = params;
  const by = [variable.name, variable.value, exceptions?.value];
  return JSON.stringify([code, severity, isProven, node, asker.kind, proxy, how, by]);
};

/** Broken before lucky, a process that waits for it right now before a shell that may ask one day, proven before supposed. */
const weight = ({ finding, met: [first] }: Entry): number =>
  (finding.severity === 'broken' ? 8 : 0) +
  (first.open === undefined ? 0 : 4) +
  (first.inferred.intent.asker.kind === 'process' ? 2 : 0) +
  (finding.proof === 'suspicion' ? 0 : 1);

const byImportance = (a: Entry, b: Entry): number =>
  weight(b) - weight(a) ||
  b.met.length - a.met.length ||
  CAUSE_CODES.indexOf(a.finding.code) - CAUSE_CODES.indexOf(b.finding.code) ||
  (JSON.stringify(a.finding) < JSON.stringify(b.finding) ? -1 : 1);

/** Every service that answers somebody, once, whatever is in the way of others. */
const answeringIn = (examined: readonly Examined[]): readonly Answering[] => {
  const found = new Map<string, Answering>();
  for (const { diagnosis } of examined) {
    const { it, paths } = diagnosis;
    const answers = paths.map(({ path }) => path.direct.answer);
    const answered = answers.find((one) => isSuccess(one));
    const answer = answered ?? paths.find(({ path }) => onlyWantsKey(it, path))?.path.way.answer;
    const wantsKey = answered === undefined;
    const response = responseOf(answer);
    if (response === undefined) continue;
    const { node } = it.vantage;
    const place = targetText(it);
    const { program } = recognisePeer(response);
    const key = JSON.stringify([place, node]);
    if (!found.has(key))
      found.set(key, { node, place, program, models: response.models?.ids ?? [], wantsKey });
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
};
