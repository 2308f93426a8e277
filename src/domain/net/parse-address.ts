import type { Address } from './address.ts';

const OCTET = /^(?:0|[1-9]\d{0,2})$/;
const GROUP = /^[0-9a-f]{1,4}$/i;
/** What Linux lets an interface be called, less what a URL or a list could not hold. */
const ZONE = /^[^\s%/[\]@,]{1,64}$/;

/**
 * An address as the RFCs write it: `10.0.0.2`, `2001:db8::1`, `::ffff:1.2.3.4`, `fe80::1%eth0`. Strict: no leading zero in
 * an IPv4 part, no short IPv4 form, no brackets; `undefined` for anything else. RFC 4291 section 2.2, RFC 4007 section 11.
 */
export const parseAddress = (text: string): Address | undefined =>
  text.includes(':') ? parseIPv6(text) : parseIPv4(text);

const parseIPv4 = (text: string): Address | undefined => {
  const word = readOctets(text);
  return word === undefined ? undefined : { family: 4, words: [word] };
};

/** `1.2.3.4` → 0x01020304. */
const readOctets = (text: string): number | undefined => {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let word = 0;
  for (const part of parts) {
    const octet = Number(part);
    if (!OCTET.test(part) || octet > 255) return undefined;
    word = word * 256 + octet;
  }
  return word;
};

const parseIPv6 = (text: string): Address | undefined => {
  const percent = text.indexOf('%');
  const zone = percent === -1 ? '' : text.slice(percent + 1);
  if (percent !== -1 && !ZONE.test(zone)) return undefined;
  const groups = readGroups(percent === -1 ? text : text.slice(0, percent));
  if (groups === undefined) return undefined;
  const word = (index: number): number => (groups[index * 2] ?? 0) * 0x10000 + (groups[index * 2 + 1] ?? 0);
  return { family: 6, words: [word(0), word(1), word(2), word(3)], zone };
};

/** The eight 16-bit groups, with `::` filled in. */
const readGroups = (text: string): readonly number[] | undefined => {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [before = '', after] = halves;
  const head = readHalf(before, after === undefined);
  const tail = after === undefined ? [] : readHalf(after, true);
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (after === undefined ? missing !== 0 : missing < 1) return undefined;
  return [...head, ...Array<number>(missing).fill(0), ...tail];
};

/** Colon-separated groups on one side of `::`; the last may be dotted when it ends the address. */
const readHalf = (text: string, endsAddress: boolean): readonly number[] | undefined => {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    if (GROUP.test(part)) {
      groups.push(Number.parseInt(part, 16));
      continue;
    }
    const dotted = endsAddress && index === parts.length - 1 ? readOctets(part) : undefined;
    if (dotted === undefined) return undefined;
    groups.push(Math.floor(dotted / 0x10000), dotted % 0x10000);
  }
  return groups;
};
