import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answering } from '../testing/answers.ts';
import { fails, lists, responds, squidSays } from '../testing/answers.ts';
import { KEY_SITUATIONS } from '../testing/key-situations.ts';
import { SERVICE_SITUATIONS } from '../testing/service-situations.ts';
import { SETTING_SITUATIONS } from '../testing/setting-situations.ts';
import type { Situation, Situations } from '../testing/situation.ts';
import { byPort, byRoute, codes, examine, here } from '../testing/situation.ts';
import { WAY_SITUATIONS } from '../testing/way-situations.ts';
import { CAUSES } from './registry.ts';

const VLLM = 'vllm 812 0.0.0.0:8000';
const LOCAL = 'http://127.0.0.1:8000/v1';
const PROXY = { http_proxy: 'http://10.0.0.2:3128' };

const handshakeEnds: Answering = ({ connectTo }) => ({
  kind: 'no-response',
  connectedTo: connectTo[0] ?? { address: '', port: 0 },
  failedAttempts: [],
  failure: { at: 'tls', detail: 'silent' },
  tookMs: 1,
});

const SITUATIONS: Situations = {
  'a proxy elsewhere swallows a request for the loopback': {
    url: LOCAL,
    machines: { here: here({ environment: PROXY, listeners: [VLLM] }) },
    answering: byRoute(squidSays(503, 'ERR_CONNECT_FAIL', '111'), lists('OpenCUA-7B')),
    finds: ['proxy-intercepts-local broken control-probe'],
  },
  'the same, and the service is stopped': {
    url: LOCAL,
    machines: { here: here({ environment: PROXY }) },
    answering: byRoute(squidSays(503, 'ERR_CONNECT_FAIL', '111'), fails('refused')),
    finds: ['proxy-intercepts-local broken model', 'nothing-listening broken model'],
  },
  'another service answers 200 on the proxy’s own loopback': {
    url: LOCAL,
    machines: { here: here({ environment: PROXY, listeners: [VLLM] }) },
    answering: byRoute(lists('other'), lists('OpenCUA-7B')),
    finds: ['proxy-intercepts-local broken control-probe'],
  },
  'the proxy runs here, and interception works by luck': {
    url: LOCAL,
    machines: {
      here: here({
        environment: { http_proxy: 'http://127.0.0.1:3128' },
        listeners: [VLLM, 'squid 3 0.0.0.0:3128'],
      }),
    },
    answering: lists('OpenCUA-7B'),
    finds: ['proxy-intercepts-local warning control-probe'],
  },
  'the proxy is down, and the target is elsewhere': {
    url: 'http://10.0.0.9:8000/v1',
    machines: { here: here({ environment: PROXY }) },
    answering: byRoute(fails('refused'), lists('m')),
    finds: ['proxy-unreachable broken control-probe'],
  },
  'the proxy wants a password': {
    url: 'http://10.0.0.9:8000/v1',
    machines: { here: here({ environment: PROXY }) },
    answering: squidSays(407, 'ERR_CACHE_ACCESS_DENIED'),
    finds: ['proxy-auth-required broken stated-by-peer'],
  },
  'the proxy’s rules refuse': {
    url: 'http://10.0.0.9:8000/v1',
    machines: { here: here({ environment: PROXY }) },
    answering: squidSays(403, 'ERR_ACCESS_DENIED'),
    finds: ['proxy-denies broken stated-by-peer'],
  },
  'the service has only the other address family': {
    url: LOCAL,
    machines: { here: here({ listeners: ['vllm 1 [::1]:8000'] }) },
    answering: (question) =>
      (question.connectTo[0]?.address === '::1' ? lists('m') : fails('refused'))(question),
    finds: ['address-family-mismatch broken control-probe'],
  },
  'the service listens on the loopback alone, and another own address is asked': {
    url: 'http://10.0.0.1:8000/v1',
    machines: { here: here({ listeners: ['vllm 1 127.0.0.1:8000'] }) },
    answering: (question) =>
      (question.connectTo[0]?.address === '127.0.0.1' ? lists('m') : fails('refused'))(question),
    finds: ['service-bound-to-loopback broken control-probe'],
  },
  'the service listens on the loopback of another node': {
    url: 'http://10.0.0.2:8000/v1',
    machines: {
      here: here(),
      there: { addresses: ['eth0 10.0.0.2/24'], listeners: ['vllm 1 127.0.0.1:8000'] },
    },
    answering: fails('refused'),
    finds: ['service-bound-to-loopback broken model'],
  },
  'nothing has the port': {
    url: LOCAL,
    machines: { here: here() },
    answering: fails('refused'),
    finds: ['nothing-listening broken model'],
  },
  'nothing has the port, and a model service answers on another': {
    url: LOCAL,
    machines: { here: here({ listeners: ['vllm 1 0.0.0.0:8001'] }) },
    answering: byPort({ 8001: lists('m') }, fails('refused')),
    finds: ['wrong-port broken control-probe'],
  },
  'nothing has the port, and what listens on another is no model service': {
    url: LOCAL,
    machines: { here: here({ listeners: ['nginx 1 0.0.0.0:8080'] }) },
    answering: byPort({ 8080: responds(404) }, fails('refused')),
    finds: ['nothing-listening broken model'],
  },
  'a machine that was not read refuses': {
    url: 'http://10.0.0.9:8000/v1',
    machines: { here: here() },
    answering: fails('refused'),
    finds: ['nothing-listening broken suspicion'],
  },
  'the variable holds no proxy’s address': {
    url: LOCAL,
    machines: { here: here({ environment: { http_proxy: 'http://10.0.0.2:31x28' }, listeners: [VLLM] }) },
    finds: ['proxy-url-malformed broken model'],
  },
  'the variable names a kind of proxy that the client does not speak': {
    url: LOCAL,
    machines: { here: here({ environment: { http_proxy: 'gopher://10.0.0.2:3128' }, listeners: [VLLM] }) },
    finds: ['proxy-scheme-unsupported broken model'],
  },
  'the exception list has an entry that a client cannot read': {
    url: LOCAL,
    machines: { here: here({ environment: { NO_PROXY: 'localhost，127.0.0.1' }, listeners: [VLLM] }) },
    clients: ['httpx'],
    finds: ['no-proxy-malformed broken model'],
  },
  'the proxy runs here and fails as the service does': {
    url: LOCAL,
    machines: {
      here: here({
        environment: { http_proxy: 'http://127.0.0.1:3128' },
        listeners: ['squid 3 0.0.0.0:3128'],
      }),
    },
    answering: byRoute(squidSays(503, 'ERR_CONNECT_FAIL', '111'), fails('refused')),
    finds: ['nothing-listening broken model', 'proxy-intercepts-local warning model'],
  },
  'an own address is asked through a proxy, and the service is on the loopback alone': {
    url: 'http://10.0.0.1:8000/v1',
    machines: { here: here({ environment: PROXY, listeners: ['vllm 1 127.0.0.1:8000'] }) },
    answering: byRoute(squidSays(503, 'ERR_CONNECT_FAIL', '111'), (question) =>
      (question.connectTo[0]?.address === '127.0.0.1' ? lists('m') : fails('refused'))(question),
    ),
    finds: ['proxy-intercepts-local broken model', 'service-bound-to-loopback broken control-probe'],
  },
  'a proxy itself is asked as if it were the service': {
    url: 'http://10.0.0.2:3128/v1',
    machines: {
      here: here(),
      there: { addresses: ['eth0 10.0.0.2/24'], listeners: ['squid 3 0.0.0.0:3128'] },
    },
    answering: squidSays(400, 'ERR_INVALID_URL'),
    finds: [],
  },
  'https is asked of a port that speaks plain http': {
    url: 'https://127.0.0.1:8000/v1',
    machines: { here: here({ listeners: [VLLM] }) },
    answering: ({ connectTo }) => ({
      kind: 'no-response',
      connectedTo: connectTo[0] ?? { address: '', port: 0 },
      failedAttempts: [],
      failure: { at: 'tls', detail: 'plain-http' },
      tookMs: 1,
    }),
    finds: ['tls-mismatch broken control-probe'],
  },
  'https is asked of a port that keeps silent about it, and answers without TLS': {
    url: 'https://127.0.0.1:8000/v1',
    machines: { here: here({ listeners: [VLLM] }) },
    answering: (question) => (question.url.startsWith('https:') ? handshakeEnds : lists('m'))(question),
    finds: ['tls-mismatch broken control-probe'],
  },
  'the handshake fails, and without TLS the port says 400, as one that wants TLS does': {
    url: 'https://127.0.0.1:8000/v1',
    machines: { here: here({ listeners: [VLLM] }) },
    answering: (question) => (question.url.startsWith('https:') ? handshakeEnds : responds(400))(question),
    finds: [],
  },
  'the certificate does not verify': {
    url: 'https://127.0.0.1:8000/v1',
    machines: { here: here({ listeners: [VLLM] }) },
    answering: (question) => {
      const answer = lists('m')(question);
      return answer?.kind === 'response' ? { ...answer, tlsProblem: 'DEPTH_ZERO_SELF_SIGNED_CERT' } : answer;
    },
    finds: ['tls-untrusted broken stated-by-peer'],
  },
  'the service wants a key, through a proxy on this machine as without it': {
    url: LOCAL,
    machines: {
      here: here({
        environment: { http_proxy: 'http://127.0.0.1:3128' },
        listeners: [VLLM, 'squid 3 0.0.0.0:3128'],
      }),
    },
    answering: responds(401),
    finds: ['unauthorized broken stated-by-peer', 'proxy-intercepts-local warning model'],
  },
  'the service itself says 407, with and without a proxy': {
    url: LOCAL,
    machines: {
      here: here({
        environment: { http_proxy: 'http://127.0.0.1:3128' },
        listeners: [VLLM, 'squid 3 0.0.0.0:3128'],
      }),
    },
    answering: responds(407),
    finds: ['proxy-intercepts-local warning model'],
  },
  'no route leads there': {
    url: 'http://203.0.113.9:8000/v1',
    machines: { here: here() },
    answering: fails('network-unreachable'),
    finds: ['no-route broken model'],
  },
  'the loopback interface is down': {
    url: LOCAL,
    machines: { here: here({ isLoopbackDown: true }) },
    answering: fails('network-unreachable'),
    finds: ['no-route broken model'],
  },
  'the name is not found': {
    url: 'http://nowhere.test/v1',
    machines: { here: here({ names: { 'nowhere.test': [] } }) },
    finds: ['name-unresolved broken stated-by-peer'],
  },
  'the service wants a key': {
    url: LOCAL,
    machines: { here: here({ listeners: [VLLM] }) },
    answering: responds(401),
    finds: ['unauthorized broken stated-by-peer'],
  },
  'the service fails inside': {
    url: LOCAL,
    machines: { here: here({ listeners: [VLLM] }) },
    answering: responds(500),
    finds: ['service-error broken stated-by-peer'],
  },
  'the facts say that it is answered, and it is refused': {
    url: LOCAL,
    machines: { here: here({ listeners: [VLLM] }) },
    answering: fails('refused'),
    finds: ['model-disagrees warning suspicion'],
  },
  'a rule that nobody evaluated drops what comes to this very machine': {
    url: LOCAL,
    machines: { here: here({ listeners: [VLLM], firewallCanDrop: true }) },
    answering: fails('timed-out'),
    finds: [],
  },
  'all is well': {
    url: LOCAL,
    machines: { here: here({ listeners: [VLLM] }) },
    answering: lists('m'),
    finds: [],
  },
};

