import type { Meaning } from '../meaning.ts';
import type { ReadingCode } from '../reading-code.ts';

type Code = Extract<
  ReadingCode,
  | `url-${string}`
  | `port-${string}`
  | 'address-in-use'
  | `bind-${string}`
  | 'family-unsupported'
  | 'publish-failed'
  | 'firewall-logged'
  | 'iptables-mixed'
  | 'docker-proxies-malformed'
  | 'program-fatal'
  | 'time-limit-ran-out'
>;

const setup = (
  tells: Meaning['tells'],
  shows: Meaning['shows'],
  doesNotShow: Meaning['doesNotShow'],
  next: Meaning['next'],
  couldBe: Meaning['couldBe'] = [],
): Meaning => ({ severity: 'broken', tells, shows, doesNotShow, couldBe, next });

/** What goes wrong before or beside a connection: URLs, ports to listen on, rule sets, settings. bind(2). */
export const SETUP: { readonly [One in Code]: Meaning } = {
  'url-malformed': setup(3, ['no-url', 'nothing-was-sent'], ['service-state'], ['ask-it'], ['url-malformed']),
  'url-scheme-missing': setup(
    3,
    ['no-scheme', 'nothing-was-sent'],
    ['service-state'],
    ['ask-it'],
    ['url-malformed'],
  ),
  'port-blocked-by-client': setup(3, ['port-blocked', 'nothing-was-sent'], ['service-state'], ['ask-it']),
  'port-variable-clash': setup(3, ['cluster-variable'], ['service-state'], ['ask-without-url']),
  'address-in-use': setup(
    3,
    ['port-is-held'],
    ['who-holds-it'],
    ['who-holds-port', 'ask-it'],
    ['port-conflict'],
  ),
  'bind-not-available': setup(3, ['address-not-here'], ['reachable-otherwise'], ['ask-it']),
  'bind-denied': setup(3, ['may-not-bind'], ['who-holds-it'], ['who-holds-port']),
  'family-unsupported': setup(
    3,
    ['family-off'],
    ['reachable-otherwise'],
    ['ask-it'],
    ['address-family-mismatch'],
  ),
  'publish-failed': setup(1, ['port-not-published'], ['why'], ['who-holds-port']),
  'firewall-logged': setup(3, ['rule-dropped'], ['which-rule', 'service-state'], ['ask-it']),
  'iptables-mixed': setup(2, ['two-rule-sets'], ['which-firewall'], ['record']),
  'docker-proxies-malformed': setup(
    3,
    ['config-shape'],
    ['service-state'],
    ['ask-without-url'],
    ['proxy-url-malformed'],
  ),
  'program-fatal': setup(0, ['gave-up'], ['why'], ['ask-it']),
  'time-limit-ran-out': setup(1, ['limit-ran-out'], ['which-phase', 'still-working'], ['ask-it']),
};
