import type { PolicyRule } from '../facts/fact.ts';
import type { Address } from '../net/address.ts';
import { isLoopback, isUnspecified } from '../net/classify-address.ts';
import { formatAddress } from '../net/format-address.ts';
import { containsAddress, parsePrefix } from '../net/prefix.ts';
import type { Model, NodeModel, ParsedRoute } from './model.ts';
import { addressKey, factState } from './model.ts';

/** Where a node sends a packet. `unknown`: a rule or table that was not read, or is not understood, decides. */
export type RouteResult =
  | {
      readonly kind: 'local';
      readonly interface: string;
      readonly table: string;
      readonly destination: string;
    }
  | {
      readonly kind: 'out';
      readonly interface: string;
      readonly gateway?: string;
      /** The source address that the route prefers, where it names one. */
      readonly source?: string;
      readonly table: string;
      readonly destination: string;
    }
  | { readonly kind: 'none' }
  | { readonly kind: 'refused'; readonly routeType: string }
  | { readonly kind: 'unknown'; readonly fact: 'routes' | 'rules' };

/** The tables that the kernel's own rules name (ip-rule(8)): looked up where the rules could not be read. */
const KERNEL_RULES = ['local', 'main', 'default'] as const;

const inPrefix = (text: string, address: Address): boolean => {
  if (text === 'all' || text === '') return true;
  const prefix = parsePrefix(text.includes('/') ? text : `${text}/${address.family === 4 ? 32 : 128}`);
  return prefix !== undefined && containsAddress(prefix, address);
};

/** `undefined`: this rule holds a condition that the model cannot evaluate. */
const ruleMatches = (rule: PolicyRule, to: Address, uid: number): boolean | undefined => {
  if (!inPrefix(rule.to, to)) return false;
  if (rule.uidRange !== undefined && (uid < rule.uidRange.first || uid > rule.uidRange.last)) return false;
  if (rule.outgoingInterface !== undefined) return false;
  if (rule.incomingInterface !== undefined && rule.incomingInterface !== 'lo') return false;
  if (rule.fwmark !== undefined) return false;
  if (rule.selectors.length > 0) return undefined;
  // The source of a flow that has not chosen one yet is unspecified, and matches only `from all`.
  return rule.from === 'all' || rule.from === '';
};

const lookupTable = (routes: readonly ParsedRoute[], to: Address): ParsedRoute | undefined =>
  routes.find(
    ({ route, destination }) =>
      route.routeType !== 'broadcast' && route.routeType !== 'multicast' && containsAddress(destination, to),
  );

/** `undefined`: look in the next rule's table. */
const decide = (found: ParsedRoute | undefined): RouteResult | undefined => {
  if (found === undefined) return undefined;
  const { route } = found;
  const [hop] = route.nextHops;
  const where = { table: route.table, destination: route.destination };
  switch (route.routeType) {
    case 'local':
    case 'anycast':
      return { kind: 'local', interface: hop?.interface ?? 'lo', ...where };
    case 'throw':
      return undefined;
    case 'blackhole':
    case 'unreachable':
    case 'prohibit':
      return { kind: 'refused', routeType: route.routeType };
    default:
      if (hop === undefined) return { kind: 'unknown', fact: 'routes' };
      return {
        kind: 'out',
        interface: hop.interface,
        ...(hop.gateway === undefined ? {} : { gateway: hop.gateway }),
        ...(route.preferredSource === undefined ? {} : { source: route.preferredSource }),
        ...where,
      };
  }
};

const isOwn = (node: NodeModel, to: Address): boolean =>
  isLoopback(to) || isUnspecified(to) || node.addresses.has(addressKey(to));

/**
 * The kernel's route look-up for a locally made packet: policy rules by priority, in each table the longest prefix and
 * then the lowest metric (ip-route(8), ip-rule(8)). An own address is delivered locally, which rule 0 decides first.
 */
export const lookupRoute = (model: Model, node: NodeModel, to: Address, uid: number): RouteResult => {
  if (isOwn(node, to)) {
    // Everything local goes through the loopback interface, which a fresh namespace has down.
    if (node.interfaces.get('lo')?.isUp === false) return { kind: 'none' };
    const dev = node.addresses.get(addressKey(to)) ?? 'lo';
    return { kind: 'local', interface: dev, table: 'local', destination: formatAddress(to) };
  }
  const routes = factState(model.facts, node.id, 'routes');
  if (routes.kind === 'unknown') return { kind: 'unknown', fact: 'routes' };
  const rules = factState(model.facts, node.id, 'rules');
  const tables: string[] = [];
  if (rules.kind === 'unknown') {
    tables.push(...KERNEL_RULES);
  } else {
    const inOrder = rules.value
      .filter((rule) => rule.family === to.family)
      .sort((a, b) => a.priority - b.priority);
    for (const rule of inOrder) {
      const matches = ruleMatches(rule, to, uid);
      if (matches === undefined || (matches && rule.action === 'other'))
        return { kind: 'unknown', fact: 'rules' };
      if (!matches) continue;
      if (rule.action !== 'lookup') return { kind: 'refused', routeType: rule.action };
      tables.push(rule.table);
    }
  }
  for (const table of tables) {
    const result = decide(lookupTable(node.routesByTable.get(table) ?? [], to));
    if (result !== undefined) return result;
  }
  return { kind: 'none' };
};
