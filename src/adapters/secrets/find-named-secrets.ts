import { isSecretFlagName, isSecretName, isSecretParameter } from './secret-name.ts';
import type { SecretSpan } from './span.ts';

/**
 * `NAME=`, `name: `, `"name": `. The value is looked at ahead, so that `--env=API_KEY=…` is two names and one value.
 * After `//` it is a host with a port.
 */
const ASSIGNED = /(?<![\w.-]|\/\/)([A-Za-z_-][\w.-]*)["']?\s*[:=]\s*/g;
/** `?name=value&name=value`, in a text and where the text is one URL: then blanks and quotes belong to the value. */
const PARAMETER = /[?&;]([A-Za-z_%][\w.%[\]-]*)=([^\s"'&#]+)/g;
const PARAMETER_OF_WHOLE = /[?&;]([A-Za-z_%][\w.%[\]-]*)=([^&#]+)/g;
/** Nothing but a URL can have come before the question mark. */
const WHOLE_URL = /^\s*[^\s"'{}<>?]+\?/;
/** `--name value`, and `'--name', 'value'` in a program's text; what begins with a dash is the next flag. */
const FLAG = /(?<![\w-])--?([A-Za-z][\w.-]*)(?:\s+|["']\s*,\s*["'])(?!-)/g;
/** In double quotes, in single quotes, or up to a blank. */
const VALUE = /"((?:[^"\\]|\\.)*)|'([^']*)|([^\s"']+)/y;
/** curl's and wget's way to give a user with a password; `-u 1000:1000` is a user and a group. */
const USER_FLAG =
  /(?<![\w-])(?:-[uU]\s*|--(?:proxy-)?user[\s=]\s*)["']?(?!\d+:\d+(?![^\s"']))([^\s"':=]+):([^\s"']+)/g;

/** What is assigned to a name that says it is a secret: variables, flags, headers, JSON and query parameters in a text. */
export const findNamedSecrets = (text: string): readonly SecretSpan[] => [
  ...findParameters(text),
  ...findAssigned(text),
  ...findFlags(text),
  ...findUserFlags(text),
];

const findParameters = (text: string): readonly SecretSpan[] =>
  [...text.matchAll(WHOLE_URL.test(text) ? PARAMETER_OF_WHOLE : PARAMETER)].flatMap(
    ({ index, 1: name = '', 2: value = '' }) => {
      const start = index + name.length + 2;
      return isSecretParameter(name) ? [{ start, end: start + value.length }] : [];
    },
  );

const findAssigned = (text: string): readonly SecretSpan[] =>
  [...text.matchAll(ASSIGNED)].flatMap(({ index, 0: mark, 1: name = '' }) => {
    const isSecret = name.startsWith('-') ? isSecretFlagName : isSecretName;
    if (!isSecret(name.replace(/^-+/, ''))) return [];
    const { start, end } = valueAt(text, index + mark.length);
    const isParameter = /[?&;]/.test(text[index - 1] ?? '');
    const length = isParameter ? text.slice(start, end).search(/[&#]|$/) : end - start;
    return [{ start, end: start + length }];
  });

const findFlags = (text: string): readonly SecretSpan[] =>
  [...text.matchAll(FLAG)].flatMap(({ index, 0: mark, 1: name = '' }) =>
    isSecretFlagName(name) ? [valueAt(text, index + mark.length)] : [],
  );

/** The value that begins here, without its quotes; empty where there is none. */
const valueAt = (text: string, from: number): SecretSpan => {
  const matcher = new RegExp(VALUE);
  matcher.lastIndex = from;
  const [whole = '', double, single, bare] = matcher.exec(text) ?? [];
  const end = from + whole.length;
  return { start: end - (double ?? single ?? bare ?? '').length, end };
};

const findUserFlags = (text: string): readonly SecretSpan[] =>
  [...text.matchAll(USER_FLAG)].map(({ index, 0: whole, 1: user = '', 2: password = '' }) => {
    const end = index + whole.length;
    return { start: end - password.length, end, user };
  });
