import type { Variable } from '../../facts/fact.ts';
import { parseTarget } from '../../net/parse-target.ts';
import type { Target } from '../../net/target.ts';
import type { Client, ProxyChoice } from '../client.ts';

/** `a=1 b=` → two variables, in this order; a blank is written `␣`, a tab `→`, a line break `↵`. */
export const environment = (text: string): readonly Variable[] =>
  text
    .split(' ')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      const value = pair.slice(equals + 1);
      return {
        name: pair.slice(0, equals),
        value: value.replaceAll('␣', ' ').replaceAll('→', '\t').replaceAll('↵', '\n'),
      };
    });

export const targetOf = (url: string): Target => {
  const read = parseTarget(url);
  if (!read.ok) throw new Error(`${url}: ${read.problem.kind}`);
  return read.value;
};

/** A choice on one line, for tables: `direct, no-variable`, `http://p:3128 absolute by http_proxy`, `dies of bad-proxy-url`. */
const inWords = (choice: ProxyChoice): string => {
  switch (choice.kind) {
    case 'direct': {
      const { because } = choice;
      return because.kind === 'covered'
        ? `direct, ${because.variable.name} has ${because.entry}`
        : `direct, ${because.kind}`;
    }
    case 'proxy': {
      const { scheme, host, port } = choice.proxy;
      return `${scheme}://${host.written}:${port} ${choice.form} by ${choice.variable.name}`;
    }
    case 'dies':
      return `dies of ${choice.why}`;
  }
};

/** What a client of a version does with a URL in an environment, in words. */
export const choiceOf = (client: Client, version: string | undefined, env: string, url: string): string =>
  inWords(client.choose(version, environment(env), targetOf(url)));
