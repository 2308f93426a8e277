import type { ValueKind } from '../../domain/config/config-issue.ts';
import type { UnknownWord } from '../../domain/config/unknown-word.ts';
import type { ConfigWords, SayIssue } from '../config-words.ts';
import { diagnosis } from './diagnosis.ts';

const KINDS: { readonly [Kind in ValueKind]: string } = {
  text: 'a text',
  number: 'a number',
  'yes-no': 'yes or no',
  list: 'a list',
  map: 'keys with values',
  nothing: 'nothing',
};

const known = ({ known: words, more, meant }: UnknownWord): string => {
  const others = more === 0 ? '' : ` and ${more} more`;
  const rest = words.length === 0 ? '' : ` Known: ${words.join(', ')}${others}.`;
  return meant === undefined ? rest : ` Did you mean “${meant}”?${rest}`;
};

const VARIABLE =
  'This wants the name of an environment variable, such as OPENAI_API_KEY, never a key itself.';

const ISSUES: SayIssue = {
  'unknown-key': (word) => `“${word.text}” is no key here.${known(word)}`,
  'unknown-client': (word) => `No client is called “${word.text}”.${known(word)}`,
  'no-such-service': (word) => `“${word.text}” is neither a URL nor a service of this file.${known(word)}`,
  'no-such-proxy': (word) => `No proxy of this file is called “${word.text}”.${known(word)}`,
  'missing-key': ({ key }) => `“${key}” is missing here.`,
  'wrong-type': ({ wants, got }) => {
    const wanted = wants.filter((kind) => kind !== 'nothing').map((kind) => KINDS[kind]);
    const quotes = wanted.length === 1 && wants.includes('text') && (got === 'number' || got === 'yes-no');
    return `This wants ${wanted.join(' or ')}, and is ${KINDS[got]}.${quotes ? ' In quotes it is a text.' : ''}`;
  },
  'bad-name': ({ text }) =>
    `“${text}” cannot be a name: letters, digits, “.”, “-” and “_”, up to 63, and not here, direct or localhost.`,
  'bad-from': ({ text }) =>
    `“${text}” is nowhere to ask from. Known: here, pid:N, unit:NAME, container:NAME, ns:/PATH.`,
  'bad-via': ({ text }) =>
    `“${text}” is neither “direct” nor the name of a proxy. Its address belongs under “proxies”.`,
  'bad-proxy-url': ({ text }) =>
    `“${text}” is no proxy address: scheme://host:port, with http, https, socks4, socks4a, socks5 or socks5h.`,
  'bad-variable': () => VARIABLE,
  'bad-model': () => 'A model id is a text of one line.',
  'bad-url': ({ text, why, suggestion }) => {
    const reason = why === 'no-scheme' ? 'the scheme is missing' : diagnosis.urlProblems[why];
    return `“${text}” is no URL: ${reason}.${suggestion === undefined ? '' : ` Did you mean ${suggestion}?`}`;
  },
  'name-taken': ({ text, by }) => `“${text}” is a name under “${by}” already.`,
  tab: () => 'A tab. YAML is indented with blanks.',
  indentation: () =>
    'This line is not indented like those it belongs to, or a bracket above it is not closed.',
  unclosed: () => 'A quote, a bracket or a colon is missing here.',
  'colon-in-text': () => 'A second colon on this line. A text that holds “: ” stands in quotes.',
  'full-width-colon': () => 'A full-width colon (：). YAML wants “:” and a blank.',
  'no-blank-after-colon': () => 'A blank is missing after the colon.',
  escape: () => 'A backslash that starts nothing known. In single quotes it is a backslash.',
  'needs-quotes': () => 'A text that starts with this character stands in quotes.',
  'several-documents': () => 'A second document starts here. One file holds one.',
  'unknown-tag': () => 'A tag (!…) has no meaning here.',
  'key-not-text': () => 'A key is a text.',
  'too-much': () => 'Nested too deep, or too much in all.',
  'not-yaml': () => 'This is not YAML.',
  'unknown-alias': ({ text }) => `No anchor &${text} stands above this alias.`,
  'duplicate-key': ({ text, firstLine }) => `“${text}” stands on line ${firstLine} already.`,
};

const UNREADABLE = {
  missing: 'there is no such file',
  denied: 'not allowed to read it',
  'not-a-file': 'it is no plain file',
  'too-large': 'it is larger than 1 MiB',
  'not-utf-8': 'it is not UTF-8. Save it as UTF-8',
} as const;

const NOT_YOURS = {
  'foreign-owner': 'it belongs to another user',
  'writable-by-all': 'every user may write it',
} as const;

/** tongtu.yaml. */
export const config: ConfigWords = {
  complaint: (complaint) => {
    switch (complaint.kind) {
      case 'config-unreadable':
        return `${complaint.path}: ${UNREADABLE[complaint.why]}.`;
      case 'config-not-yours':
        return `${complaint.path}: ${NOT_YOURS[complaint.why]}, and it says where requests and keys go. If you trust it: --config ${complaint.path}`;
      case 'config-invalid':
        return complaint.issues
          .map((issue) => {
            const say = ISSUES[issue.kind] as (value: typeof issue) => string;
            return `${complaint.path}:${issue.line}:${issue.column}: ${say(issue)}`;
          })
          .join('\n');
      case 'unknown-name':
        return `${complaint.path} has no “${complaint.text}”.${known(complaint)} A host is written as a URL: http://${complaint.text}`;
      case 'no-config':
        return `“${complaint.text}” is no URL, and there is no tongtu.yaml here that says what it is. These two lines in one would:

  services:
    ${complaint.text}: http://127.0.0.1:8000/v1

If it is a host: http://${complaint.text}`;
    }
  },
  secretInFile: (path, { line, column }) =>
    `${path}:${line}:${column}: a password or a key. Put it into an environment variable and name that here.`,
  configOption: 'the tongtu.yaml to use, instead of the nearest one',
};
