import type { Oracle } from './seen.ts';
import { classify, GIVES_UP_AFTER_S, LIMITS } from './seen.ts';

const PROGRAM = `
import socket, sys, httpx
ask = socket.getaddrinfo
def getaddrinfo(host, *rest, **more):
    if not host:
        raise ValueError('a proxy without a host')
    return ask(host, *rest, **more)
socket.getaddrinfo = getaddrinfo
try:
    with httpx.Client(timeout=${GIVES_UP_AFTER_S}) as client:
        with client.stream('GET', sys.argv[1]) as response:
            print('status', response.status_code)
except Exception as error:
    print(repr(error), repr(error.__cause__))
`;

export const HTTPX: Oracle = {
  client: 'httpx',
  // Debian's Python, as for requests.
  command: (url) => ({ ...LIMITS, argv: ['/usr/bin/python3', '-I', '-c', PROGRAM, url] }),
  read: (stdout) => {
    const status = /^status (\d+)/.exec(stdout)?.[1];
    if (status !== undefined) return { kind: 'answered', status: Number(status) };
    return classify(stdout, [
      // Of a proxy's URL that it cannot read nothing is left but an empty name, which it looks up.
      [/InvalidURL|Unknown scheme|socksio|without a host/, 'gives-up'],
      [/Errno 111\b/, 'refused'],
      [/Errno (113|101)\b/, 'unreachable'],
      [/Errno -(2|3|5)\b/, 'name-not-found'],
      [/Timeout|timed out/, 'timed-out'],
      [/RemoteProtocolError|ReadError/, 'no-response'],
    ]);
  },
};
