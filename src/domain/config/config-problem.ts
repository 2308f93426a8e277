import type { ConfigIssue } from './config-issue.ts';

/** Where in a file, both from 1; columns in UTF-16 units, as editors count. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** What makes a text no YAML that can be read, or not one that can be read safely. */
export type YamlIssue =
  | {
      readonly kind:
        | 'tab'
        | 'indentation'
        | 'unclosed'
        | 'colon-in-text'
        | 'full-width-colon'
        | 'no-blank-after-colon'
        | 'escape'
        | 'needs-quotes'
        | 'several-documents'
        | 'unknown-tag'
        | 'key-not-text'
        | 'too-much'
        | 'not-yaml';
    }
  | { readonly kind: 'unknown-alias'; readonly text: string }
  | { readonly kind: 'duplicate-key'; readonly text: string; readonly firstLine: number };

export type PlacedIssue = Place & (ConfigIssue | YamlIssue);

/** Why a tongtu.yaml cannot be used. */
export type ConfigProblem =
  | {
      readonly kind: 'config-unreadable';
      readonly path: string;
      readonly why: 'missing' | 'denied' | 'not-a-file' | 'too-large' | 'not-utf-8';
    }
  /** Found by itself, and someone else could have written it: it says where requests and keys go. */
  | {
      readonly kind: 'config-not-yours';
      readonly path: string;
      readonly why: 'foreign-owner' | 'writable-by-all';
    }
  | { readonly kind: 'config-invalid'; readonly path: string; readonly issues: readonly PlacedIssue[] };

/** A key or a password stands in the file itself. It was hidden where it was read, and works. */
export interface ConfigWarning extends Place {
  readonly kind: 'secret-in-file';
}
