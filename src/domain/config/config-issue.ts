import type { UrlProblem } from '../net/target.ts';
import type { Path } from '../schema/find-mismatches.ts';
import type { UnknownWord } from './unknown-word.ts';

/** What YAML calls a value: text is a scalar in or without quotes, a map has keys. */
export type ValueKind = 'text' | 'number' | 'yes-no' | 'list' | 'map' | 'nothing';

/** One thing in a tongtu.yaml that cannot stand. `path` leads to it; `on`: whether to the key or to what the key holds. */
export type ConfigIssue = { readonly path: Path; readonly on: 'key' | 'value' } & (
  | ({ readonly kind: 'unknown-key' | 'unknown-client' | 'no-such-service' | 'no-such-proxy' } & UnknownWord)
  | { readonly kind: 'missing-key'; readonly key: string }
  | { readonly kind: 'wrong-type'; readonly wants: readonly ValueKind[]; readonly got: ValueKind }
  | { readonly kind: 'bad-name' | 'bad-from' | 'bad-via' | 'bad-proxy-url'; readonly text: string }
  /** Not with its text, which may be the key itself. */
  | { readonly kind: 'bad-variable' | 'bad-model' }
  | {
      readonly kind: 'bad-url';
      readonly text: string;
      readonly why: UrlProblem['kind'] | 'no-scheme';
      readonly suggestion?: string;
    }
  /** A name stands for one thing in the whole file. */
  | { readonly kind: 'name-taken'; readonly text: string; readonly by: 'services' | 'proxies' }
);
