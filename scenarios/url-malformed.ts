import { office } from './office.ts';
import type { Scenario } from './scenario.ts';
import { broken, CANARIES, scenario } from './scenario.ts';

/** What people type, and what the answer must offer instead; empty where there is nothing plain to offer. */
const SLIPS: Readonly<Record<string, readonly [url: string, offered: string]>> = {
  // The guide contains this one.
  'url-port-twice': ['http://127.0.0.1:8000:8000/v1/models', 'http://127.0.0.1:8000/v1/models'],
  'url-scheme-one-slash': ['http:/127.0.0.1:8000/v1', 'http://127.0.0.1:8000/v1'],
  'url-full-width-colon': ['http：//127.0.0.1:8000/v1', 'http://127.0.0.1:8000/v1'],
  'url-ipv6-without-brackets': ['http://::1:8000/v1', 'http://[::1]:8000/v1'],
  'url-port-too-large': ['http://127.0.0.1:80000/v1', ''],
  'url-port-no-number': ['http://127.0.0.1:http/v1', ''],
  'url-unknown-scheme': ['htp://127.0.0.1:8000/v1', 'http://127.0.0.1:8000/v1'],
  'url-blank-inside': ['http://127.0.0.1:8000/v1 /models', ''],
  'url-empty': ['', ''],
  'url-no-host': ['http://:8000/v1', ''],
  'url-port-twice-with-password': [`http://rosa:${CANARIES.proxyPassword}@127.0.0.1:8000:8000/v1`, ''],
};

export const URL_MALFORMED: readonly Scenario[] = Object.entries(SLIPS).map(([name, [url, offered]]) =>
  scenario({
    name,
    network: office({}),
    url,
    expect: {
      exit: 2,
      findings: [broken('url-malformed')],
      must: offered === '' ? [] : [offered],
      snapshot: 'url-refused',
    },
  }),
);
