import type { Fact, FactKind, FactValues } from '../../domain/facts/fact.ts';
import { inStep, type SameType } from '../../domain/schema/same-type.ts';
import {
  count,
  list,
  type ObjectSchema,
  object,
  oneOf,
  optional,
  record,
  type Shape,
  type TypeOf,
  text,
  variants,
  yesNo,
} from '../../domain/schema/shape.ts';
import { SETTING_VALUES } from './setting-shapes.ts';

const texts = list(text);
const family = oneOf(4, 6);

/** What each kind of fact holds, as src/domain/facts/fact.ts says it; `inStep` fails to compile where they differ. */
const FACT_VALUES = {
  interfaces: list(
    object({
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
  addresses: list(
    object({
      interface: text,
      address: text,
      prefixLength: count,
      scope: oneOf('host', 'link', 'global', 'site', 'other'),
    }),
  ),
  routes: list(
    object({
      family,
      table: text,
      routeType: text,
      destination: text,
      metric: count,
      preferredSource: optional(text),
      nextHops: list(object({ interface: text, gateway: optional(text) })),
    }),
  ),
  rules: list(
    object({
      family,
      priority: count,
      from: text,
      to: text,
      incomingInterface: optional(text),
      outgoingInterface: optional(text),
      fwmark: optional(text),
      uidRange: optional(object({ first: count, last: count })),
      action: oneOf('lookup', 'blackhole', 'unreachable', 'prohibit', 'other'),
      table: text,
      selectors: texts,
    }),
  ),
  neighbours: list(object({ interface: text, address: text, mac: optional(text), state: text })),
  listeners: list(
    object({
      protocol: oneOf('tcp', 'udp'),
      family,
      address: text,
      port: count,
      uid: count,
      inode: count,
      v6Only: optional(yesNo),
      pid: optional(count),
    }),
  ),
  sysctls: record(text),
  firewall: list(
    object({
      backend: oneOf('nftables', 'iptables-legacy', 'ip6tables-legacy', 'iptables-nft', 'ip6tables-nft'),
      text,
      canDrop: yesNo,
    }),
  ),
  'hosts-file': list(object({ address: text, names: texts, line: count })),
  resolver: object({ nameservers: texts, search: texts, options: texts, nsswitchHosts: texts }),
  processes: list(
    object({
      pid: count,
      parentPid: count,
      uid: count,
      gid: optional(count),
      name: text,
      argv: optional(texts),
      startTicks: count,
    }),
  ),
  connections: list(
    object({
      pid: count,
      state: oneOf('syn-sent', 'established', 'closing'),
      localAddress: text,
      localPort: count,
      remoteAddress: text,
      remotePort: count,
    }),
  ),
  environment: object({
    pid: count,
    variables: list(object({ name: text, value: text })),
    moment: oneOf('now', 'as-started'),
  }),
  ...SETTING_VALUES,
  client: object({ client: text, version: text, path: text, without: optional(texts) }),
  name: texts,
} satisfies Record<FactKind, Shape<unknown>>;

const source = object({
  via: oneOf('file', 'command', 'process', 'syscall', 'argument'),
  what: text,
  line: optional(count),
});

const unknown = object({
  kind: oneOf('unknown'),
  why: oneOf('denied', 'missing-tool', 'unread', 'not-asked', 'torn', 'stale', 'not-modelled'),
  hint: variants(
    'kind',
    object({ kind: oneOf('run-as-root') }),
    object({ kind: oneOf('install'), program: text }),
    object({ kind: oneOf('run-on'), node: text }),
    object({ kind: oneOf('look-at'), command: text }),
    object({ kind: oneOf('report') }),
    object({ kind: oneOf('none') }),
  ),
  source: optional(source),
  detail: optional(text),
});

const factOf = <const Kind extends string, T>(kind: Kind, value: Shape<T>) =>
  object({
    node: text,
    kind: oneOf(kind),
    key: text,
    readAt: text,
    state: variants('kind', object({ kind: oneOf('known'), value, source }), unknown),
  });

/** Every kind of fact. */
export const FACT_SHAPES: readonly Shape<unknown, ObjectSchema>[] = Object.entries(FACT_VALUES).map(
  ([kind, value]) => factOf<string, unknown>(kind, value),
);

export const isKnownKind = (kind: string): boolean => Object.hasOwn(FACT_VALUES, kind);

type Values = { [Kind in keyof typeof FACT_VALUES]: TypeOf<(typeof FACT_VALUES)[Kind]> };

inStep<SameType<Values, FactValues>>();
inStep<SameType<TypeOf<ReturnType<typeof factOf<'name', string[]>>>, Extract<Fact, { kind: 'name' }>>>();
