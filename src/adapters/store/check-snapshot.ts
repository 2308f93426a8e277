import { SCHEMA_VERSION, type Snapshot } from '../../domain/facts/snapshot.ts';
import { inStep, type SameType } from '../../domain/schema/same-type.ts';
import {
  count,
  list,
  object,
  oneOf,
  openVariants,
  type TypeOf,
  text,
  yesNo,
} from '../../domain/schema/shape.ts';
import { FACT_SHAPES, isKnownKind } from './fact-shapes.ts';
import { firstProblem, type Where } from './first-problem.ts';
import { observationShape } from './observation-shape.ts';

const FRAME = {
  schemaVersion: oneOf(SCHEMA_VERSION),
  takenAt: text,
  asRoot: yesNo,
  consumer: object({ node: text, uid: count, gid: count, pid: count, how: oneOf('self', 'sudo', 'pid') }),
  nodes: list(object({ id: text, names: list(text) })),
  observations: list(observationShape),
};

const frame = object(FRAME);
inStep<SameType<TypeOf<typeof frame>, Omit<Snapshot, 'facts'>>>();

/** A snapshot's file as a JSON Schema, for programs that read it. */
export const { schema: SNAPSHOT_SCHEMA } = object({
  ...FRAME,
  facts: list(openVariants('kind', ...FACT_SHAPES)),
});

/** Whether this is a fact of a kind that a newer Tongtu has added: it is left out rather than misread. */
export const isOfNewerKind = (fact: unknown): boolean =>
  typeof fact === 'object' &&
  fact !== null &&
  'kind' in fact &&
  typeof fact.kind === 'string' &&
  !isKnownKind(fact.kind);

/**
 * Checks everything in a snapshot but facts of newer kinds. Gives back where the first thing is that is not as the contract
 * says, `facts[3].state.value[0].mtu`; undefined where there is none.
 */
export const checkSnapshot = (snapshot: unknown): Where | undefined =>
  firstProblem(SNAPSHOT_SCHEMA, snapshot)?.replace(/^\./, '');
