import type { Variable } from '../facts/fact.ts';
import type { Target } from '../net/target.ts';
import { servicesInArguments } from './in-arguments.ts';
import { servicesInVariable } from './in-variable.ts';
import { keyNamesIn, keyVariableFor } from './key-variable.ts';

/** Where a key stands, by name: a variable of the asker's environment, or an option of its command line. */
export interface KeyPlace {
  readonly kind: 'variable' | 'argument';
  /** `OPENAI_API_KEY`, `--api-key`, `-H`. */
  readonly name: string;
}

/**
 * The key that an asker has for a URL. `held`: `placeholder` stands for it (`***3***`), and only the prober can put it back. `unset`: the
 * variable that was named is not set. `unread`: there is one, or may be, and nobody can tell from here which is sent.
 */
export type AskerKey =
  | { readonly kind: 'held'; readonly place: KeyPlace; readonly placeholder: string }
  | { readonly kind: 'unset'; readonly name: string }
  | { readonly kind: 'unread' };

/** What is known of who asks. */
export interface KeyRing {
  readonly variables: readonly Variable[];
  /** Empty where it is no program that asks, but a shell. */
  readonly argv: readonly string[];
  /** Whether every variable that could be named was read: of other processes only those that look like keys are. */
  readonly isWhole: boolean;
}

const UNREAD: AskerKey = { kind: 'unread' };

/** As src/adapters/secrets writes it in the place of a value that is hidden whole. */
const PLACEHOLDER = /^\*\*\*\d+\*\*\*$/;

/** The text, where it stands for one whole secret and nothing else. */
export const asPlaceholder = (text: string | undefined): string | undefined =>
  text !== undefined && PLACEHOLDER.test(text) ? text : undefined;

const held = (place: KeyPlace, text: string): AskerKey =>
  PLACEHOLDER.test(text) ? { kind: 'held', place, placeholder: text } : UNREAD;

/** The key in a variable that somebody named for this URL, by `--key-variable` or in tongtu.yaml. */
export const namedKey = (name: string, { variables, isWhole }: KeyRing): AskerKey => {
  const value = variableOf(variables, name);
  if (value !== '') return held({ kind: 'variable', name }, value);
  return isWhole || keyNamesIn([name]).has(name) ? { kind: 'unset', name } : UNREAD;
};

/**
 * The key that an asker's own settings pair with a URL's origin, so that its programs send it there unasked: `OPENAI_API_KEY` beside an
 * `OPENAI_BASE_URL` or behind an `--api-url` of that origin, the `--api-key` of the same command line, curl's `-H 'Authorization: Bearer …'`. A key
 * beside another URL is meant for somebody else. `undefined`: none that is seen.
 */
export const pairedKey = (target: Target, ring: KeyRing): AskerKey | undefined =>
  keyInArguments(target, ring) ?? keyInVariables(target, ring);

const keyInArguments = (target: Target, { variables, argv }: KeyRing): AskerKey | undefined => {
  const named = servicesInArguments(argv).filter((one) => isSameOrigin(one.target, target));
  if (named.length === 0) return undefined;
  const header = isCurl(argv) ? bearerOf(argv) : undefined;
  if (header !== undefined) return held({ kind: 'argument', name: '-H' }, header);
  const isBase = named.some((one) => one.meaning === 'api-base' || /base_?url=$/.test(one.argument));
  if (!isBase) return undefined;
  const option = keyOption(argv);
  if (option !== undefined) return held({ kind: 'argument', name: option.name }, option.value);
  // A setting among others is hidden together with what stands behind it.
  if (argv.some((word) => /(?:^|,)api_?key=/i.test(word))) return UNREAD;
  const value = variableOf(variables, 'OPENAI_API_KEY');
  if (value === '') return undefined;
  const isForOther = variables.some(
    (variable) => keyVariableFor(variable.name) === 'OPENAI_API_KEY' && !namesOnly(variable, target),
  );
  return isForOther ? UNREAD : held({ kind: 'variable', name: 'OPENAI_API_KEY' }, value);
};

const keyInVariables = (target: Target, { variables }: KeyRing): AskerKey | undefined => {
  for (const variable of variables) {
    const services = servicesInVariable(variable);
    const name = keyVariableFor(variable.name);
    if (name === undefined || !services.some((one) => isSameOrigin(one.target, target))) continue;
    const value = variableOf(variables, name);
    // Of several keys, or several URLs, nobody can tell from here which belongs to which.
    if (variableOf(variables, `${name}S`) !== '') return UNREAD;
    if (value !== '') return namesOnly(variable, target) ? held({ kind: 'variable', name }, value) : UNREAD;
  }
  return undefined;
};

const namesOnly = (variable: Variable, target: Target): boolean =>
  servicesInVariable(variable).every((one) => isSameOrigin(one.target, target));

/** Scheme, host and port, as RFC 6454 has it. */
const isSameOrigin = (a: Target, b: Target): boolean => originOf(a) === originOf(b);

const originOf = ({ scheme, host, port }: Target): string =>
  JSON.stringify([scheme, host.kind === 'name' ? host.name : host.address, port]);

const variableOf = (variables: readonly Variable[], name: string): string =>
  variables.find((variable) => variable.name === name)?.value ?? '';

const KEY_OPTION = /^(--?(?:openai[-_])?api[-_]key)(?:=(.*))?$/is;

const keyOption = (
  argv: readonly string[],
): { readonly name: string; readonly value: string } | undefined => {
  for (const [index, word] of argv.entries()) {
    const [, name, value] = KEY_OPTION.exec(word) ?? [];
    if (name !== undefined) return { name, value: value ?? argv[index + 1] ?? '' };
  }
  return undefined;
};

const isCurl = ([program = '']: readonly string[]): boolean => /(?:^|\/)curl$/.test(program);

const bearerOf = (argv: readonly string[]): string | undefined =>
  argv.flatMap((word) => /^(?:-H\s*)?authorization:\s*bearer\s+(\S+)$/i.exec(word)?.[1] ?? [])[0];

/** Variables of an asker that hold a key, by name: what could be tried. */
export const keysToTry = (variables: readonly Variable[]): readonly string[] => {
  const names = keyNamesIn(variables.map(({ name }) => name));
  return variables.flatMap(({ name, value }) => (names.has(name) && PLACEHOLDER.test(value) ? [name] : []));
};
