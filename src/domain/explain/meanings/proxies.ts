import type { Meaning } from '../meaning.ts';
import type { ReadingCode } from '../reading-code.ts';

type Code = Extract<
  ReadingCode,
  | `proxy-${string}`
  | `beyond-proxy-${string}`
  | `tunnel-failed`
  | 'socks-package-missing'
  | 'localhost-self-check'
  | `wsl-${string}`
>;

const toProxy = (shown: Meaning['shows'], unshown: Meaning['doesNotShow']): Meaning => ({
  severity: 'broken',
  tells: 3,
  shows: ['about-the-proxy', ...shown],
  doesNotShow: [...unshown, 'which-setting'],
  couldBe: ['proxy-unreachable', 'proxy-intercepts-local'],
  next: ['ask-it', 'run-rightly'],
});

const beyondProxy = (shown: Meaning['shows'], couldBe: Meaning['couldBe']): Meaning => ({
  severity: 'broken',
  tells: 3,
  shows: ['proxy-speaks', ...shown],
  doesNotShow: ['service-state', 'which-setting'],
  couldBe,
  next: ['ask-it', 'run-rightly'],
});

const badSetting = (
  shown: Meaning['shows'],
  couldBe: Meaning['couldBe'],
  isBeforeSending = true,
): Meaning => ({
  severity: 'broken',
  tells: 3,
  shows: isBeforeSending ? [...shown, 'nothing-was-sent'] : shown,
  doesNotShow: ['which-setting', 'service-state'],
  couldBe,
  next: ['ask-it', 'run-rightly'],
});

/** Everything between the client and a forward proxy, and what the proxy met beyond it. RFC 9110 (407, CONNECT), RFC 1928. */
export const PROXIES: { readonly [One in Code]: Meaning } = {
  'proxy-refused': toProxy(
    ['packets-travel', 'nothing-accepts-there'],
    ['proxy-elsewhere', 'asked-from-where'],
  ),
  'proxy-timed-out': toProxy(['no-packet-back'], ['where-lost']),
  'proxy-unreachable': toProxy(['told-no-way'], ['which-firewall']),
  'proxy-name-unresolved': toProxy(['name-has-no-address'], ['name-elsewhere']),
  'proxy-connect-failed': { ...toProxy(['no-reason-given'], ['why']), tells: 1 },
  'proxy-closed': toProxy(['was-connected', 'closed-at-once'], ['who-closed']),
  'proxy-auth-required': {
    severity: 'broken',
    tells: 3,
    shows: ['proxy-was-reached', 'proxy-wants-password'],
    doesNotShow: ['password-right', 'which-setting', 'service-state'],
    couldBe: ['proxy-auth-required', 'proxy-intercepts-local'],
    next: ['ask-it', 'run-rightly'],
  },
  'proxy-denies': {
    severity: 'broken',
    tells: 3,
    shows: ['proxy-was-reached', 'proxy-rules-refuse'],
    doesNotShow: ['which-rule', 'which-setting', 'service-state'],
    couldBe: ['proxy-denies', 'proxy-intercepts-local'],
    next: ['ask-it', 'run-rightly'],
  },
  'tunnel-failed': {
    severity: 'broken',
    tells: 2,
    shows: ['proxy-was-reached', 'proxy-dialled'],
    doesNotShow: ['why', 'service-state', 'which-setting'],
    couldBe: ['proxy-intercepts-local', 'proxy-denies'],
    next: ['ask-it', 'run-rightly'],
  },
  'beyond-proxy-refused': beyondProxy(
    ['proxy-dialled', 'nothing-accepts-there'],
    ['proxy-intercepts-local', 'nothing-listening'],
  ),
  'beyond-proxy-timed-out': beyondProxy(
    ['proxy-dialled', 'no-packet-back'],
    ['proxy-intercepts-local', 'no-route'],
  ),
  'beyond-proxy-unreachable': beyondProxy(
    ['proxy-dialled', 'told-no-way'],
    ['proxy-intercepts-local', 'no-route'],
  ),
  'beyond-proxy-name-unresolved': beyondProxy(
    ['proxy-looked-up'],
    ['proxy-intercepts-local', 'name-unresolved'],
  ),
  'beyond-proxy-failed': beyondProxy(['proxy-dialled'], ['proxy-intercepts-local', 'nothing-listening']),
  'proxy-error': { ...beyondProxy([], ['proxy-intercepts-local']), tells: 2 },
  'proxy-url-malformed': badSetting(['value-is-no-proxy'], ['proxy-url-malformed', 'no-proxy-malformed']),
  'proxy-scheme-unsupported': badSetting(['scheme-not-spoken'], ['proxy-scheme-unsupported']),
  'socks-package-missing': badSetting(
    ['package-missing'],
    ['proxy-scheme-unsupported', 'proxy-intercepts-local'],
  ),
  'proxy-not-socks': badSetting(['about-the-proxy', 'no-socks-answer'], ['proxy-protocol-mismatch'], false),
  'proxy-not-tls': badSetting(
    ['about-the-proxy', 'plain-proxy'],
    ['proxy-protocol-mismatch', 'tls-mismatch'],
    false,
  ),
  'localhost-self-check': {
    severity: 'broken',
    tells: 3,
    shows: ['asked-itself'],
    doesNotShow: ['service-state', 'which-setting'],
    couldBe: ['proxy-intercepts-local'],
    next: ['ask-it', 'run-rightly'],
  },
  'wsl-not-mirrored': {
    severity: 'broken',
    tells: 1,
    shows: ['nat-instead'],
    doesNotShow: ['why', 'service-state'],
    couldBe: ['proxy-unreachable', 'nothing-listening'],
    next: ['ask-without-url'],
  },
  'wsl-localhost-proxy': {
    severity: 'broken',
    tells: 2,
    shows: ['windows-proxy-not-mirrored'],
    doesNotShow: ['which-setting', 'service-state'],
    couldBe: ['proxy-unreachable'],
    next: ['ask-without-url'],
  },
};
