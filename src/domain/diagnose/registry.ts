import type { Cause } from './cause.ts';
import { addressFamilyMismatch } from './causes/address-family-mismatch.ts';
import { modelDisagrees } from './causes/model-disagrees.ts';
import { nameUnresolved } from './causes/name-unresolved.ts';
import { noRoute } from './causes/no-route.ts';
import { nothingListening } from './causes/nothing-listening.ts';
import { proxyAuthRequired } from './causes/proxy-auth-required.ts';
import { proxyDenies } from './causes/proxy-denies.ts';
import { proxyInterceptsLocal } from './causes/proxy-intercepts-local.ts';
import { proxySchemeUnsupported } from './causes/proxy-scheme-unsupported.ts';
import { proxyUnreachable } from './causes/proxy-unreachable.ts';
import { proxyUrlMalformed } from './causes/proxy-url-malformed.ts';
import { serviceBoundToLoopback } from './causes/service-bound-to-loopback.ts';
import { serviceError } from './causes/service-error.ts';
import { tlsMismatch } from './causes/tls-mismatch.ts';
import { tlsUntrusted } from './causes/tls-untrusted.ts';
import { unauthorized } from './causes/unauthorized.ts';
import { wrongPort } from './causes/wrong-port.ts';

/** Every cause. Their order here changes no answer: findings are sorted by CAUSE_CODES. */
export const CAUSES: readonly Cause[] = [
  addressFamilyMismatch,
  modelDisagrees,
  nameUnresolved,
  noRoute,
  nothingListening,
  proxyAuthRequired,
  proxyDenies,
  proxyInterceptsLocal,
  proxySchemeUnsupported,
  proxyUnreachable,
  proxyUrlMalformed,
  serviceBoundToLoopback,
  serviceError,
  tlsMismatch,
  tlsUntrusted,
  unauthorized,
  wrongPort,
];
