import type { Address } from '../net/address.ts';
import { isLoopback, isUnspecified } from '../net/classify-address.ts';
import { equalAddress } from '../net/compare-address.ts';
import { formatAddress } from '../net/format-address.ts';
import { parseAddress } from '../net/parse-address.ts';
import { containsAddress, parsePrefix } from '../net/prefix.ts';
import type { Target } from '../net/target.ts';
import { coversName } from './covers-name.ts';

/**
 * Why an entry that was meant for a target does not hold it. `block`: a block of addresses, and this client reads none; `block-of-name`: no
 * client looks a name up to compare it with a block; `wildcard`: `*.test`, `10.*`; `star-in-list`: `*` counts only as the whole list;
 * `port`: an entry with a port; `address-form`: the same address in another form, `[::1]`; `leading-dot`: `.test` leaves `test` itself
 * out; `subdomain`: `test` does not hold `api.test` here; `loopback-spelling`: `localhost`, and 127.0.0.1 is asked; `address-of-name`: the
 * name's address is listed, and the name is asked; `url`: an entry is a host, not a URL; `quotes`: quotation marks are part of the value;
 * `blank`: blanks or semicolons between entries, not commas; `case`: upper case.
 */
export type NearlyWhy =
  | 'block'
  | 'block-of-name'
  | 'wildcard'
  | 'star-in-list'
  | 'port'
  | 'address-form'
  | 'leading-dot'
  | 'subdomain'
  | 'loopback-spelling'
  | 'address-of-name'
  | 'url'
  | 'quotes'
  | 'blank'
  | 'case';

/** An entry of an exception list, and why it does not hold what it was meant for. */
export interface NearlyCovering {
  readonly entry: string;
  readonly why: NearlyWhy;
}

/** A target as every reading of a list sees it. */
interface Sought {
  readonly name: string;
  readonly port: number;
  readonly address?: Address;
  /** What a name resolves to. */
  readonly addresses: readonly Address[];
}

const soughtOf = ({ host, port }: Target, addresses: readonly Address[]): Sought =>
  host.kind === 'name'
    ? { name: host.name, port, addresses }
    : { name: formatAddress(host.address).toLowerCase(), port, address: host.address, addresses: [] };

/** The list in the widest reading: every separator, no quotation mark, no scheme and path. */
const entriesOf = (list: string): readonly string[] => list.split(/[,;|\s]+/).filter((entry) => entry !== '');

const QUOTES = /^["'“”‘’]+|["'“”‘’]+$/g;

const isOwnLoopback = (text: string): boolean => {
  const address = parseAddress(text);
  return text === 'localhost' || (address !== undefined && (isLoopback(address) || isUnspecified(address)));
};

const inBlock = (entry: string, address: Address): boolean => {
  const block = entry.includes('/') ? parsePrefix(entry) : undefined;
  return block !== undefined && containsAddress(block, address);
};

/** `10.213.*`, `192.168.1.*`. */
const isGlobOf = (entry: string, name: string): boolean => {
  const [, start] = /^((?:\d{1,3}\.){1,3})\*/.exec(entry) ?? [];
  return start !== undefined && name.startsWith(start);
};

const plainWhy = (written: string, sought: Sought): NearlyWhy | 'plain' | undefined => {
  const entry = written.toLowerCase();
  const { name } = sought;
  if (entry === name) return written === entry ? 'plain' : 'case';
  if (entry === '*') return 'star-in-list';
  if (entry.startsWith('*') && coversName(entry.replace(/^\*\.?/, ''), name)) return 'wildcard';
  if (isGlobOf(entry, name)) return 'wildcard';
  return (sought.address === undefined ? domainWhy(entry, name) : undefined) ?? addressWhy(entry, sought);
};

const domainWhy = (entry: string, name: string): NearlyWhy | 'plain' | undefined => {
  if (!entry.startsWith('.')) return coversName(entry, name) ? 'subdomain' : undefined;
  if (entry.slice(1) === name) return 'leading-dot';
  return coversName(entry.slice(1), name) ? 'plain' : undefined;
};

const addressWhy = (entry: string, { name, address, addresses }: Sought): NearlyWhy | undefined => {
  if (address !== undefined && inBlock(entry, address)) return 'block';
  if (addresses.some((one) => inBlock(entry, one))) return 'block-of-name';
  const listed = parseAddress(entry.replace(/^\[(.*)\]$/, '$1'));
  if (listed !== undefined && address !== undefined && equalAddress(listed, address)) return 'address-form';
  if (isOwnLoopback(listed === undefined ? entry : formatAddress(listed)) && isOwnLoopback(name)) {
    return 'loopback-spelling';
  }
  if (listed !== undefined && addresses.some((one) => equalAddress(listed, one))) return 'address-of-name';
  return undefined;
};

const whyOf = (written: string, sought: Sought): NearlyWhy | 'plain' | undefined => {
  const bare = written.replace(QUOTES, '');
  if (bare !== written) return whyOf(bare, sought) === undefined ? undefined : 'quotes';
  const [, afterScheme] = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(written) ?? [];
  if (afterScheme !== undefined) return whyOf(afterScheme, sought) === undefined ? undefined : 'url';
  const why = plainWhy(written, sought);
  if (why !== undefined) return why;
  const [, host, port] = /^(\[[^\]]+\]|[^:]+):(\d+)$/.exec(written) ?? [];
  if (host === undefined || Number(port) !== sought.port) return undefined;
  return plainWhy(host, sought) === undefined ? undefined : 'port';
};

/**
 * The first entry of a list that somebody meant for a target and that a client found not to hold it: `10.0.0.0/8` for 10.1.2.3 in a client
 * that reads no blocks. `addresses` is what the target's name resolves to. `undefined` where no entry comes near.
 */
export const findNearlyCovering = (
  list: string,
  target: Target,
  addresses: readonly Address[],
): NearlyCovering | undefined => {
  const sought = soughtOf(target, addresses);
  for (const entry of entriesOf(list)) {
    const why = whyOf(entry, sought);
    if (why === 'plain') return /[;|\s]/.test(list) ? { entry, why: 'blank' } : undefined;
    if (why !== undefined) return { entry, why };
  }
  return undefined;
};

/** Whether a list names a target in so many words, as any client would read it. */
export const coversPlainly = (list: string, target: Target): boolean =>
  list.split(',').some((entry) => whyOf(entry.trim(), soughtOf(target, [])) === 'plain');
