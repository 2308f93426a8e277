import * as z from 'zod/mini';
import type { FactKind } from '../../domain/facts/fact.ts';
import { SCHEMA_VERSION, type Snapshot } from '../../domain/facts/snapshot.ts';
import { FACT_VALUES, factSchema } from './fact-schema.ts';
import { observationSchema } from './observation-schema.ts';
import type { SameType } from './same-type.ts';

const text = z.string();
const count = z.int();

const frameSchema = z.object({
  schemaVersion: z.literal(SCHEMA_VERSION),
  takenAt: text,
  asRoot: z.boolean(),
  consumer: z.object({
    node: text,
    uid: count,
    gid: count,
    pid: count,
    how: z.enum(['self', 'sudo', 'pid']),
  }),
  nodes: z.array(z.object({ id: text, names: z.array(text) })),
});

export const AGREES: SameType<z.infer<typeof frameSchema>, Omit<Snapshot, 'facts' | 'observations'>> = true;

/** Where in the file the first thing is that is not as it should be: `facts[3].state.value[0].mtu`; empty: the whole. */
export type Where = string;

const pathText = (path: readonly PropertyKey[]): Where =>
  path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');

/** Checks `value`; `at` is where it stands. Zod's own copy is not used: the value keeps the fields that are new to us. */
function firstProblem(schema: z.ZodMiniType, value: unknown, at: string): Where | undefined {
  const checked = schema.safeParse(value);
  if (checked.success) return undefined;
  return `${at}${pathText(checked.error.issues[0]?.path ?? [])}`.replace(/^\./, '');
}

function firstInList(
  list: readonly unknown[],
  name: string,
  schemaOf: (item: unknown) => z.ZodMiniType,
): Where | undefined {
  for (const [index, item] of list.entries()) {
    const problem = firstProblem(schemaOf(item), item, `${name}[${index}]`);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

const isKnownKind = (kind: unknown): kind is FactKind =>
  typeof kind === 'string' && Object.hasOwn(FACT_VALUES, kind);

const kindOf = (fact: unknown): unknown =>
  typeof fact === 'object' && fact !== null && 'kind' in fact ? fact.kind : undefined;

/** Whether this is a fact of a kind that a newer Tongtu has added: it is left out rather than misread. */
export const isOfNewerKind = (fact: unknown): boolean => {
  const kind = kindOf(fact);
  return typeof kind === 'string' && !isKnownKind(kind);
};

const ANYTHING = z.unknown();
const NO_FACT = z.object({ kind: text });

/** Checks everything in a snapshot but facts of newer kinds; undefined where all is as the contract says. */
export function checkSnapshot(snapshot: {
  readonly facts: readonly unknown[];
  readonly observations: readonly unknown[];
}): Where | undefined {
  // Made when a fact of the kind is met: most snapshots hold few kinds.
  const schemas = new Map<FactKind, z.ZodMiniType>();
  const schemaOf = (fact: unknown): z.ZodMiniType => {
    const kind = kindOf(fact);
    if (!isKnownKind(kind)) return isOfNewerKind(fact) ? ANYTHING : NO_FACT;
    const schema = schemas.get(kind) ?? factSchema(kind);
    schemas.set(kind, schema);
    return schema;
  };
  return (
    firstProblem(frameSchema, snapshot, '') ??
    firstInList(snapshot.facts, 'facts', schemaOf) ??
    firstInList(snapshot.observations, 'observations', () => observationSchema)
  );
}

/** The JSON Schema (draft 2020-12) of a snapshot's file, for programs that read it. */
export const snapshotJsonSchema = (): Readonly<Record<string, unknown>> => {
  const facts = (Object.keys(FACT_VALUES) as FactKind[]).map((kind) => factSchema(kind));
  const whole = z.extend(frameSchema, {
    facts: z.array(z.union(facts)),
    observations: z.array(observationSchema),
  });
  return z.toJSONSchema(whole, { io: 'input' });
};
