import type { Oracle } from './seen.ts';
import { classify, GIVES_UP_AFTER_S, LIMITS } from './seen.ts';

const PROGRAM = `
import sys, requests
try:
    with requests.get(sys.argv[1], timeout=${GIVES_UP_AFTER_S}, stream=True) as response:
        print('status', response.status_code)
except requests.RequestException as error:
    print(repr(error))
`;

export const REQUESTS: Oracle = {
  client: 'requests',
  // Debian's Python: another one in PATH may have another version, and may not be readable by everyone.
  command: (url) => ({ ...LIMITS, argv: ['/usr/bin/python3', '-I', '-c', PROGRAM, url] }),
  read: (stdout) => {
    const status = /^status (\d+)/.exec(stdout)?.[1];
    if (status !== undefined) return { kind: 'answered', status: Number(status) };
    return classify(stdout, [
      [/InvalidURL|InvalidProxyURL|proxy scheme|Missing dependencies for SOCKS/i, 'gives-up'],
      [/Errno 111\b/, 'refused'],
      [/Errno (113|101)\b/, 'unreachable'],
      [/Errno -(2|3|5)\b/, 'name-not-found'],
      [/timed out|Timeout/, 'timed-out'],
      [/RemoteDisconnected|BadStatusLine|more than 100 headers|LineTooLong|ProtocolError/, 'no-response'],
    ]);
  },
};
