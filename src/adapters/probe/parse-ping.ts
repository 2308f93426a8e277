import type { Answer } from '../../domain/facts/observation.ts';

/** What ping(8) left: exit code and both outputs. */
export interface PingOutput {
  readonly code: number;
  readonly text: string;
}

/**
 * Reads `ping -c1 -W1 -n ADDRESS` of iputils 20190709 to 20240905 under LC_ALL=C. 0: an answer, with
 * `64 bytes from 127.0.0.1: icmp_seq=1 ttl=64 time=0.036 ms`; 1: none; 2: it could not send.
 * https://github.com/iputils/iputils/blob/master/ping/ping_common.c
 */
export const parsePing = ({ code, text }: PingOutput, tookMs: number): Answer => {
  const [, time] = /\btime[=<]([\d.]+) ?ms/.exec(text) ?? [];
  if (code === 0) return { kind: 'echoed', tookMs: time === undefined ? tookMs : Number(time) };
  if (/^Usage:|invalid option|unrecognized option/im.test(text)) return NOT_ASKABLE.unsupported;
  // No right to a raw socket nor to an ICMP one (net.ipv4.ping_group_range), as opposed to a rule that drops what is sent.
  if (/\bsocket\b.*(?:Operation not permitted|Permission denied)|missing cap_net_raw/i.test(text)) {
    return NOT_ASKABLE.denied;
  }
  return { kind: 'failed', failure: failureIn(text), tookMs };
};

const NOT_ASKABLE = {
  denied: { kind: 'not-askable', why: 'denied' },
  unsupported: { kind: 'not-askable', why: 'unsupported' },
} as const;

const failureIn = (text: string): Extract<Answer, { kind: 'failed' }>['failure'] => {
  if (/Network is unreachable|Net(?:work)? Unreachable/i.test(text)) return 'network-unreachable';
  if (/Host Unreachable|No route to host|Packet filtered|prohibited/i.test(text)) return 'host-unreachable';
  if (/Port Unreachable|Connection refused/i.test(text)) return 'refused';
  // EACCES of a `prohibit` route, of which ping believes that it is a broadcast address.
  if (/Operation not permitted|Permission denied|check your local firewall/i.test(text)) return 'denied';
  if (/Cannot assign requested address/i.test(text)) return 'address-not-available';
  return /0 received|100% packet loss/.test(text) ? 'timed-out' : 'other';
};
