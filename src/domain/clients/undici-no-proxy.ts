import { isAtLeast } from './compare-versions.ts';
import { coversName } from './covers-name.ts';

/**
 * The entry of a NO_PROXY list by which undici's EnvHttpProxyAgent goes direct to the host and port of a parsed URL.
 * Commas and blanks separate; `host:port` holds that port only, the scheme's own port counts; no blocks of addresses.
 * Until 7.21 an entry is exact unless it begins with `.` or `*`; from 7.22 it holds its subdomains; from 8.10 IPv6 needs no
 * brackets. undici lib/dispatcher/env-http-proxy-agent.js, 6.14.1 to 8.10.2.
 */
export const findUndiciException = (undici: string, list: string, url: URL): string | undefined => {
  if (list === '*') return '*';
  const host = url.host.replace(/:\d*$/, '').toLowerCase();
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  const read = !isAtLeast(undici, '7.22.0') ? readExact : isAtLeast(undici, '8.10.0') ? readBare : readDomain;
  const name = isAtLeast(undici, '8.10.0') ? stripDot(undici, host.replace(/^\[(.+)\]$/, '$1')) : host;
  return list
    .split(/[,\s]/)
    .filter((text) => text !== '')
    .find((text) => {
      const entry = read(undici, text.toLowerCase());
      return (entry.port === 0 || entry.port === port) && entry.holds(name);
    });
};

interface Entry {
  /** 0: any. */
  readonly port: number;
  holds(name: string): boolean;
}

const splitPort = (text: string): readonly [host: string, port: number] => {
  const [, host, port] = /^(.+):(\d+)$/.exec(text) ?? [];
  return host === undefined ? [text, 0] : [host, Number(port)];
};

/** `*x` and `.x` are endings; `::1` is a host `:` with a port 1, so only `[::1]` works. */
const readExact = (_undici: string, text: string): Entry => {
  const [host, port] = splitPort(text);
  const ending = host.replace(/^\*/, '');
  return { port, holds: (name) => (/^[.*]/.test(host) ? name.endsWith(ending) : name === host) };
};

const readDomain = (_undici: string, text: string): Entry => {
  const [host, port] = splitPort(text);
  return { port, holds: (name) => coversName(host.replace(/^\*?\./, ''), name) };
};

const readBare = (undici: string, text: string): Entry => {
  const [, bracketed] = /^\[(.+)\](?::\d+)?$/.exec(text) ?? [];
  const hasPort = bracketed === undefined ? text.split(':').length === 2 : /\]:\d+$/.test(text);
  const [host, port] = hasPort ? splitPort(text) : [text, 0];
  const domain = stripDot(undici, (bracketed ?? host).replace(/^\*?\./, ''));
  return { port, holds: (name) => coversName(domain, name) };
};

const stripDot = (undici: string, name: string): string =>
  isAtLeast(undici, '8.10.2') ? name.replace(/^(.+)\.$/, '$1') : name;
