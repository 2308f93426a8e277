import type { Result } from '../facts/result.ts';
import { fail, succeed } from '../facts/result.ts';
import { findMismatches } from '../schema/find-mismatches.ts';
import { checkMeanings } from './check-meanings.ts';
import type { Config } from './config.ts';
import type { ConfigIssue } from './config-issue.ts';
import { CONFIG_SCHEMA, type WrittenConfig } from './config-schema.ts';
import { issueFromMismatch } from './issue-from-mismatch.ts';

/** More would not be read at once, and each costs time. */
const MOST_ISSUES = 20;

/**
 * The value that a tongtu.yaml's text stands for, read: `{ services: { qwen: 'http://127.0.0.1:8000/v1' } }`; `null` for an empty file.
 * Its strings are fit for a screen and hold no secret. Fails with everything that cannot stand, up to 20 of it.
 */
export const readConfigValue = (value: unknown): Result<Config, readonly ConfigIssue[]> => {
  const written = value ?? {};
  const mismatches = findMismatches(CONFIG_SCHEMA, written, MOST_ISSUES);
  if (mismatches.length > 0) return fail(mismatches.map(issueFromMismatch));
  // The schema that the type is made of has just been checked.
  const config = readWritten(written as WrittenConfig);
  const issues = checkMeanings(config, MOST_ISSUES);
  return issues.length === 0 ? succeed(config) : fail(issues.slice(0, MOST_ISSUES));
};

const readWritten = ({ services, proxies, intents }: WrittenConfig): Config => ({
  services: Object.entries(services ?? {}).map(([name, service]) => {
    if (typeof service === 'string') return { name, url: service };
    const { url, model, 'key-variable': keyVariable } = service;
    return {
      name,
      url,
      ...(model === undefined ? {} : { model }),
      ...(keyVariable === undefined ? {} : { keyVariable }),
    };
  }),
  proxies: Object.entries(proxies ?? {}).map(([name, proxy]) => {
    if (typeof proxy === 'string') return { name, url: proxy };
    const { url, 'user-variable': userVariable, 'password-variable': passwordVariable } = proxy;
    return {
      name,
      url,
      ...(userVariable === undefined ? {} : { userVariable }),
      ...(passwordVariable === undefined ? {} : { passwordVariable }),
    };
  }),
  intents: Object.entries(intents ?? {}).map(([name, { clients = [], ...intent }]) => ({
    name,
    ...intent,
    clients,
  })),
});
