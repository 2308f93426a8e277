import { describe, expect, it } from 'vitest';
import { parsePing } from './parse-ping.ts';

const answered = `PING 127.0.0.1 (127.0.0.1) 56(84) bytes of data.
64 bytes from 127.0.0.1: icmp_seq=1 ttl=64 time=0.036 ms

--- 127.0.0.1 ping statistics ---
1 packets transmitted, 1 received, 0% packet loss, time 0ms
rtt min/avg/max/mdev = 0.036/0.036/0.036/0.000 ms`;

const unanswered = (line: string): string => `PING 10.9.9.7 (10.9.9.7) 56(84) bytes of data.
${line}
--- 10.9.9.7 ping statistics ---
1 packets transmitted, 0 received, 100% packet loss, time 0ms`;

describe('parsePing', () => {
  it('takes the time that ping measured', () => {
    expect(parsePing({ code: 0, text: answered }, 12)).toEqual({ kind: 'echoed', tookMs: 0.036 });
    expect(parsePing({ code: 0, text: '' }, 12)).toEqual({ kind: 'echoed', tookMs: 12 });
  });

  it.each([
    [1, unanswered(''), 'timed-out'],
    [1, unanswered('From 10.9.9.1 icmp_seq=1 Destination Host Unreachable'), 'host-unreachable'],
    [1, unanswered('From 10.9.9.1 icmp_seq=1 Packet filtered'), 'host-unreachable'],
    [1, unanswered('From 10.9.9.1 icmp_seq=1 Destination Net Unreachable'), 'network-unreachable'],
    [1, unanswered('From 10.9.9.1 icmp_seq=1 Destination Port Unreachable'), 'refused'],
    [1, unanswered('ping: sendmsg: Operation not permitted'), 'denied'],
    [2, 'ping: connect: Network is unreachable', 'network-unreachable'],
    [2, 'ping: connect: No route to host', 'host-unreachable'],
    [2, 'ping: Do you want to ping broadcast? Then -b. If not, check your local firewall rules', 'denied'],
    [2, 'ping: connect: Invalid argument', 'other'],
  ] as const)('%d %j', (code, text, failure) => {
    expect(parsePing({ code, text }, 5)).toEqual({ kind: 'failed', failure, tookMs: 5 });
  });

  it.each([
    [2, 'ping: socket: Operation not permitted', 'denied'],
    [
      2,
      'ping: socktype: SOCK_RAW\nping: socket: Operation not permitted\nping: => missing cap_net_raw+p',
      'denied',
    ],
    [1, "ping: invalid option -- 'n'\nBusyBox v1.36.1\n\nUsage: ping [OPTIONS] HOST", 'unsupported'],
  ] as const)('%d %j is no answer', (code, text, why) => {
    expect(parsePing({ code, text }, 5)).toEqual({ kind: 'not-askable', why });
  });
});
