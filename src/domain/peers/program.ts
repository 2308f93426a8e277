import type { HttpResponse } from '../facts/observation.ts';
import type { Peer } from './peer.ts';

/**
 * How a program showed itself, the surest first. `page`: it wrote this very page or error and says so. `api`: the body is its
 * API's own. `server`: the Server header names it, which a reverse proxy in front puts there as well.
 */
export type Clue = 'page' | 'api' | 'server';

/** That a program answered, and by what it was recognised. */
export interface Sighting {
  readonly clue: Clue;
  readonly version?: string;
  /** As received: `Server: squid/5.7`. */
  readonly marks: readonly string[];
}

/** Why a proxy gave an error of its own, whatever its name for it. */
export type ProxyErrorCategory =
  | 'connect-failed'
  | 'dns-failed'
  | 'access-denied'
  | 'auth-required'
  | 'timed-out'
  | 'bad-request'
  | 'other';

export interface ProgramError {
  readonly category: ProxyErrorCategory;
  /** The program's own name for it: `ERR_CONNECT_FAIL`, `Connect failed`, `407`. */
  readonly code: string;
  /** The errno that the program met: `111`. */
  readonly detail?: string;
  /** The program says that its own connection was refused. */
  readonly isRefused: boolean;
}

/** One program that answers HTTP: everything that is known of how it shows itself. */
export interface Program {
  readonly program: string;
  readonly role: Peer['role'];
  /** Whether it wrote this response. */
  readonly answered: (response: HttpResponse) => Sighting | undefined;
  /** Whether this response came through it, or was written by it as the last of a chain. For proxies. */
  readonly forwarded?: (response: HttpResponse) => Omit<Sighting, 'clue'> | undefined;
  /** What its own error page says. For proxies; only asked of a response that it wrote. */
  readonly error?: (response: HttpResponse) => ProgramError;
}
