import { ADDRESS_FAMILY } from './address-family.ts';
import { ALL_WELL } from './all-well.ts';
import { LISTENING } from './listening.ts';
import { PROXY_FAILS } from './proxy-fails.ts';
import { PROXY_INTERCEPTS_LOCAL } from './proxy-intercepts-local.ts';
import { PROXY_ON_THIS_MACHINE } from './proxy-on-this-machine.ts';
import { RIGHTS } from './rights.ts';
import type { Scenario } from './scenario.ts';
import { SERVICE_FAILS } from './service-fails.ts';
import { URL_MALFORMED } from './url-malformed.ts';

/** Every scenario. A new group is a new file and one line here. */
export const SCENARIOS: readonly Scenario[] = [
  ...PROXY_INTERCEPTS_LOCAL,
  ...PROXY_ON_THIS_MACHINE,
  ...PROXY_FAILS,
  ...ADDRESS_FAMILY,
  ...LISTENING,
  ...URL_MALFORMED,
  ...RIGHTS,
  ...ALL_WELL,
  ...SERVICE_FAILS,
];
