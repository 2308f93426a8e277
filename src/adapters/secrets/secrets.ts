import type { ArgumentKind } from './argument-kinds.ts';
import { argumentKinds } from './argument-kinds.ts';
import { basicPatterns, echoPatterns } from './echo-patterns.ts';
import { findNamedSecrets } from './find-named-secrets.ts';
import { findRandom } from './find-random.ts';
import { findTokenSecrets, readBasic } from './find-token-secrets.ts';
import { findBareUserinfo, findProxySecrets, findUrlSecrets } from './find-url-secrets.ts';
import { isSecretName } from './secret-name.ts';
import type { SecretSpan } from './span.ts';
import { joinSpans } from './span.ts';

/**
 * The secrets of one run. They live in the closure and nowhere else: no method lists them, and `JSON.stringify` gives `{}`.
 * A placeholder is `***1***`: legal in a URL's userinfo, the same for the same text throughout the run.
 */
export interface Secrets {
  /**
   * A text from outside with every secret that is known by its place or form replaced, and remembered:
   * `http://me:hunter2@proxy:3128` → `http://me:***1***@proxy:3128`. Once a text only: what looks like a placeholder
   * in it is taken for a secret, so that nobody can have another's secret revealed by writing its number.
   */
  hide(text: string): string;
  /** A command line: as `hide` on each argument, whole behind `--api-key` and its like, and every word that looks random. */
  hideArgv(argv: readonly string[]): readonly string[];
  /** An environment variable's value: whole where the name says it is a secret, as one address in a proxy variable. */
  hideVariable(name: string, value: string): string;
  /** A text that may echo secrets seen before, in whatever encoding: each replaced. Finds no new ones. */
  scrub(text: string): string;
  /** Puts back what `hide` replaced. For the prober alone, right before it connects. */
  reveal(text: string): string;
}

