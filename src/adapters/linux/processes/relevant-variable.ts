import { meantVariable } from '../../../domain/settings/meant-variable.ts';

/** Proxy settings in every spelling that a client reads: `http_proxy`, `NO_PROXY`, `Http_Proxy`, `npm_config_https_proxy`, `noproxy`. */
const PROXY = /(?:^|_)(?:no)?proxy$/i;

/** Where a service is: `OPENAI_BASE_URL`, `OLLAMA_HOST`, `HF_ENDPOINT`, … when the value is a URL of HTTP, or a host for Ollama. */
const SERVICE = /(?:URLS?|URI|ENDPOINT|_API_BASE|_BASE|_HOST|_API|_SERVER)$/i;

/** What else changes how a client connects, resolves or trusts. */
const CLIENT_SETTINGS = new Set([
  ...[
    'NODE_USE_ENV_PROXY',
    'NODE_OPTIONS',
    'NODE_EXTRA_CA_CERTS',
    'NODE_TLS_REJECT_UNAUTHORIZED',
    'NODE_USE_SYSTEM_CA',
  ],
  ...['REQUEST_METHOD', 'GATEWAY_INTERFACE'],
  ...['HOME', 'CURL_HOME', 'XDG_CONFIG_HOME', 'NETRC'],
  ...['CURL_CA_BUNDLE', 'REQUESTS_CA_BUNDLE', 'SSL_CERT_FILE', 'SSL_CERT_DIR'],
  ...['HOSTALIASES', 'LOCALDOMAIN', 'RES_OPTIONS', 'JAVA_TOOL_OPTIONS'],
]);

/** What a server itself is told: VLLM_PORT is a port that vLLM takes beside its API's (docs/configuration/env_vars), the keys what it wants. */
const SERVER_SETTINGS = new Set([
  'OLLAMA_HOST',
  'VLLM_PORT',
  'VLLM_API_KEY',
  'LLAMA_API_KEY',
  'GRADIO_SERVER_NAME',
]);

const isServiceUrl = (name: string, value: string): boolean =>
  SERVER_SETTINGS.has(name) || (SERVICE.test(name) && /^\s*["']?https?:/i.test(value));

/** Whether a variable alone is reason to keep a process's environment: it names a proxy, or a service to reach. */
export const isTelling = (name: string, value: string): boolean =>
  (PROXY.test(name) && !CLIENT_SETTINGS.has(name)) || isServiceUrl(name, value);

/** Whether a variable decides where requests go or how, or was meant to. PATH does not: what it finds is a fact of its own. */
export const isRelevant = (name: string, value: string): boolean =>
  isTelling(name, value) || CLIENT_SETTINGS.has(name) || meantVariable(name) !== undefined;

/** A test on a whole environment that is cheap and never says no to a telling one. */
export const mayTell = (environ: string): boolean =>
  /proxy=|(?:URLS?|URI|ENDPOINT|BASE|HOST|API|SERVER|VLLM_PORT|API_KEY|SERVER_NAME)=/i.test(environ);
