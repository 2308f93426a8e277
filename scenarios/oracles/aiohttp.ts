import type { Oracle } from './seen.ts';
import { classify, GIVES_UP_AFTER_S, LIMITS } from './seen.ts';

const PROGRAM = `
import asyncio, sys, aiohttp
async def main(url, trust_env):
    timeout = aiohttp.ClientTimeout(total=${GIVES_UP_AFTER_S})
    async with aiohttp.ClientSession(trust_env=trust_env, timeout=timeout) as session:
        async with session.get(url) as response:
            print('status', response.status)
try:
    asyncio.run(main(sys.argv[1], sys.argv[2] == 'trust_env'))
except Exception as error:
    print(repr(error), error)
`;

const oracle = (client: string, how: 'trust_env' | 'as-it-comes'): Oracle => ({
  client,
  // Debian's Python, as for requests.
  command: (url) => ({ ...LIMITS, argv: ['/usr/bin/python3', '-I', '-c', PROGRAM, url, how] }),
  read: (stdout) => {
    const status = /^status (\d+)/.exec(stdout)?.[1];
    if (status !== undefined) return { kind: 'answered', status: Number(status) };
    return classify(stdout, [
      [/InvalidURL|ValueError|AssertionError/, 'gives-up'],
      [/Errno 111\b|Connect call failed.*111/, 'refused'],
      [/Errno (113|101)\b|OSError\((113|101)\b/, 'unreachable'],
      [/Errno -(2|3|5)\b|Name or service not known|No address associated/, 'name-not-found'],
      [/TimeoutError/, 'timed-out'],
      [/ServerDisconnectedError|ClientResponseError|ClientOSError|ClientPayloadError/, 'no-response'],
    ]);
  },
});

export const AIOHTTP: Oracle = oracle('aiohttp', 'as-it-comes');

export const AIOHTTP_TRUST_ENV: Oracle = oracle('aiohttp-trust-env', 'trust_env');
