import type { Variable } from '../facts/fact.ts';
import { isLoopback, isUnspecified, unmapIPv4 } from '../net/classify-address.ts';
import { equalAddress } from '../net/compare-address.ts';
import { parseAddress } from '../net/parse-address.ts';
import { readHost } from '../net/read-host.ts';
import type { Host } from '../net/target.ts';
import { localNames } from './local-names.ts';

/** What is known of this machine without asking anybody. */
export interface OwnPlaces {
  /** `192.168.3.84`, `fd00::5`; link-local ones have their zone. */
  readonly addresses: readonly string[];
  readonly hostName: string;
  /** The addresses that the hosts file gives a name. */
  readonly addressesOf: (name: string) => readonly string[];
}

/** A list is read by every client on every request, and a machine with many bridges has hundreds of addresses. */
const MAX_ADDRESSES = 64;
/** What names a service is short. */
const MAX_TEXT = 4096;
const MAX_TEXTS = 4096;
/** Where a service is: `OPENAI_BASE_URL`, `OLLAMA_HOST`, `HF_ENDPOINT`. */
const SERVICE = /(?:URL|URI|ENDPOINT|BASE|HOST|API|SERVER|ADDR|ADDRESS)$/i;

/**
 * What an exception list must hold so that requests for this machine go direct: loopback, its addresses and its name, and every
 * other spelling of these that the command line or a service's variable uses (`127.1`, `0.0.0.0`, a name of the hosts file).
 */
export const ownHosts = (
  own: OwnPlaces,
  argv: readonly string[],
  variables: readonly Variable[],
): readonly string[] => {
  const texts = [
    ...argv,
    ...variables.filter(({ name }) => SERVICE.test(name)).map(({ value }) => value),
  ].filter((text) => text.length <= MAX_TEXT);
  const spelled = texts
    .slice(0, MAX_TEXTS)
    .flatMap(hostsIn)
    .filter((host) => isOwn(own, host));
  const addresses = own.addresses.filter((text) => isWorthListing(text)).slice(0, MAX_ADDRESSES);
  const name = readHost(own.hostName);
  return [
    ...new Set([
      ...['127.0.0.1', 'localhost', '::1'],
      ...(name.ok && name.value.kind === 'name' ? [name.value.name] : []),
      ...addresses,
      ...spelled.flatMap((host) => localNames(host)),
    ]),
  ];
};

/** Loopback is always listed, and a link-local address needs a zone that no list can hold. */
const isWorthListing = (text: string): boolean => {
  const address = parseAddress(text);
  return address !== undefined && !isLoopback(address) && !text.includes('%') && !/^fe[89ab]/i.test(text);
};

const isOwn = (own: OwnPlaces, host: Host): boolean => {
  if (host.kind === 'address') return isOwnAddress(own, host);
  const { name } = host;
  if (name === 'localhost' || name.endsWith('.localhost') || name === own.hostName.toLowerCase()) return true;
  return own.addressesOf(name).some((text) => {
    const found = readHost(text);
    return found.ok && found.value.kind === 'address' && isOwnAddress(own, found.value);
  });
};

const isOwnAddress = (own: OwnPlaces, { address }: Extract<Host, { kind: 'address' }>): boolean => {
  const plain = unmapIPv4(address);
  if (isLoopback(plain) || isUnspecified(plain)) return true;
  return own.addresses.some((text) => {
    const mine = parseAddress(text.replace(/%.*$/, ''));
    return mine !== undefined && equalAddress(mine, plain);
  });
};

/**
 * The hosts that a text names: of every URL in it, and of each of its words that is `host:port` or an address. A number alone is
 * none: `timeout 0` names no host.
 */
const hostsIn = (text: string): readonly Host[] => {
  const urls = [...text.matchAll(/[a-z][a-z0-9+.-]{0,20}:\/\/([^\s/?#'"<>|;,&)\\]+)/gi)].map(
    ([, found = '']) => found,
  );
  const words = text
    .split(/[\s'"=,;|&()]+/)
    .filter((word) => !word.includes('://') && /[.:]|^localhost$/i.test(word))
    .map((word) => word.replace(/[/?#].*$/s, ''));
  return [...urls, ...words].flatMap((authority) => hostOf(authority.slice(authority.lastIndexOf('@') + 1)));
};

const hostOf = (place: string): readonly Host[] => {
  const bare = parseAddress(place);
  if (bare !== undefined) return [{ kind: 'address', address: bare, written: place }];
  const [, bracketed, plain] = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::\d*)?$/.exec(place) ?? [];
  const host = readHost(bracketed ?? plain ?? '');
  return host.ok ? [host.value] : [];
};