describe('one situation, its causes and nothing else', () => {
  it.each(Object.entries(SITUATIONS))('%s', (_, situation) => {
    expect(codes(examine(situation))).toEqual(situation.finds);
  });
});

describe('rules of a firewall that nobody evaluated', () => {
  it('are named as what may stop it, with the command that shows them', () => {
    const { gaps } = examine(
      SITUATIONS['a rule that nobody evaluated drops what comes to this very machine'] as Situation,
    );
    expect(gaps).toContainEqual({
      fact: expect.stringMatching(/\/firewall$/),
      why: 'not-modelled',
      hint: { kind: 'look-at', command: 'nft list ruleset' },
    });
  });
});

describe('what shows it', () => {
  const swallowed = examine(SITUATIONS['a proxy elsewhere swallows a request for the loopback'] as Situation)
    .findings[0];

  it('names the variable, who answered, and the process that answers without the proxy', () => {
    expect(swallowed?.evidence).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'variable', name: 'http_proxy' }),
        expect.objectContaining({ kind: 'answered', heard: expect.objectContaining({ status: 503 }) }),
        expect.objectContaining({
          kind: 'control-direct',
          by: expect.objectContaining({ pid: 812, name: 'vllm' }),
        }),
      ]),
    );
  });

  it('offers both spellings of NO_PROXY, ready to paste', () => {
    expect(swallowed?.fixes[0]).toEqual({
      kind: 'extend-no-proxy',
      paste: ['export no_proxy=127.0.0.1,localhost,::1', 'export NO_PROXY=127.0.0.1,localhost,::1'],
    });
  });

  it('gives away that another service answered through the proxy', () => {
    const [finding] = examine(
      SITUATIONS['another service answers 200 on the proxy’s own loopback'] as Situation,
    ).findings;
    expect(finding?.evidence).toContainEqual({
      kind: 'differs',
      what: 'models',
      proxied: 'other',
      direct: 'OpenCUA-7B',
    });
  });
});

