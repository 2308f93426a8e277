import type { Cause } from './cause.ts';
import { addressFamilyMismatch } from './causes/address-family-mismatch.ts';
import { declaredWayDiffers } from './causes/declared-way-differs.ts';
import { forbidden } from './causes/forbidden.ts';
import { hostAddressStale } from './causes/host-address-stale.ts';
import { modelDisagrees } from './causes/model-disagrees.ts';
import { nameUnresolved } from './causes/name-unresolved.ts';
import { noProxyDialect } from './causes/no-proxy-dialect.ts';
import { noProxyMalformed } from './causes/no-proxy-malformed.ts';
import { noRoute } from './causes/no-route.ts';
import { nothingListening } from './causes/nothing-listening.ts';
import { portConflict } from './causes/port-conflict.ts';
import { profileSourcesItself } from './causes/profile-sources-itself.ts';
import { proxyAuthRequired } from './causes/proxy-auth-required.ts';
import { proxyDenies } from './causes/proxy-denies.ts';
import { proxyEnvWrongLevel } from './causes/proxy-env-wrong-level.ts';
import { proxyInterceptsLocal } from './causes/proxy-intercepts-local.ts';
import { proxyNotUsed } from './causes/proxy-not-used.ts';
import { proxyProtocolMismatch } from './causes/proxy-protocol-mismatch.ts';
import { proxySchemeUnsupported } from './causes/proxy-scheme-unsupported.ts';
import { proxySettingSlip } from './causes/proxy-setting-slip.ts';
import { proxyUnreachable } from './causes/proxy-unreachable.ts';
import { proxyUrlMalformed } from './causes/proxy-url-malformed.ts';
import { serverSelfCheck } from './causes/server-self-check.ts';
import { serviceBoundToLoopback } from './causes/service-bound-to-loopback.ts';
import { serviceError } from './causes/service-error.ts';
import { serviceSilent } from './causes/service-silent.ts';
import { tlsMismatch } from './causes/tls-mismatch.ts';
import { tlsUntrusted } from './causes/tls-untrusted.ts';
import { unauthorized } from './causes/unauthorized.ts';
import { wrongModel } from './causes/wrong-model.ts';
import { wrongPath } from './causes/wrong-path.ts';
import { wrongPort } from './causes/wrong-port.ts';

/** Every cause. Their order here changes no answer: findings are sorted by CAUSE_CODES. */
export const CAUSES: readonly Cause[] = [
  addressFamilyMismatch,
  hostAddressStale,
  declaredWayDiffers,
  modelDisagrees,
  nameUnresolved,
  noProxyDialect,
  noProxyMalformed,
  noRoute,
  nothingListening,
  proxyAuthRequired,
  proxyDenies,
  proxyEnvWrongLevel,
  proxyInterceptsLocal,
  proxyNotUsed,
  proxyProtocolMismatch,
  profileSourcesItself,
  proxySettingSlip,
  proxySchemeUnsupported,
  proxyUnreachable,
  proxyUrlMalformed,
  serviceBoundToLoopback,
  serviceError,
  tlsMismatch,
  tlsUntrusted,
  unauthorized,
  wrongPort,
  forbidden,
  portConflict,
  serviceSilent,
  wrongModel,
  wrongPath,
  serverSelfCheck,
];
