import { connect } from 'node:net';
import { inWords } from './say.mjs';

/** The variables from which npm takes a proxy: its own configuration's, and those its HTTP agent reads, in any case. */
export const isProxyVariable = (name) => /^(npm_config_)?(https?[-_])?proxy$/i.test(name);

const withoutPassword = (text) => text.replace(/^([a-z][a-z0-9+.-]*:\/\/)?[^/@]*@/i, '$1***@');

/** npm's words without the passwords of proxies, which it may quote. */
export const withoutPasswords = (env, text) =>
  proxyVariables(env)
    .reduce((words, [, value]) => words.replaceAll(value, withoutPassword(value)), text)
    .replace(/\/\/[^/@\s]*@/g, '//***@');

/** The proxy variables that are set: `[['https_proxy', 'http://user:secret@proxy:8080']]`. */
const proxyVariables = (env) =>
  Object.entries(env).filter(([name, value]) => isProxyVariable(name) && value !== '');

/** How a TCP connection to the proxy ends: `connected`, an errno such as `ECONNREFUSED`, or `ETIMEDOUT` after 3 s. */
function dial(proxyUrl) {
  // `me:secret@proxy:8080` is a URL of the scheme `me`, without a host.
  const url = URL.canParse(proxyUrl) ? new URL(proxyUrl) : undefined;
  if (url === undefined || url.hostname === '') return Promise.resolve('ERR_INVALID_URL');
  return new Promise((resolve) => {
    const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
    const socket = connect({ host: url.hostname.replace(/^\[|\]$/g, ''), port, timeout: 3000 });
    const end = (how) => {
      socket.destroy();
      resolve(how);
    };
    socket.once('connect', () => end('connected'));
    socket.once('timeout', () => end('ETIMEDOUT'));
    socket.once('error', (error) => end(error.code ?? 'ECONNREFUSED'));
  });
}

/** npm's failures that no proxy causes: a lock out of step, no right to write, a full disk. */
const NOT_THE_NETWORK = new Set([
  'EUSAGE',
  'EACCES',
  'EPERM',
  'ENOSPC',
  'EROFS',
  'EJSONPARSE',
  'ELSPROBLEMS',
]);

/**
 * Lines that say which proxy variable a failed `npm ci` went through, how that proxy answers a connection, and what to
 * try; empty where no proxy is set or the failure is not one of the network. `npmProxy` is what npm's own files name.
 */
export async function proxyHint(env, npmError, npmProxy) {
  const code = /^npm (?:error|ERR!) code (\S+)/m.exec(npmError)?.[1] ?? '';
  if (NOT_THE_NETWORK.has(code)) return [];
  const variables = proxyVariables(env);
  if (variables.length === 0) return npmProxy === '' ? [] : [await inNpmFiles(npmProxy)];
  const ends = new Map();
  for (const [, value] of variables) if (!ends.has(value)) ends.set(value, await dial(value));
  const lines = variables.map(([name, value]) => {
    const how = ends.get(value);
    return inWords(
      `  ${name}=${withoutPassword(value)}   ${inEnglish(how)}`,
      `  ${name}=${withoutPassword(value)}   ${inChinese(how)}`,
    );
  });
  const unset = variables.map(([name]) => `-u ${name}`).join(' ');
  return [
    inWords('npm goes through the proxy that these variables name:', 'npm 经过了下面这些变量指定的代理：'),
    ...lines,
    inWords('Correct the variable, or go without the proxy:', '请改正该变量，或者不经代理再试：'),
    `  env ${unset} ./tongtu …`,
  ];
}

async function inNpmFiles(npmProxy) {
  const how = await dial(npmProxy);
  return inWords(
    `npm goes through the proxy of its own settings, ${withoutPassword(npmProxy)} (${inEnglish(how)}): npm config list`,
    `npm 经过了它自己设置里的代理 ${withoutPassword(npmProxy)}（${inChinese(how)}）：npm config list`,
  );
}

const inEnglish = (how) =>
  how === 'connected'
    ? 'accepts connections'
    : how === 'ERR_INVALID_URL'
      ? 'is no URL'
      : `cannot be reached (${how})`;

const inChinese = (how) =>
  how === 'connected' ? '可以连接' : how === 'ERR_INVALID_URL' ? '不是 URL' : `连不上（${how}）`;
