import type { Address } from './address.ts';

/**
 * The host of a URL: a name in lower case without its final dot, or an address; with the text it was written as
 * (`Example.com.`, `127.1`, `0x7f000001`, `[::1]` without brackets).
 */
export type Host =
  | { readonly kind: 'name'; readonly name: string; readonly written: string }
  | { readonly kind: 'address'; readonly address: Address; readonly written: string };

/** A URL that a client could be given, taken apart. The userinfo's password is never kept. */
export interface Target {
  readonly scheme: 'http' | 'https';
  readonly host: Host;
  /** The default of the scheme where none is written. */
  readonly port: number;
  /** Some clients see `example.test:80` and `example.test` as two places. */
  readonly isPortWritten: boolean;
  /** `/v1`, `/` where none is written; without query and fragment. */
  readonly path: string;
  /** `?a=b` with its question mark; empty where none is written. */
  readonly query: string;
  readonly hasUserinfo: boolean;
}

/**
 * Why a text is no URL. `at` counts UTF-16 units from 0 in `text` and points at the first character that is wrong;
 * `suggestion` is the corrected URL where one is plain. `text` has its password replaced.
 */
export interface UrlProblem {
  readonly kind:
    | 'empty'
    | 'unknown-scheme'
    | 'scheme-slashes'
    | 'scheme-twice'
    | 'no-host'
    | 'bad-host'
    | 'bracket'
    | 'port-twice'
    | 'port-not-number'
    | 'port-out-of-range'
    | 'blank'
    | 'control-character'
    | 'full-width'
    | 'too-long';
  readonly text: string;
  readonly at: number;
  readonly suggestion?: string;
}
