import type { Variable } from '../facts/fact.ts';
import type { Address } from '../net/address.ts';
import type { Host, Target } from '../net/target.ts';

/** The proxy that a variable's value means to one client. */
export interface ProxyServer {
  readonly scheme: 'http' | 'https' | 'socks4' | 'socks4a' | 'socks5' | 'socks5h';
  readonly host: Host;
  readonly port: number;
  /** Whether the client logs in to the proxy with what the value holds: some ignore a user name without a password. */
  readonly hasCredentials: boolean;
  /** As the variable says it, password replaced. */
  readonly text: string;
}

/** Why a request goes to the target itself. */
export type DirectBecause =
  | { readonly kind: 'no-variable' }
  /** Proxy variables are set and this client does not read them; `wouldNeed` is the setting that would make it. */
  | { readonly kind: 'ignores-environment'; readonly wouldNeed?: string }
  /** `entry` is the part of the exception list that holds the target, as it is written there. */
  | { readonly kind: 'covered'; readonly variable: Variable; readonly entry: string };

/**
 * What one client does with one URL in one environment.
 * `absolute`: `GET http://host/ HTTP/1.1` is sent to the proxy; `connect`: a tunnel first; `socks`: a SOCKS handshake first.
 */
export type ProxyChoice =
  | { readonly kind: 'direct'; readonly because: DirectBecause }
  | {
      readonly kind: 'proxy';
      readonly proxy: ProxyServer;
      readonly form: 'absolute' | 'connect' | 'socks';
      readonly variable: Variable;
      /** The exception list that was read and does not hold the target. */
      readonly exceptions?: Variable;
      /** Who looks the target's name up. */
      readonly resolvesName: 'client' | 'proxy';
    }
  /** It gives up because of a variable, before a byte is sent. */
  | {
      readonly kind: 'dies';
      readonly why: BadValue | 'option-not-allowed';
      readonly variable: Variable;
    }
  /** A proxy that only an optional package can speak to is named, and the package is not installed: `socksio`, `PySocks`. */
  | {
      readonly kind: 'dies';
      readonly why: 'missing-package';
      readonly variable: Variable;
      readonly package: string;
    }
  /** It cannot read a part of the exception list, and gives up whatever the target. */
  | {
      readonly kind: 'dies';
      readonly why: 'bad-no-proxy-entry';
      readonly variable: Variable;
      readonly entry: string;
    }
  /** It refuses the URL itself, whatever the environment. */
  | {
      readonly kind: 'dies';
      readonly why: 'userinfo-in-url' | 'zone-in-url' | 'blocked-port' | 'invalid-url';
      readonly variable?: undefined;
    };

/** Why a client cannot use a proxy variable's value. `missing-scheme`: with `http://` before it, it could. */
export type BadValue = 'bad-proxy-url' | 'missing-scheme' | 'unsupported-scheme';

/** Who turns a name into addresses. */
export type NameLookup =
  /** getaddrinfo(3). */
  | { readonly kind: 'system' }
  /** The client knows the addresses itself and asks nobody, in the order in which it keeps them. */
  | { readonly kind: 'built-in'; readonly addresses: readonly string[] };

/**
 * An HTTP client program or library. Where the version is not known, the newest that was measured is assumed. Settings that
 * are not in the environment (options, configuration files) are not seen.
 */
export interface Client {
  readonly name: 'curl' | 'requests' | 'httpx' | 'aiohttp' | 'aiohttp-trust-env' | 'node';
  /**
   * `variables` in the order of the environment, as getenv(3) would find them; `without` names the optional packages that are known to be
   * missing (ClientProgram.without).
   */
  choose(
    version: string | undefined,
    variables: readonly Variable[],
    target: Target,
    without?: readonly string[],
  ): ProxyChoice;
  lookup(version: string | undefined, name: string): NameLookup;
  /** The addresses that it would connect to, in its own order, when each fails at once; `addresses` as the look-up gave them. */
  attempts(version: string | undefined, addresses: readonly Address[]): readonly Address[];
}
