import { describe, expect, it } from 'vitest';
import { questionKey } from '../facts/observation.ts';
import { lists, responds } from '../testing/answers.ts';
import { KEY_SITUATIONS } from '../testing/key-situations.ts';
import type { Situation } from '../testing/situation.ts';
import { codes, examine, here } from '../testing/situation.ts';
import type { Intent } from './intent.ts';

const situation = (name: string): Situation => {
  const found = KEY_SITUATIONS[name];
  if (found === undefined) throw new Error(`no situation “${name}”`);
  return found;
};

describe('who has which key, the causes and nothing else', () => {
  it.each(Object.entries(KEY_SITUATIONS))('%s', (_, one) => {
    expect(codes(examine(one))).toEqual(one.finds);
  });
});

describe('what is said of a key', () => {
  const finding = (name: string) => examine(situation(name)).findings[0];

  it('is where the refused one stands', () => {
    const refused = finding('a variable that was named holds another');
    expect(refused?.params).toMatchObject({ key: 'refused', holder: 'QWEN_KEY' });
    expect(refused?.evidence).toContainEqual({
      kind: 'key-sent',
      from: { kind: 'variable', name: 'QWEN_KEY' },
    });
  });

  it('is that the service was started with another, where its command line shows one', () => {
    const one = situation('a variable that was named holds another');
    const sent = (server: string) =>
      examine({
        ...one,
        machines: {
          here: here({
            listeners: ['vllm 812 0.0.0.0:8000'],
            commands: { 812: `vllm serve m --api-key ${server}` },
            environment: { QWEN_KEY: '***2***' },
          }),
        },
      }).findings[0]?.evidence.find(({ kind }) => kind === 'key-sent');
    expect(sent('***1***')).toMatchObject({ isOtherThanServers: true });
    expect(sent('***2***')).not.toHaveProperty('isOtherThanServers');
    expect(sent('--port 8000')).not.toHaveProperty('isOtherThanServers');
  });

  it('is which could be tried, and never that it was', () => {
    const wanted = finding('the shell has a key, which may be meant for somebody else');
    expect(wanted?.params).toMatchObject({ key: 'none' });
    expect(wanted?.fixes[0]).toEqual({
      kind: 'try-key',
      paste: ['tongtu doctor http://127.0.0.1:8000/v1 --key-variable OPENAI_API_KEY'],
    });
  });

  it('is that the variable which was named is not set', () => {
    expect(finding('a variable that was named is not set')?.params).toMatchObject({
      key: 'unset',
      holder: 'QWEN_KEY',
    });
  });
});

describe('works', () => {
  const works = (name: string) => examine(situation(name)).paths.map((path) => path.works);

  it('what answers with the key, or wants one of who only looks around', () => {
    expect(works('a variable that was named holds the right key')).toEqual([true]);
    expect(works('a service that was found because it listens wants a key, and is well')).toEqual([true]);
    expect(works('it answers through a proxy that must not see the key, and takes the key directly')).toEqual(
      [true],
    );
  });

  it('and nobody knows, where the key could not be tried', () => {
    const name = 'it answers through a proxy that must not see the key, and only through that';
    expect(works(name)).toEqual([false]);
    expect(examine(situation(name)).gaps).toContainEqual(expect.objectContaining({ why: 'not-asked' }));
  });
});

describe('a key', () => {
  const asked = (more: Partial<Situation>) => {
    const { it: found } = examine({
      url: 'http://10.0.0.3:8000/v1',
      machines: {
        here: here({
          environment: {
            http_proxy: 'http://10.0.0.2:3128',
            https_proxy: 'http://10.0.0.2:3128',
            KEY: '***1***',
          },
        }),
      },
      answering: lists('m'),
      keyVariable: 'KEY',
      ...more,
    });
    return found.model.snapshot.observations.map(({ question }) => question);
  };

  it('is never on a way that a proxy could read', () => {
    const proxied = asked({}).filter((question) => 'route' in question && question.route.kind === 'proxy');
    expect(proxied.length).toBeGreaterThan(0);
    expect(proxied.map(questionKey).join()).not.toContain('***1***');
  });

  it('goes through a tunnel, within TLS', () => {
    const [list] = asked({ url: 'https://10.0.0.3/v1' });
    expect(list).toMatchObject({ route: { form: 'connect' }, bearer: '***1***' });
  });

  it('goes along with the request for a token', () => {
    const chat = asked({ machines: { here: here({ environment: { KEY: '***1***' } }) } }).find(
      ({ kind }) => kind === 'chat',
    );
    expect(chat).toMatchObject({ bearer: '***1***' });
  });

  it('goes to no other port or scheme than it is for', () => {
    const questions = asked({
      url: 'https://10.0.0.3:8443/v1',
      answering: responds(403, [
        ['server', 'squid/5.7'],
        ['x-squid-error', 'ERR_ACCESS_DENIED 0'],
      ]),
    });
    const keyed = questions.filter((question) => 'bearer' in question);
    expect(keyed.length).toBeGreaterThan(0);
    for (const question of keyed)
      expect('url' in question ? new URL(question.url).origin : '').toBe('https://10.0.0.3:8443');
  });

  it('changes no question of who has none', () => {
    const intent: Partial<Intent> = { keyVariable: 'NONE' };
    const without = asked({ keyVariable: intent.keyVariable ?? '' });
    expect(without.length).toBeGreaterThan(0);
    expect(without.filter((question) => 'bearer' in question)).toEqual([]);
  });
});