describe('a service that lists its models', () => {
  const healthy = SITUATIONS['all is well'] as Situation;
  const chats = (chat: Answering): Situation => ({
    ...healthy,
    answering: (question) => (question.kind === 'chat' ? chat : lists('m'))(question),
  });
  const works = (chat: Answering) => examine(chats(chat)).paths.map((path) => path.works);

  it('works when a token comes, streamed or whole', () => {
    const streamed: Answering = (question) => {
      const answer = responds(200)(question);
      return answer?.kind === 'response' ? { ...answer, stream: { firstTokenMs: 1, tokens: 1 } } : answer;
    };
    expect(works(streamed)).toEqual([true]);
    expect(works(responds(200, [], { bodyStart: '{"choices":[{}]}' }))).toEqual([true]);
  });

  it('does not when the chat request ends in an error, an error within 200, or nothing', () => {
    expect(works(responds(500))).toEqual([false]);
    expect(
      works(responds(200, [], { bodyStart: 'data: {"error":{"message":"CUDA out of memory"}}' })),
    ).toEqual([false]);
    expect(works(fails('timed-out'))).toEqual([false]);
  });
});

describe('several clients', () => {
  it('that do the same are one path; Node 20 reads no proxy variables and is another', () => {
    const { paths, findings } = examine({
      url: LOCAL,
      machines: { here: here({ environment: PROXY, listeners: [VLLM], clients: { node: '20.20.2' } }) },
      answering: byRoute(squidSays(503, 'ERR_CONNECT_FAIL', '111'), lists('m')),
      clients: ['curl', 'requests', 'node'],
    });
    expect(paths.map(({ path }) => path.clients.map(({ client }) => client.name))).toEqual([
      ['curl', 'requests'],
      ['node'],
    ]);
    expect(paths.map(({ works }) => works)).toEqual([false, true]);
    expect(findings.map(({ clients }) => clients)).toEqual([['curl', 'requests']]);
  });
});

const ALL_SITUATIONS: Situations = {
  ...SITUATIONS,
  ...SERVICE_SITUATIONS,
  ...KEY_SITUATIONS,
  ...SETTING_SITUATIONS,
  ...WAY_SITUATIONS,
};

describe('laws', () => {
  it.each(Object.entries(ALL_SITUATIONS))('the order of the causes changes no answer: %s', (_, situation) => {
    const expected = examine(situation);
    fc.assert(
      fc.property(fc.shuffledSubarray([...CAUSES], { minLength: CAUSES.length }), (shuffled) => {
        expect(examine(situation, shuffled).findings).toEqual(expected.findings);
      }),
      { numRuns: 5 },
    );
  });

  it('every cause of the registry is found by some situation', () => {
    const found = new Set(
      Object.values(ALL_SITUATIONS).flatMap((situation) =>
        codes(examine(situation)).map((text) => text.split(' ')[0]),
      ),
    );
    expect([...found].sort()).toEqual([...new Set(CAUSES.map(({ code }) => code))].sort());
  });
});
