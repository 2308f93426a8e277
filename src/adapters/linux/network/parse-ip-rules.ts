import type { PolicyRule } from '../../../domain/facts/fact.ts';
import type { JsonRecord } from './json-record.ts';
import { numberIn, recordsIn, textIn } from './json-record.ts';
import type { Parsed } from './parsed.ts';
import { parseEach } from './parsed.ts';

/** What `PolicyRule` has a field for, and what decides nothing. Everything else is a condition that stays as text. */
const UNDERSTOOD = new Set([
  ...['priority', 'src', 'srclen', 'dst', 'dstlen', 'iif', 'oif', 'fwmark', 'fwmask', 'uid_start', 'uid_end'],
  ...['action', 'table', 'protocol'],
]);

/**
 * Reads `ip -json -details rule show`, one family a call (ip-rule(8)):
 *
 *     [{"priority":100,"src":"10.1.0.0","srclen":16,"fwmark":"0x1","fwmask":"0xff","iif":"lo","table":"100"},
 *      {"priority":102,"not":null,"src":"10.9.0.0","srclen":16,"action":"blackhole"},
 *      {"priority":106,"src":"all","goto":32766}]
 */
export const parseIpRules = (json: unknown, family: 4 | 6): Parsed<PolicyRule> =>
  parseEach(recordsIn(json), (record) => {
    const priority = numberIn(record, 'priority');
    if (priority === undefined) return undefined;
    const table = textIn(record, 'table') ?? '';
    const incoming = textIn(record, 'iif');
    const outgoing = textIn(record, 'oif');
    const mark = textIn(record, 'fwmark');
    const first = numberIn(record, 'uid_start');
    const last = numberIn(record, 'uid_end');
    return {
      family,
      priority,
      from: prefixOf(record, 'src', family),
      to: prefixOf(record, 'dst', family),
      ...(incoming === undefined ? {} : { incomingInterface: incoming }),
      ...(outgoing === undefined ? {} : { outgoingInterface: outgoing }),
      ...(mark === undefined ? {} : { fwmark: withMask(mark, textIn(record, 'fwmask')) }),
      ...(first === undefined || last === undefined ? {} : { uidRange: { first, last } }),
      action: actionOf(record, table),
      table,
      selectors: Object.entries(record)
        .filter(([key]) => !UNDERSTOOD.has(key))
        .map(([key, value]) => (value === null ? key : `${key} ${String(value)}`)),
    };
  });

/** `all`, or a prefix with its length. */
const prefixOf = (record: JsonRecord, key: 'src' | 'dst', family: 4 | 6): string => {
  const address = textIn(record, key) ?? 'all';
  return address === 'all'
    ? 'all'
    : `${address}/${numberIn(record, `${key}len`) ?? (family === 4 ? 32 : 128)}`;
};

const withMask = (mark: string, mask: string | undefined): string =>
  mask === undefined ? mark : `${mark}/${mask}`;

const actionOf = (record: JsonRecord, table: string): PolicyRule['action'] => {
  const action = textIn(record, 'action');
  if (action === 'blackhole' || action === 'unreachable' || action === 'prohibit') return action;
  return action === undefined && table !== '' ? 'lookup' : 'other';
};
