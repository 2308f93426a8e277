import type { Meaning } from '../meaning.ts';
import type { ReadingCode } from '../reading-code.ts';

type Code = Extract<
  ReadingCode,
  | `upstream-${string}`
  | `tls-${string}`
  | 'plain-asked-of-tls'
  | `not-${string}`
  | 'redirect-loop'
  | 'unauthorized'
  | 'forbidden'
  | 'model-not-found'
  | 'server-error'
  | 'bad-gateway'
  | 'service-unavailable'
  | 'gateway-timeout'
  | 'http-error'
  | 'answered-by-other'
  | 'answered'
  | 'tunnel-opened'
  | 'connected'
>;

const upstream = (shown: Meaning['shows'], unshown: Meaning['doesNotShow']): Meaning => ({
  severity: 'broken',
  tells: 3,
  shows: ['gateway-dialled', ...shown],
  doesNotShow: unshown,
  couldBe: ['nothing-listening', 'wrong-port', 'service-bound-to-loopback'],
  next: ['ask-it', 'who-holds-port'],
});

const certificate = (shown: Meaning['shows'], unshown: Meaning['doesNotShow']): Meaning => ({
  severity: 'broken',
  tells: 3,
  shows: ['certificate-came', ...shown],
  doesNotShow: unshown,
  couldBe: ['tls-untrusted'],
  next: ['ask-it'],
});

const mismatch = (shown: Meaning['shows']): Meaning => ({
  severity: 'broken',
  tells: 3,
  shows: ['was-connected', ...shown],
  doesNotShow: ['right-service', 'through-proxy'],
  couldBe: ['tls-mismatch'],
  next: ['ask-it'],
});

const status = (
  tells: Meaning['tells'],
  shown: Meaning['shows'],
  unshown: Meaning['doesNotShow'],
  couldBe: Meaning['couldBe'],
): Meaning => ({
  severity: 'broken',
  tells,
  shows: ['somebody-answered', ...shown],
  doesNotShow: unshown,
  couldBe,
  next: ['ask-it', 'ask-proxied'],
});

const fine = (shown: Meaning['shows'], unshown: Meaning['doesNotShow']): Meaning => ({
  severity: 'fine',
  tells: 1,
  shows: shown,
  doesNotShow: unshown,
  couldBe: [],
  next: ['ask-it'],
});

/** What was answered, and what a gateway says of the way to its service. RFC 9110 section 15, RFC 8446. */
export const ANSWERS: { readonly [One in Code]: Meaning } = {
  'upstream-refused': upstream(['nothing-accepts-there'], ['other-port-or-address']),
  'upstream-timed-out': {
    ...upstream(['stayed-silent'], ['still-working', 'where-lost']),
    couldBe: ['service-silent', 'no-route'],
  },
  'upstream-denied': { ...upstream(['selinux-likely'], ['service-state']), couldBe: [] },
  'upstream-failed': upstream([], ['why', 'service-state']),
  'tls-untrusted': certificate(['issuer-not-known'], ['man-between']),
  'tls-name-mismatch': certificate(['other-name'], ['right-service', 'through-proxy']),
  'tls-expired': certificate(['out-of-date'], ['man-between']),
  'tls-asked-of-plain': mismatch(['speaks-plain']),
  'plain-asked-of-tls': mismatch(['speaks-tls']),
  'tls-handshake-failed': {
    severity: 'broken',
    tells: 2,
    shows: ['was-connected', 'no-tls-came-about'],
    doesNotShow: ['who-closed', 'through-proxy'],
    couldBe: ['tls-mismatch', 'proxy-denies', 'tls-untrusted'],
    next: ['ask-it'],
  },
  'tls-local-setup': {
    severity: 'broken',
    tells: 2,
    shows: ['own-tls-files'],
    doesNotShow: ['service-state'],
    couldBe: ['tls-untrusted'],
    next: ['ask-it'],
  },
  'not-http': {
    severity: 'broken',
    tells: 2,
    shows: ['was-connected', 'answers-no-http'],
    doesNotShow: ['who-answered', 'right-service'],
    couldBe: ['port-conflict', 'wrong-port', 'tls-mismatch'],
    next: ['ask-it', 'who-holds-port'],
  },
  'not-json': {
    severity: 'broken',
    tells: 1,
    shows: ['somebody-answered', 'answers-no-json'],
    doesNotShow: ['what-it-sent', 'who-answered'],
    couldBe: ['proxy-intercepts-local', 'service-error', 'wrong-port'],
    next: ['ask-it', 'ask-proxied'],
  },
  'redirect-loop': status(2, ['circle'], ['who-answered'], ['proxy-intercepts-local']),
  unauthorized: status(2, ['wants-key'], ['password-right', 'who-answered'], ['unauthorized']),
  forbidden: status(
    2,
    ['understood-and-refused'],
    ['who-answered', 'which-rule'],
    ['forbidden', 'proxy-denies', 'proxy-intercepts-local'],
  ),
  'not-found': status(2, ['path-unknown'], ['which-path', 'right-service'], ['wrong-path', 'wrong-port']),
  'model-not-found': status(3, ['model-unknown'], ['which-models'], ['wrong-model']),
  'server-error': status(
    2,
    ['service-failed'],
    ['why', 'who-answered'],
    ['service-error', 'proxy-intercepts-local'],
  ),
  'bad-gateway': status(
    2,
    ['gateway-got-nothing'],
    ['who-answered', 'service-state'],
    ['proxy-intercepts-local', 'service-error'],
  ),
  'service-unavailable': status(
    2,
    ['gateway-got-nothing'],
    ['who-answered', 'service-state'],
    ['proxy-intercepts-local', 'service-error'],
  ),
  'gateway-timeout': status(
    2,
    ['gateway-got-nothing'],
    ['who-answered', 'still-working'],
    ['proxy-intercepts-local', 'service-error'],
  ),
  'http-error': status(1, ['understood-and-refused'], ['why', 'who-answered'], ['service-error']),
  'answered-by-other': status(2, ['headers-of-another'], ['who-answered'], ['proxy-intercepts-local']),
  answered: fine(['it-answers'], ['right-service', 'through-proxy']),
  'tunnel-opened': fine(['only-the-tunnel'], ['service-state']),
  connected: fine(['tcp-only'], ['service-state', 'right-service']),
};
