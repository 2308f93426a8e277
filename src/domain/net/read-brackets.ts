import type { Result } from '../facts/result.ts';
import { fail, succeed } from '../facts/result.ts';
import { isLoopback, isUnspecified } from './classify-address.ts';
import { parseAddress } from './parse-address.ts';
import { readHost } from './read-host.ts';
import type { Slip } from './slip.ts';
import { slip } from './slip.ts';
import type { Host } from './target.ts';

/** `[::1]`, `[fe80::1%eth0]` or, as RFC 6874 spells a zone, `[fe80::1%25eth0]`; `text[start]` is the bracket. */
export const readBracketed = (
  text: string,
  start: number,
  end: number,
): Result<{ readonly host: Host; readonly colon?: number }, Slip> => {
  const close = text.slice(start, end).indexOf(']') + start;
  if (close < start) return fail({ ...readColons(text, start, end), at: start });
  const written = text.slice(start + 1, close);
  const address = parseAddress(written.replace(/%25(?=.)/, '%'));
  if (address?.family !== 6) return fail(notIPv6(text, start, close, written));
  const host = { kind: 'address', address, written } as const;
  if (close + 1 === end) return succeed({ host });
  return text[close + 1] === ':'
    ? succeed({ host, colon: close + 1 })
    : fail({ kind: 'bracket', at: close + 1 });
};

const notIPv6 = (text: string, start: number, close: number, written: string): Slip =>
  readHost(written).ok
    ? slip('bracket', start, { text, start, end: close + 1, by: written })
    : { kind: 'bad-host', at: start + 1 };

/** A host with several colons and no brackets: an IPv6 address without them, or a port written twice. */
export const readColons = (text: string, start: number, end: number): Slip => {
  const written = text.slice(start, end).replaceAll(/[[\]]/g, '');
  const readings = bracketReadings(written);
  const [reading] = readings;
  if (reading !== undefined) {
    return slip('bracket', start, readings.length === 1 ? { text, start, end, by: reading } : undefined);
  }
  const [host = '', ...ports] = written.split(':');
  const isPorts = ports.every((port) => /^\d*$/.test(port)) || !/^[\da-f]{0,4}$/i.test(host);
  if (!isPorts || ports.length < 2) return { kind: 'bracket', at: start };
  const second = text.indexOf(':', text.indexOf(':', start) + 1);
  const distinct = [...new Set(ports.filter((port) => port !== ''))];
  const by = [host, ...distinct].join(':');
  return slip('port-twice', second, distinct.length <= 1 ? { text, start, end, by } : undefined);
};

/** How the text reads with brackets put in: whole, and with its last group as the port. */
const bracketReadings = (written: string): readonly string[] => {
  const colon = written.lastIndexOf(':');
  const [head, port] = [written.slice(0, colon), written.slice(colon + 1)];
  const whole = parseAddress(written) === undefined ? [] : [`[${written}]`];
  const address = parseAddress(head);
  if (address?.family !== 6 || !/^[1-9]\d{0,4}$/.test(port)) return whole;
  const withPort = `[${head}]:${port}`;
  // ::1:8000 is an address too, of a block that nobody was ever given (RFC 4291 section 2.5.5.1).
  const isPlain = isLoopback(address) || isUnspecified(address);
  return isPlain ? [withPort] : [...whole, withPort];
};
