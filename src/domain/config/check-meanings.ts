import type { Config } from './config.ts';
import type { ConfigIssue } from './config-issue.ts';
import { badUrl } from './issue-from-mismatch.ts';
import { unknownWord } from './unknown-word.ts';

/** What a schema cannot say: that names lead somewhere, that each stands for one thing, and that URLs can be asked. Up to `most` of each. */
export const checkMeanings = (config: Config, most: number): readonly ConfigIssue[] => [
  ...takenNames(config),
  ...config.services.flatMap(({ name, url }) => badUrl(url, ['services', name]) ?? []),
  ...config.proxies.flatMap(({ name, url }) => badProxyUrl(url, name)),
  ...badTargets(config),
  ...unknownTargets(config, most),
  ...unknownProxies(config, most),
];

const takenNames = ({ services, proxies, intents }: Config): readonly ConfigIssue[] => {
  const serviceNames = new Set(services.map(({ name }) => name));
  const proxyNames = new Set(proxies.map(({ name }) => name));
  const taken = (section: 'proxies' | 'intents', text: string, by: 'services' | 'proxies'): ConfigIssue => ({
    kind: 'name-taken',
    path: [section, text],
    on: 'key',
    text,
    by,
  });
  return [
    ...proxies.flatMap(({ name }) => (serviceNames.has(name) ? taken('proxies', name, 'services') : [])),
    ...intents.flatMap(({ name }) => {
      if (serviceNames.has(name)) return taken('intents', name, 'services');
      return proxyNames.has(name) ? taken('intents', name, 'proxies') : [];
    }),
  ];
};

/** Which schemes there are the schema has said; host and port are as in any URL. */
const badProxyUrl = (url: string, name: string): readonly ConfigIssue[] => {
  const asHttp = url.replace(/^[a-z0-9]+:/, 'http:');
  const issue = badUrl(asHttp, ['proxies', name]);
  return issue === undefined ? [] : [{ kind: 'bad-proxy-url', path: issue.path, on: 'value', text: url }];
};

const isUrl = (to: string): boolean => to.includes('://');

const badTargets = ({ intents }: Config): readonly ConfigIssue[] =>
  intents.flatMap(({ name, to }) => (isUrl(to) ? (badUrl(to, ['intents', name, 'to']) ?? []) : []));

const unknownTargets = ({ services, intents }: Config, most: number): readonly ConfigIssue[] => {
  const known = services.map(({ name }) => name);
  const names = new Set(known);
  return intents
    .filter(({ to }) => !isUrl(to) && !names.has(to))
    .slice(0, most)
    .map(({ name, to }) => ({
      kind: 'no-such-service',
      path: ['intents', name, 'to'],
      on: 'value',
      ...unknownWord(to, known),
    }));
};

const unknownProxies = ({ proxies, intents }: Config, most: number): readonly ConfigIssue[] => {
  const known = ['direct', ...proxies.map(({ name }) => name)];
  const names = new Set(known);
  return intents
    .flatMap(({ name, via }) => (via === undefined || names.has(via) ? [] : { name, via }))
    .slice(0, most)
    .map(({ name, via }) => ({
      kind: 'no-such-proxy',
      path: ['intents', name, 'via'],
      on: 'value',
      ...unknownWord(via, known),
    }));
};