const PLACEHOLDER = /\*\*\*\d+\*\*\*/g;
/** Characters that end a URL's authority or its userinfo when they stand raw in a password. */
const STRUCTURE = /([@/?#\\])/;
/** An address that is a key: whoever knows it may post there. */
const SECRET_ADDRESS = /webhook|^telegram_/i;
const PROXY_VARIABLE = /(?:^|_)proxy$/i;

export const createSecrets = (): Secrets => {
  const placeholders = new Map<string, string>();
  const originals = new Map<string, string>();
  const hiddenVariables = new Map<string, string>();
  const patterns = new Set<string>();
  let echo: RegExp | undefined;

  const placeholderOf = (secret: string): string => {
    const seen = placeholders.get(secret);
    if (seen !== undefined) return seen;
    const placeholder = `***${placeholders.size + 1}***`;
    placeholders.set(secret, placeholder);
    originals.set(placeholder, secret);
    return placeholder;
  };

  const learn = (found: readonly string[]): void => {
    const before = patterns.size;
    for (const pattern of found) patterns.add(pattern);
    if (patterns.size > before) echo = undefined;
  };

  const replaceOne = (secret: string, isInUrl = false): string => {
    learn(patternsOf(secret));
    if (!isInUrl || !STRUCTURE.test(secret)) return placeholderOf(secret);
    const parts = secret.split(STRUCTURE);
    for (const part of parts) learn(patternsOf(part));
    return parts.map((part) => (part === '' || STRUCTURE.test(part) ? part : placeholderOf(part))).join('');
  };

  const replaceEchoes = (text: string, pattern: RegExp | undefined): string =>
    pattern === undefined
      ? text
      : text.replace(pattern, (match) => (isPlaceholder(match) ? match : placeholderOf(match)));

  const replaceSpans = (text: string, spans: readonly SecretSpan[]): string => {
    const written = [...text.matchAll(PLACEHOLDER)].map(({ index, 0: mark }) => ({
      start: index,
      end: index + mark.length,
    }));
    if (spans.length + written.length === 0) return text;
    // Each by itself, since a joined one may hold more than the secret.
    const own = spans.flatMap(({ start, end, user }) => patternsOf(text.slice(start, end), user));
    learn(
      spans.flatMap(({ start, end, isUser }) => (isUser ? basicPatterns(text.slice(start, end), '') : [])),
    );
    learn(own);
    const elsewhere = echoPattern(own);
    const joined = joinSpans([...spans, ...written]);
    const replaced = joined.map(({ start, end, isInUrl }) => replaceOne(text.slice(start, end), isInUrl));
    const between = [...joined, { start: text.length, end: text.length }].map((span, index) =>
      replaceEchoes(text.slice(joined[index - 1]?.end ?? 0, span.start), elsewhere),
    );
    return between.map((part, index) => part + (replaced[index] ?? '')).join('');
  };

  const hide = (text: string): string => replaceSpans(text, findSecrets(text));

  const hideValue = (name: string, value: string): string => {
    if (value === '') return value;
    if (isSecretName(name) || SECRET_ADDRESS.test(name)) return replaceOne(value);
    if (!PROXY_VARIABLE.test(name) || /^no_?proxy$/i.test(name)) return hide(value);
    return replaceSpans(value, [...findProxySecrets(value), ...findSecrets(value)]);
  };

  const hideArgument = (argument: string, kind: ArgumentKind): string => {
    if (argument === '') return argument;
    if (kind === 'secret') return replaceOne(argument);
    // What may be a word like any other is hidden where it stands, but not looked for elsewhere.
    if (kind === 'suspect') return placeholderOf(argument);
    const hidden =
      kind === 'user'
        ? replaceSpans(argument, [...findUserPassword(argument), ...findSecrets(argument)])
        : hide(argument);
    return hideRandom(hidden);
  };

  const hideRandom = (text: string): string => {
    const spans = joinSpans(findRandom(text));
    return [...spans]
      .reverse()
      .reduce(
        (rest, { start, end }) =>
          rest.slice(0, start) + placeholderOf(rest.slice(start, end)) + rest.slice(end),
        text,
      );
  };

  return {
    hide,
    scrub: (text) => {
      echo ??= echoPattern([...patterns]);
      return replaceEchoes(text, echo);
    },
    hideArgv: (argv) => {
      const kinds = argumentKinds(argv);
      return argv.map((argument, index) => hideArgument(argument, kinds[index] ?? 'other'));
    },
    // Thousands of processes share few environments.
    hideVariable: (name, value) => {
      const key = `${name}=${value}`;
      const hidden = hiddenVariables.get(key) ?? hideValue(name, value);
      hiddenVariables.set(key, hidden);
      return hidden;
    },
    reveal: (text) => text.replace(PLACEHOLDER, (placeholder) => originals.get(placeholder) ?? placeholder),
  };
};

/** What finds this secret again: as itself, and as credentials where it is a password or holds one. */
const patternsOf = (secret: string, user?: string): readonly string[] => {
  if (isPlaceholder(secret)) return [];
  const basic = readBasic(secret);
  return [
    ...echoPatterns(secret),
    ...(basic === undefined
      ? []
      : [...echoPatterns(basic.password), ...basicPatterns(basic.user, basic.password)]),
    ...(user === undefined ? [] : basicPatterns(user, secret)),
  ];
};

/** How much of a text a pattern takes, for the order: what it only looks at around a word is not taken. */
const reach = (pattern: string): number => pattern.replace(/\(\?<?![^)]*\)/g, '').length;

/** One expression for all; the longest first, so that a secret that holds another is replaced whole. */
const echoPattern = (patterns: readonly string[]): RegExp | undefined =>
  patterns.length === 0
    ? undefined
    : new RegExp([PLACEHOLDER.source, ...[...patterns].sort((a, b) => reach(b) - reach(a))].join('|'), 'g');

const isPlaceholder = (text: string): boolean => /^\*\*\*\d+\*\*\*$/.test(text);

const findSecrets = (text: string): readonly SecretSpan[] => [
  ...findUrlSecrets(text),
  ...findBareUserinfo(text),
  ...findNamedSecrets(text),
  ...findTokenSecrets(text),
];

/** `user:PASS`, the argument of curl's `-u`; `1000:1000` is a user and a group. */
const findUserPassword = (argument: string): readonly SecretSpan[] => {
  const colon = argument.indexOf(':');
  return colon < 1 || /^\d+:\d+$/.test(argument)
    ? []
    : [{ start: colon + 1, end: argument.length, user: argument.slice(0, colon) }];
};
