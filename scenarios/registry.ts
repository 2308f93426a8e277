import { ADDRESS_FAMILY } from './address-family.ts';
import { ALL_WELL } from './all-well.ts';
import { API_ERRORS } from './api-errors.ts';
import { API_KEYS } from './api-keys.ts';
import { LISTENING } from './listening.ts';
import { LOCAL_THROUGH_PROXY } from './local-through-proxy.ts';
import { NAMES } from './names.ts';
import { NO_PROXY_DIALECT } from './no-proxy-dialect.ts';
import { PORTS } from './ports.ts';
import { PROXY_FAILS } from './proxy-fails.ts';
import { PROXY_INTERCEPTS_LOCAL } from './proxy-intercepts-local.ts';
import { PROXY_NOT_USED } from './proxy-not-used.ts';
import { PROXY_ON_THIS_MACHINE } from './proxy-on-this-machine.ts';
import { PROXY_PROTOCOL } from './proxy-protocol.ts';
import { PROXY_WRONG_LEVEL } from './proxy-wrong-level.ts';
import { PYTHON_CLIENTS } from './python-clients.ts';
import { RIGHTS } from './rights.ts';
import type { Scenario } from './scenario.ts';
import { SERVER_ENVIRONMENT } from './server-environment.ts';
import { SERVICE_FAILS } from './service-fails.ts';
import { STARTUP_FILES } from './startup-files.ts';
import { URL_MALFORMED } from './url-malformed.ts';
import { WRONG_MODEL_SCENARIOS } from './wrong-model.ts';
import { WRONG_PATH_SCENARIOS } from './wrong-path.ts';

/** Every scenario. A new group is a new file and one line here. */
export const SCENARIOS: readonly Scenario[] = [
  ...PROXY_INTERCEPTS_LOCAL,
  ...PROXY_ON_THIS_MACHINE,
  ...PROXY_FAILS,
  ...ADDRESS_FAMILY,
  ...LISTENING,
  ...URL_MALFORMED,
  ...PYTHON_CLIENTS,
  ...RIGHTS,
  ...ALL_WELL,
  ...SERVICE_FAILS,
  ...PROXY_NOT_USED,
  ...NO_PROXY_DIALECT,
  ...PROXY_PROTOCOL,
  ...NAMES,
  ...LOCAL_THROUGH_PROXY,
  ...PROXY_WRONG_LEVEL,
  ...API_ERRORS,
  ...API_KEYS,
  ...PORTS,
  ...WRONG_MODEL_SCENARIOS,
  ...WRONG_PATH_SCENARIOS,
  ...SERVER_ENVIRONMENT,
  ...STARTUP_FILES,
];
