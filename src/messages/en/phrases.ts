import type { Heard, ProcessAt } from '../../domain/diagnose/finding.ts';
import { milliseconds, peerName, place, tellingMarks } from '../notation.ts';

/** Items as a sentence joins them. */
export const list = (items: readonly string[]): string =>
  items.length < 3 ? items.join(' and ') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

/** A process with its pid and socket. */
export const process = (by: ProcessAt): string => {
  const where = by.pid === undefined ? place(by.listen) : `pid ${by.pid}, ${place(by.listen)}`;
  return `${by.name ?? 'a process that cannot be seen'} (${where})`;
};

/** The program that answered. */
export const peer = (it: Heard): string => peerName(it) ?? 'a program that gives no name';

/** The models that were listed, as the end of a sentence. */
export const models = ({ models: ids }: Heard): string => {
  if (ids.length === 0) return '';
  return ids.length === 1 ? `, model ${ids[0]}` : `, models ${ids.join(', ')}`;
};

/** What came back: status, program, time, and the marks that tell more. */
export const heard = (it: Heard): string => {
  const telling = tellingMarks(it);
  const marks = telling.length === 0 ? '' : ` (${telling.join('; ')})`;
  const said = it.said === '' ? '' : `: “${it.said}”`;
  return `${it.status} from ${peer(it)} after ${milliseconds(it.tookMs)}${marks}${said}`;
};

const FAILURES: Readonly<Record<string, string>> = {
  refused: 'the connection is refused',
  'timed-out': 'no answer to the connection attempt',
  'host-unreachable': 'host unreachable',
  'network-unreachable': 'network unreachable',
  'address-not-available': 'no such local address',
  denied: 'this machine does not allow the connection',
  reset: 'the connection is reset',
  tunnel: 'the proxy refuses the tunnel',
  tls: 'the TLS handshake fails',
  silent: 'it accepts the connection and stays silent',
  closed: 'it accepts the connection and closes it without a byte',
  'not-http': 'it answers something that is not HTTP',
  'head-too-large': 'its response head does not end',
  other: 'the connection fails',
};

/** How a connection or an exchange ended without an answer. */
export const failure = (kind: string): string => FAILURES[kind] ?? kind;
