import type { Meaning } from '../meaning.ts';
import type { ReadingCode } from '../reading-code.ts';

type Code = Extract<
  ReadingCode,
  | `connect-${string}`
  | `connection-${string}`
  | `closed-${string}`
  | `name-${string}`
  | 'host-unreachable'
  | 'network-unreachable'
  | 'answer-timed-out'
  | 'timed-out'
  | 'service-not-running'
  | 'resolver-unreachable'
>;

/** The client's own way to what it asks: connection, answer, name. errno(3), connect(2), gai_strerror(3). */
export const CONNECTING: { readonly [One in Code]: Meaning } = {
  'connect-refused': {
    severity: 'broken',
    tells: 2,
    shows: ['packets-travel', 'nothing-accepts-there'],
    doesNotShow: ['other-port-or-address', 'who-sent-reset', 'asked-from-where', 'target-or-proxy'],
    couldBe: [
      'nothing-listening',
      'wrong-port',
      'service-bound-to-loopback',
      'address-family-mismatch',
      'proxy-unreachable',
    ],
    next: ['ask-it', 'who-holds-port'],
  },
  'connect-timed-out': {
    severity: 'broken',
    tells: 2,
    shows: ['no-packet-back', 'not-a-refusal'],
    doesNotShow: ['where-lost', 'service-state', 'target-or-proxy'],
    couldBe: ['no-route', 'host-address-stale', 'proxy-unreachable'],
    next: ['ask-it'],
  },
  'host-unreachable': {
    severity: 'broken',
    tells: 2,
    shows: ['told-no-way'],
    doesNotShow: ['which-firewall', 'service-state', 'target-or-proxy'],
    couldBe: ['no-route', 'host-address-stale', 'proxy-unreachable'],
    next: ['ask-it'],
  },
  'network-unreachable': {
    severity: 'broken',
    tells: 2,
    shows: ['no-route-here'],
    doesNotShow: ['service-state', 'reachable-otherwise'],
    couldBe: ['no-route', 'address-family-mismatch'],
    next: ['ask-it'],
  },
  'connection-reset': {
    severity: 'broken',
    tells: 2,
    shows: ['was-connected', 'reset-midway'],
    doesNotShow: ['who-closed', 'service-state'],
    couldBe: ['service-error', 'tls-mismatch', 'proxy-denies'],
    next: ['ask-it'],
  },
  'connect-denied': {
    severity: 'broken',
    tells: 2,
    shows: ['this-machine-forbids'],
    doesNotShow: ['which-rule', 'service-state'],
    couldBe: [],
    next: ['ask-it'],
  },
  'connect-failed': {
    severity: 'broken',
    tells: 0,
    shows: ['no-reason-given'],
    doesNotShow: ['why', 'target-or-proxy'],
    couldBe: ['nothing-listening', 'proxy-unreachable', 'name-unresolved', 'no-route'],
    next: ['ask-it'],
  },
  'closed-without-answer': {
    severity: 'broken',
    tells: 2,
    shows: ['was-connected', 'closed-at-once'],
    doesNotShow: ['who-closed', 'service-state'],
    couldBe: ['service-silent', 'tls-mismatch', 'proxy-protocol-mismatch', 'proxy-intercepts-local'],
    next: ['ask-it'],
  },
  'closed-early': {
    severity: 'broken',
    tells: 2,
    shows: ['somebody-answered', 'closed-midway'],
    doesNotShow: ['who-closed'],
    couldBe: ['service-error'],
    next: ['ask-it'],
  },
  'answer-timed-out': {
    severity: 'broken',
    tells: 2,
    shows: ['was-connected', 'stayed-silent'],
    doesNotShow: ['still-working', 'through-proxy'],
    couldBe: ['service-silent', 'proxy-intercepts-local'],
    next: ['ask-it'],
  },
  'timed-out': {
    severity: 'broken',
    tells: 1,
    shows: ['limit-ran-out'],
    doesNotShow: ['which-phase', 'where-lost'],
    couldBe: ['no-route', 'service-error', 'proxy-unreachable'],
    next: ['ask-it'],
  },
  'service-not-running': {
    severity: 'broken',
    tells: 1,
    shows: ['program-not-reached'],
    doesNotShow: ['other-port-or-address', 'through-proxy'],
    couldBe: ['nothing-listening', 'proxy-intercepts-local', 'service-bound-to-loopback'],
    next: ['ask-it', 'who-holds-port'],
  },
  'name-unresolved': {
    severity: 'broken',
    tells: 2,
    shows: ['name-has-no-address'],
    doesNotShow: ['name-elsewhere', 'service-state'],
    couldBe: ['name-unresolved'],
    next: ['ask-it', 'look-up'],
  },
  'name-lookup-failed': {
    severity: 'broken',
    tells: 2,
    shows: ['resolver-did-not-answer'],
    doesNotShow: ['which-resolver', 'name-elsewhere'],
    couldBe: ['name-unresolved', 'no-route'],
    next: ['ask-it', 'look-up'],
  },
  'resolver-unreachable': {
    severity: 'broken',
    tells: 3,
    shows: ['resolver-is-not-there'],
    doesNotShow: ['name-elsewhere', 'service-state'],
    couldBe: ['name-unresolved'],
    next: ['look-up'],
  },
};
