import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { Question } from '../../domain/facts/observation.ts';
import type { ProberOptions } from './prober.ts';
import { createProber } from './prober.ts';
import { chat, httpGet } from './testing/ask.ts';
import { answerWith, httpText } from './testing/serve.ts';
import { startServed } from './testing/start-served.ts';

const NODE = 'm:00000000/host';
const PASSWORD = 'canary-p@ss/7f2e';
const ENCODED = Buffer.from(`me:${PASSWORD}`).toString('base64');

/** Knows one password, and what it looks like in a header. */
const secrets = {
  reveal: (text: string) => text.replaceAll('***1***', encodeURIComponent(PASSWORD)),
  scrub: (text: string) => text.replaceAll(PASSWORD, '***1***').replaceAll(ENCODED, '***1***'),
};

const proberWith = (options: Partial<ProberOptions> = {}) =>
  createProber({
    consumer: { node: NODE, uid: 1000, gid: 1000, pid: 1, how: 'self' },
    hereNode: NODE,
    ownUid: 1000,
    secrets,
    now: () => new Date('2026-11-21T08:00:00Z'),
    clock: () => performance.now(),
    workerPath: '/nonexistent',
    ...options,
  });

const asConsumer = (question: Question): Question => ({ ...question, from: { node: NODE, uid: 1000 } });

describe('createProber', () => {
  it('answers in the order of the questions', async () => {
    const late = await startServed((socket) => {
      socket.once('data', () => setTimeout(() => socket.end(httpText('late')), 30));
    });
    const soon = await startServed(answerWith(httpText('soon')));
    const questions = [late, soon].map(({ url, endpoint }) => asConsumer(httpGet(url, [endpoint])));
    const observations = await proberWith().ask(questions);
    expect(observations.map(({ question }) => question)).toEqual(questions);
    expect(observations.map(({ answer }) => answer.kind === 'response' && answer.response.bodyStart)).toEqual(
      ['late', 'soon'],
    );
    expect(observations[0]?.askedAt).toBe('2026-11-21T08:00:00.000Z');
  });

  it('asks equal questions once, and again when it is asked again', async () => {
    const server = await startServed(answerWith(httpText('')));
    const question = asConsumer(httpGet(server.url, [server.endpoint]));
    const prober = proberWith();
    expect(await prober.ask([question, { ...question }])).toHaveLength(2);
    expect(server.received).toHaveLength(1);
    await prober.ask([question]);
    expect(server.received).toHaveLength(2);
  });

  it('asks eight at once, and all in the end', async () => {
    let unanswered = 0;
    let most = 0;
    const server = await startServed((socket) => {
      unanswered += 1;
      most = Math.max(most, unanswered);
      socket.once('data', () =>
        setTimeout(() => {
          unanswered -= 1;
          socket.end(httpText(''));
        }, 20),
      );
    });
    const questions = Array.from({ length: 30 }, (_, index) =>
      asConsumer(httpGet(`${server.url}/${index}`, [server.endpoint])),
    );
    expect((await proberWith().ask(questions)).every(({ answer }) => answer.kind === 'response')).toBe(true);
    expect(server.received).toHaveLength(30);
    expect(most).toBe(8);
  });

  it('sends the password, and never tells it', async () => {
    const echo = (socket: Socket): void => {
      socket.once('data', (request) => {
        const said = `${request}\n${PASSWORD}`;
        socket.end(httpText(said, [`X-Echo: ${PASSWORD}`, `X-Auth: ${ENCODED}`], '407 Denied'));
      });
    };
    const raw = (socket: Socket): void => {
      socket.once('data', () => socket.end(`${ENCODED} ${PASSWORD}`));
    };
    const [proxy, garbage] = [await startServed(echo), await startServed(raw)];
    const questions = [proxy, garbage].flatMap(({ endpoint }) =>
      (['absolute', 'connect'] as const).flatMap((form) => {
        const route = { kind: 'proxy', proxyUrl: 'http://me:***1***@proxy:3128', form } as const;
        return [httpGet('http://a.test/', [endpoint], route), chat('http://a.test/', [endpoint], route)];
      }),
    );
    const observations = await proberWith().ask(questions.map(asConsumer));
    expect(proxy.received.every((request) => request.includes(`Basic ${ENCODED}\r\n`))).toBe(true);
    expect(proxy.received).toHaveLength(4);
    const text = JSON.stringify(observations);
    expect(text).not.toContain('canary');
    expect(text).not.toContain(ENCODED);
    expect(text).toContain('***1***');
  });

  it('says why it cannot ask', async () => {
    const question = httpGet('http://127.0.0.1/', []);
    const [elsewhere] = await proberWith().ask([{ ...question, from: { node: 'other', uid: 1000 } }]);
    expect(elsewhere?.answer).toEqual({ kind: 'not-askable', why: 'denied' });
  });

  it('rejects when it is stopped, and leaves nothing open', async () => {
    const server = await startServed(() => undefined);
    const controller = new AbortController();
    const prober = proberWith({ signal: controller.signal });
    const asking = prober.ask([asConsumer(httpGet(server.url, [server.endpoint]))]);
    await expect.poll(() => server.received.length).toBe(1);
    controller.abort();
    await expect(asking).rejects.toThrow(/abort/i);
    await server.quiet();
    await expect(prober.ask([asConsumer(httpGet(server.url, [server.endpoint]))])).rejects.toThrow(/abort/i);
  });

  it('leaves neither sockets nor timers behind', async () => {
    const server = await startServed(answerWith(httpText('ok')));
    const kinds = (): readonly string[] =>
      process
        .getActiveResourcesInfo()
        .filter((kind) => /^(?:TCPSocketWrap|TLSWrap|Timeout|ProcessWrap)$/.test(kind));
    const before = kinds().length;
    await proberWith().ask([
      asConsumer(httpGet(server.url, [server.endpoint])),
      asConsumer(httpGet(server.url.replace('http', 'https'), [server.endpoint])),
      asConsumer({ kind: 'tcp', from: { node: NODE, uid: 1000 }, to: server.endpoint }),
    ]);
    await server.quiet();
    await expect.poll(() => kinds().length).toBeLessThanOrEqual(before);
  });
});
