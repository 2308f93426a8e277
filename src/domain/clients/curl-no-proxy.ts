import { formatAddress } from '../net/format-address.ts';
import { parseAddress } from '../net/parse-address.ts';
import { containsAddress } from '../net/prefix.ts';
import type { Host } from '../net/target.ts';
import { asciiName } from './ascii-name.ts';
import { isAtLeast } from './compare-versions.ts';
import { coversName } from './covers-name.ts';

/**
 * The entry of a NO_PROXY list by which curl goes direct to a host; `undefined` where none holds it. `*` counts only as the
 * whole list; an entry holds its subdomains, with or without a leading dot; blocks of addresses since 7.86; IPv6 as
 * numbers since 8.18 and as text before.
 * curl lib/url.c check_noproxy until 7.85, lib/noproxy.c until 8.20, lib/proxy.c from 8.21.
 */
export const findCurlException = (
  version: string | undefined,
  list: string,
  host: Host,
): string | undefined => {
  if (list === '*') return '*';
  const name = lowerAscii(nameToMatch(version, host));
  const holds = chooseMatcher(version, name);
  return splitList(version, list).find((entry, index, entries) =>
    holds(lowerAscii(entry), index === entries.length - 1),
  );
};

/** curl folds the case of ASCII only. */
const lowerAscii = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

type Matcher = (entry: string, isLast: boolean) => boolean;

/** The host as it stands in curl when the list is read: numbers are normalized since 7.77, IPv6 since 7.81, IDN since 7.86. */
const nameToMatch = (version: string | undefined, host: Host): string => {
  if (host.kind === 'name') return isAtLeast(version, '7.86.0') ? asciiName(host.written) : host.written;
  const { address, written } = host;
  const isNormalized = isAtLeast(version, address.family === 4 ? '7.77.0' : '7.81.0');
  const text = isNormalized ? formatAddress(address) : written;
  return text.replace(/%.*$/, '');
};

/** Until 7.85 blanks separate like commas, until 8.8 tabs too; since 8.9 an entry after a blank ends the list. */
const splitList = (version: string | undefined, list: string): readonly string[] => {
  if (!isAtLeast(version, '7.86.0')) return list.split(/[ ,]+/).filter((entry) => entry !== '');
  if (!isAtLeast(version, '8.9.0')) return list.split(/[ \t,]+/).filter((entry) => entry !== '');
  const entries: string[] = [];
  for (const part of list.split(',')) {
    const [entry, afterBlank] = part.split(/[ \t]+/).filter((word) => word !== '');
    if (entry !== undefined) entries.push(entry);
    if (afterBlank !== undefined) break;
  }
  return entries;
};

const chooseMatcher = (version: string | undefined, name: string): Matcher => {
  if (!isAtLeast(version, '7.86.0')) return (entry) => coversName(entry.replace(/^\./, ''), name);
  if (!isAtLeast(version, '7.87.0')) return match786(name);
  const address = parseAddress(name);
  const isNumber = address !== undefined && (address.family === 4 || isAtLeast(version, '8.18.0'));
  if (isNumber) return (entry) => inBlock(version, entry, name);
  const plain = name.replace(/\.$/, '');
  return (entry) => coversName(entry.replace(/\.$/, '').replace(/^\./, ''), plain);
};

/** The slips of 7.86.0: names match exactly, `.name` as a mere ending, and either only as the last of the list. */
const match786 = (name: string): Matcher => {
  if (parseAddress(name)?.family === 4) {
    return (entry, isLast) => (isLast || entry.includes('/')) && inBlock('7.86.0', entry, name);
  }
  return (entry, isLast) => {
    if (!entry.startsWith('.')) return entry === name;
    const ending = entry.slice(1);
    return ending === name || (isLast && name.endsWith(ending));
  };
};

/** A length of 0 is an exact match, in every version; until 8.17 what follows the length's digits is not looked at. */
const inBlock = (version: string | undefined, entry: string, name: string): boolean => {
  const slash = entry.indexOf('/');
  const block = parseAddress(slash === -1 ? entry : entry.slice(0, slash));
  const address = parseAddress(name);
  const bits = slash === -1 ? 0 : readBits(version, entry.slice(slash + 1));
  if (block === undefined || address === undefined || bits === undefined || entry.includes('%')) return false;
  const size = block.words.length * 32;
  return bits <= size && containsAddress({ address: block, length: bits === 0 ? size : bits }, address);
};

const readBits = (version: string | undefined, text: string): number | undefined => {
  const isStrict = isAtLeast(version, '8.18.0');
  if (isStrict) return /^\d+$/.test(text) ? Number(text) : undefined;
  const [digits] = /^\s*[+-]?\d+/.exec(text) ?? ['0'];
  const bits = Number(digits);
  return bits < 0 ? undefined : bits;
};
