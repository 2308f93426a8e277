import type { SecretSpan } from './span.ts';

/** `Authorization: Bearer TOKEN`, `Proxy-Authorization: Basic …`; of a scheme that is not known, the whole line. */
const AUTHORIZATION =
  /authorization["']?\s*[:=]\s*["']?(?:(?:bearer|basic|token|apikey|negotiate|ntlm)\s+([^\s"',;]+)|([^\r\n"']+))/gi;
/** All that a client sends back to a server that knows it. */
const COOKIE = /(?<![\w-])(?:set-)?cookie["']?\s*:\s*["']?([^\r\n"']+)/gi;
const BEARER = /\bBearer\s+([A-Za-z0-9._~+/=-]{8,})/gi;
const BASIC = /\bBasic\s+([A-Za-z0-9+/_-]{4,}={0,2})/gi;

/**
 * Keys that say by their own form what they are: OpenAI and its like, Hugging Face, GitHub, GitLab, Slack, AWS, Google, NVIDIA, Groq,
 * Replicate, ModelScope, and JSON Web Tokens. After `//` or `@` it is a host's name.
 */
const SHAPES =
  /(?<![A-Za-z0-9_@]|\/\/)(?:sk-[\w-]{8,}|hf_\w{8,}|gh[pousr]_\w{16,}|github_pat_\w{16,}|glpat-[\w-]{12,}|xox[abprs]-[\w-]{10,}|AKIA[A-Z0-9]{16}|AIza[\w-]{30,}|nvapi-[\w-]{16,}|gsk_\w{16,}|r8_\w{16,}|ms-[0-9a-f]{8}-[0-9a-f-]{20,}|eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]+)/g;

/** Tokens in authorization headers, and keys that are known by their form. */
export const findTokenSecrets = (text: string): readonly SecretSpan[] => [
  ...[...text.matchAll(AUTHORIZATION)].map(lastGroup),
  ...[...text.matchAll(BEARER)].map(lastGroup),
  ...[...text.matchAll(COOKIE)].map(lastGroup),
  // "Basic authentication" is prose; credentials hold a colon.
  ...[...text.matchAll(BASIC)].filter((match) => readBasic(match[1] ?? '') !== undefined).map(lastGroup),
  ...[...text.matchAll(SHAPES)].map(({ index, 0: key }) => ({ start: index, end: index + key.length })),
];

/** What `Basic` credentials hold (RFC 7617): `dXNlcjpwYXNz` → user `user`, password `pass`. */
export const readBasic = (base64: string): { user: string; password: string } | undefined => {
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(base64)) return undefined;
  const text = Buffer.from(base64, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon === -1 ? undefined : { user: text.slice(0, colon), password: text.slice(colon + 1) };
};

const lastGroup = (match: RegExpExecArray): SecretSpan => {
  const value = match[1] ?? match[2] ?? '';
  const end = match.index + match[0].length;
  return { start: end - value.length, end };
};
