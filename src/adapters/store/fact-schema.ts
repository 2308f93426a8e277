import * as z from 'zod/mini';
import type { Fact, FactKind, FactValues } from '../../domain/facts/fact.ts';
import type { Known } from '../../domain/facts/known.ts';
import type { SameType } from './same-type.ts';

const text = z.string();
const texts = z.array(text);
const count = z.int();
const yesNo = z.boolean();
const family = z.literal([4, 6]);
const optional = z.exactOptional;

/** What each kind of fact holds, as src/domain/facts/fact.ts says it; `AGREES` fails to compile where they differ. */
export const FACT_VALUES = {
  interfaces: z.array(
    z.object({
      name: text,
      index: count,
      linkKind: text,
      mac: text,
      mtu: count,
      isUp: yesNo,
      hasCarrier: yesNo,
      peerIndex: optional(count),
      master: optional(text),
      attached: texts,
    }),
  ),
  addresses: z.array(
    z.object({
      interface: text,
      address: text,
      prefixLength: count,
      scope: z.enum(['host', 'link', 'global', 'site', 'other']),
    }),
  ),
  routes: z.array(
    z.object({
      family,
      table: text,
      routeType: text,
      destination: text,
      metric: count,
      preferredSource: optional(text),
      nextHops: z.array(z.object({ interface: text, gateway: optional(text) })),
    }),
  ),
  rules: z.array(
    z.object({
      family,
      priority: count,
      from: text,
      to: text,
      incomingInterface: optional(text),
      outgoingInterface: optional(text),
      fwmark: optional(text),
      uidRange: optional(z.object({ first: count, last: count })),
      action: z.enum(['lookup', 'blackhole', 'unreachable', 'prohibit', 'other']),
      table: text,
      selectors: texts,
    }),
  ),
  neighbours: z.array(z.object({ interface: text, address: text, mac: optional(text), state: text })),
  listeners: z.array(
    z.object({
      protocol: z.enum(['tcp', 'udp']),
      family,
      address: text,
      port: count,
      uid: count,
      inode: count,
      v6Only: optional(yesNo),
      pid: optional(count),
    }),
  ),
  // A name goes to the screen as it is.
  sysctls: z.record(text.check(z.regex(/^[\x20-\x7e]+$/)), text),
  firewall: z.array(
    z.object({
      backend: z.enum(['nftables', 'iptables-legacy', 'ip6tables-legacy', 'iptables-nft', 'ip6tables-nft']),
      text,
      canDrop: yesNo,
    }),
  ),
  'hosts-file': z.array(z.object({ address: text, names: texts, line: count })),
  resolver: z.object({ nameservers: texts, search: texts, options: texts, nsswitchHosts: texts }),
  processes: z.array(
    z.object({
      pid: count,
      parentPid: count,
      uid: count,
      name: text,
      argv: optional(texts),
      startTicks: count,
    }),
  ),
  environment: z.object({
    pid: count,
    variables: z.array(z.object({ name: text, value: text })),
    moment: z.enum(['now', 'as-started']),
  }),
  client: z.object({ client: text, version: text, path: text }),
  name: texts,
} satisfies Record<FactKind, z.ZodMiniType>;

const source = z.object({
  via: z.enum(['file', 'command', 'process', 'syscall', 'argument']),
  what: text,
  line: optional(count),
});

const unknown = z.object({
  kind: z.literal('unknown'),
  why: z.enum(['denied', 'missing-tool', 'unread', 'not-asked', 'torn', 'stale', 'not-modelled']),
  hint: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('run-as-root') }),
    z.object({ kind: z.literal('install'), program: text }),
    z.object({ kind: z.literal('run-on'), node: text }),
    z.object({ kind: z.literal('report') }),
    z.object({ kind: z.literal('none') }),
  ]),
  source: optional(source),
  detail: optional(text),
});

const knownOf = <Value extends z.ZodMiniType>(value: Value) =>
  z.discriminatedUnion('kind', [z.object({ kind: z.literal('known'), value, source }), unknown]);

/** The schema of facts of one kind. */
export const factSchema = <Kind extends FactKind>(kind: Kind) =>
  z.object({
    node: text,
    kind: z.literal(kind),
    key: text,
    readAt: text,
    state: knownOf(FACT_VALUES[kind]),
  });

type Values = { [Kind in keyof typeof FACT_VALUES]: z.infer<(typeof FACT_VALUES)[Kind]> };
type Envelope = Omit<z.infer<ReturnType<typeof factSchema<'name'>>>, 'state'>;

export const AGREES: [
  SameType<Values, FactValues>,
  SameType<Envelope, Omit<Extract<Fact, { kind: 'name' }>, 'state'>>,
  SameType<z.infer<ReturnType<typeof knownOf<z.ZodMiniUnknown>>>, Known<unknown>>,
] = [true, true, true];
