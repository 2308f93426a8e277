import type { Address } from '../net/address.ts';
import { parseInetAton } from '../net/parse-inet-aton.ts';
import { containsAddress } from '../net/prefix.ts';
import { isAtLeast } from './compare-versions.ts';
import { coversName } from './covers-name.ts';

/**
 * The entry by which requests itself goes direct; urllib's own list is asked after it. All spaces are dropped. An IPv4 host
 * is compared as text or with IPv4 blocks of 1 to 32 bits; any other host with entries that may carry the URL's written
 * port. Until 2.33 an entry is a mere ending: `example.test` holds `notexample.test`, and upper case holds nothing.
 * requests src/requests/utils.py should_bypass_proxies, 2.18 to 2.34.
 */
export const findRequestsException = (
  version: string | undefined,
  list: string,
  host: string,
  writtenPort: number | undefined,
): string | undefined => {
  const entries = list
    .replaceAll(' ', '')
    .split(',')
    .filter((entry) => entry !== '');
  const address = parseInetAton(host);
  if (address !== undefined) return entries.find((entry) => entry === host || inBlock(entry, address));
  const withPort = writtenPort === undefined ? host : `${host}:${writtenPort}`;
  return entries.find((entry) => {
    if (!isAtLeast(version, '2.34.0')) return host.endsWith(entry) || withPort.endsWith(entry);
    const domain = entry.replace(/^\.+/, '');
    return coversName(domain, host) || coversName(domain, withPort);
  });
};

const inBlock = (entry: string, address: Address): boolean => {
  const [start, length, ...more] = entry.split('/');
  const block = parseInetAton(start ?? '');
  const bits = Number(length);
  const isBlock = block !== undefined && more.length === 0 && /^\+?\d+$/.test(length ?? '');
  return isBlock && bits >= 1 && bits <= 32 && containsAddress({ address: block, length: bits }, address);
};
