import type { Variable } from '../facts/fact.ts';
import { maskPassword } from '../net/mask-password.ts';
import { parseAddress } from '../net/parse-address.ts';
import { parseInetAton } from '../net/parse-inet-aton.ts';
import type { Host } from '../net/target.ts';
import type { BadValue, ProxyChoice, ProxyServer } from './client.ts';
import { withoutPassword } from './find-variable.ts';

/** A host out of a proxy's URL: IPv6 in brackets, an IPv4 address in any spelling, or a name that the client let pass. */
export const readProxyHost = (text: string): Host | undefined => {
  const [, bracketed] = /^\[(.*)\]$/.exec(text) ?? [];
  const written = bracketed ?? text;
  const address =
    bracketed === undefined ? parseInetAton(written) : parseAddress(written.replace(/%25(?=.)/, '%'));
  if (address?.family === (bracketed === undefined ? 4 : 6)) return { kind: 'address', address, written };
  if (written === '' || /[[\]:]/.test(written) || bracketed !== undefined) return undefined;
  return { kind: 'name', name: written.toLowerCase().replace(/\.$/, ''), written };
};

export const direct: ProxyChoice = { kind: 'direct', because: { kind: 'no-variable' } };

export const covered = (variable: Variable, entry: string): ProxyChoice => ({
  kind: 'direct',
  because: { kind: 'covered', variable: withoutPassword(variable), entry },
});

export const dies = (why: BadValue | 'option-not-allowed', variable: Variable): ProxyChoice => ({
  kind: 'dies',
  why,
  variable: withoutPassword(variable),
});

/** Dies of an exception list that has an entry which it cannot read. */
export const diesOfEntry = (entry: string, list: Variable): ProxyChoice => ({
  kind: 'dies',
  why: 'bad-no-proxy-entry',
  variable: withoutPassword(list),
  entry,
});

/** Dies of a SOCKS proxy, for want of the package that would speak to it. */
export const diesWithout = (name: string, variable: Variable): ProxyChoice => ({
  kind: 'dies',
  why: 'missing-package',
  variable: withoutPassword(variable),
  package: name,
});

/** Through the proxy that `variable` names; a SOCKS proxy is always asked for a connection. */
export const through = (
  proxy: Omit<ProxyServer, 'text'>,
  form: 'absolute' | 'connect',
  variable: Variable,
  exceptions: Variable | undefined,
): ProxyChoice => ({
  kind: 'proxy',
  proxy: { ...proxy, text: maskPassword(variable.value) },
  form: proxy.scheme.startsWith('socks') ? 'socks' : form,
  variable: withoutPassword(variable),
  ...(exceptions === undefined ? {} : { exceptions: withoutPassword(exceptions) }),
  resolvesName: proxy.scheme === 'socks4' || proxy.scheme === 'socks5' ? 'client' : 'proxy',
});
