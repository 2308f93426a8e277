import { TLSSocket } from 'node:tls';
import { describe, expect, it } from 'vitest';
import type { ProbeRoute, Question } from '../../domain/facts/observation.ts';
import { createSecrets } from '../secrets/secrets.ts';
import { createProber } from './prober.ts';
import { ask, chat, httpGet } from './testing/ask.ts';
import { CERTIFICATE } from './testing/certificate.ts';
import { tunnelTo } from './testing/relay.ts';
import { answerWith, httpText } from './testing/serve.ts';
import { startServed } from './testing/start-served.ts';

const KEY = 'sk-canary-4c1b77';
const URL_ASKED = 'http://127.0.0.1:8000/v1/models';

const proxied = (form: 'absolute' | 'connect', proxyUrl: string): ProbeRoute => ({
  kind: 'proxy',
  proxyUrl,
  form,
});

const withKey = (question: Question, bearer = KEY): Question =>
  question.kind === 'http-get' || question.kind === 'chat' ? { ...question, bearer } : question;

describe('a key', () => {
  it('goes directly to the service, in one header', async () => {
    const service = await startServed(answerWith(httpText('yes')));
    await ask(withKey(httpGet(service.url, [service.endpoint])));
    expect(service.received[0]).toContain(`\r\nAuthorization: Bearer ${KEY}\r\n`);
    await ask(withKey(chat(service.url, [service.endpoint])));
    expect(service.received[1]).toContain(`\r\nAuthorization: Bearer ${KEY}\r\n`);
  });

  it('goes before the user of the URL', async () => {
    const service = await startServed(answerWith(httpText('yes')));
    const url = service.url.replace('//', '//me:secret@');
    await ask(withKey(httpGet(url, [service.endpoint])));
    expect(service.received[0]?.match(/^Authorization:.*$/gm)).toEqual([`Authorization: Bearer ${KEY}`]);
  });

  it('is not sent in plain http through a proxy, whatever the form', async () => {
    const proxy = await startServed(answerWith(httpText('no')));
    const relay = await startServed(tunnelTo(proxy.endpoint));
    await ask(withKey(httpGet(URL_ASKED, [proxy.endpoint], proxied('absolute', proxy.url))));
    await ask(withKey(httpGet(URL_ASKED, [relay.endpoint], proxied('connect', relay.url))));
    expect(proxy.received).toHaveLength(2);
    expect([...proxy.received, ...relay.received].join()).not.toContain(KEY);
  });

  it('is not sent to whom no certificate vouches for', async () => {
    const heard: string[] = [];
    const service = await startServed((socket) => {
      const tls = new TLSSocket(socket, { isServer: true, ...CERTIFICATE });
      tls.on('error', () => undefined);
      tls.on('data', (bytes: Buffer) => {
        heard.push(bytes.toString());
        tls.end(httpText('who are you'));
      });
    });
    const answer = await ask(
      withKey(httpGet(`https://127.0.0.1:${service.endpoint.port}/v1`, [service.endpoint])),
    );
    expect(answer).toMatchObject({ kind: 'response', tlsProblem: expect.any(String) });
    expect(heard).toHaveLength(1);
    expect(heard.join()).not.toContain(KEY);
  });

  it.each(['a\r\nX-Injected: yes', 'a\r', ' a', '', 'schlüssel', 'a\0b'])(
    'that no client can send is not sent: %j',
    async (bearer) => {
      const service = await startServed(answerWith(httpText('yes')));
      const answer = await ask(withKey(httpGet(service.url, [service.endpoint]), bearer));
      expect(answer).toEqual({ kind: 'not-askable', why: 'unsupported' });
      expect(service.received).toEqual([]);
    },
  );
});

describe('a hidden key', () => {
  const node = 'm:00000000/host';
  const proberWith = (secrets: ReturnType<typeof createSecrets>) =>
    createProber({
      consumer: { node, uid: 1000, gid: 1000, pid: 1, how: 'self' },
      hereNode: node,
      ownUid: 1000,
      secrets,
      now: () => new Date(0),
      clock: () => performance.now(),
      workerPath: '/nonexistent',
    });

  it('is put back to be sent, and taken out of what the peer gives back', async () => {
    const secrets = createSecrets();
    const bearer = secrets.hideVariable('OPENAI_API_KEY', KEY);
    const service = await startServed(answerWith(httpText(`you said ${KEY}, ${encodeURIComponent(KEY)}`)));
    const question = {
      ...withKey(httpGet(service.url, [service.endpoint]), bearer),
      from: { node, uid: 1000 },
    };
    const [observation] = await proberWith(secrets).ask([question]);
    expect(service.received[0]).toContain(`Bearer ${KEY}`);
    expect(observation?.question).toEqual(question);
    expect(JSON.stringify(observation)).not.toContain(KEY);
  });

  it('of somebody else cannot be had by writing its number', async () => {
    const secrets = createSecrets();
    const other = secrets.hideVariable('OTHER_API_KEY', KEY);
    const bearer = secrets.hideVariable('OPENAI_API_KEY', other);
    const service = await startServed(answerWith(httpText('yes')));
    await proberWith(secrets).ask([
      { ...withKey(httpGet(service.url, [service.endpoint]), bearer), from: { node, uid: 1000 } },
    ]);
    expect(service.received[0]).toContain(`Bearer ${other}`);
    expect(service.received[0]).not.toContain(KEY);
  });
});
