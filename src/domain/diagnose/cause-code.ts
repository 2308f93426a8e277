/** Every cause Tongtu can name today. A code is stable: the key of the catalogue, the file that proves it. */
export const CAUSE_CODES = [
  'proxy-intercepts-local',
  'proxy-url-malformed',
  'proxy-scheme-unsupported',
  'proxy-unreachable',
  'proxy-auth-required',
  'proxy-denies',
  'service-bound-to-loopback',
  'nothing-listening',
  'wrong-port',
  'address-family-mismatch',
  'no-route',
  'name-unresolved',
  'tls-mismatch',
  'tls-untrusted',
  'unauthorized',
  'service-error',
  'model-disagrees',
  'url-malformed',
] as const;

export type CauseCode = (typeof CAUSE_CODES)[number];
