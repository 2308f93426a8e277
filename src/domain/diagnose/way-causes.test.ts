import { describe, expect, it } from 'vitest';
import { squidSays } from '../testing/answers.ts';
import type { Situation } from '../testing/situation.ts';
import { codes, examine, here } from '../testing/situation.ts';
import { WAY_SITUATIONS } from '../testing/way-situations.ts';

const found = (name: string) => {
  const situation = WAY_SITUATIONS[name];
  if (situation === undefined) throw new Error(`no situation ${name}`);
  return examine(situation).findings[0];
};

const pasteIn = (name: string) => found(name)?.fixes.map(({ kind, paste }) => [kind, ...paste]);

describe('one situation, its causes and nothing else', () => {
  it.each(Object.entries(WAY_SITUATIONS))('%s', (_, situation) => {
    expect(codes(examine(situation))).toEqual(situation.finds);
  });
});

describe('a proxy that is not taken', () => {
  it.each([
    ['only HTTP_PROXY is set, and curl does not read it', 'use-proxy', ['export http_proxy="$HTTP_PROXY"']],
    ['only http_proxy is set, and the URL is https', 'use-proxy', ['export https_proxy="$http_proxy"']],
    ['Node reads no variable unless it is told to', 'use-proxy', ['export NODE_USE_ENV_PROXY=1']],
    ['the variable is misspelt', 'use-proxy', ['export http_proxy="$HTTP_PORXY"']],
    ['the exception list holds everything', 'shorten-no-proxy', ["export no_proxy=''"]],
  ])('is taken with a line to paste: %s', (name, kind, lines) => {
    expect(pasteIn(name)).toEqual([[kind, ...lines]]);
  });

  it('keeps what else an exception list holds, in both spellings', () => {
    const situation: Situation = {
      ...(WAY_SITUATIONS['the exception list holds everything'] as Situation),
      machines: {
        here: {
          addresses: ['eth0 10.0.0.1/24'],
          defaultGateway: { gateway: '10.0.0.254', interface: 'eth0' },
          environment: {
            http_proxy: 'http://10.0.0.2:3128',
            no_proxy: 'localhost, 203.0.113.0/24,10.0.0.9',
            NO_PROXY: '203.0.113.0/24,10.0.0.9',
          },
        },
      },
    };
    expect(examine(situation).findings[0]?.fixes[0]?.paste).toEqual([
      'export no_proxy=localhost,10.0.0.9',
      'export NO_PROXY=10.0.0.9',
    ]);
  });

  it('shows the failure, the same request through the proxy, and the variable', () => {
    const kinds = found('the exception list holds everything')?.evidence.map(({ kind }) => kind);
    expect(kinds).toEqual(['no-answer', 'control-proxied', 'variable', 'covered-by']);
  });
});

describe('a scheme that a client does not take', () => {
  const fixOf = (value: string, client: string) => {
    const environment = { http_proxy: value };
    const { findings } = examine({
      url: 'http://10.0.0.9:8000/v1',
      machines: { here: { environment } },
      clients: [client],
    });
    return findings[0]?.fixes[0]?.paste;
  };

  it.each([
    ['requests', 'socks://10.0.0.2:1080', 'socks5h'],
    ['httpx', 'socks4://10.0.0.2:1080', 'socks5h'],
    ['curl', 'gopher://10.0.0.2:3128', 'http'],
  ])('is replaced by one that it takes: %s, %s', (client, value, scheme) => {
    expect(fixOf(value, client)).toEqual([`export http_proxy="${scheme}://\${http_proxy#*://}"`]);
  });
});

describe('a port that the proxy’s rules refuse', () => {
  it('is told from a host that they refuse', () => {
    const { findings } = examine({
      url: 'http://203.0.113.9:8000/v1',
      machines: {
        here: here({
          environment: { http_proxy: 'http://10.0.0.2:3128' },
          defaultGateway: { gateway: '10.0.0.254', interface: 'eth0' },
        }),
      },
      answering: (question) =>
        (question.url.includes(':8000')
          ? squidSays(403, 'ERR_ACCESS_DENIED')
          : squidSays(503, 'ERR_CONNECT_FAIL'))(question),
    });
    expect(findings.map(({ code, proof, params }) => [code, proof, params['port']])).toEqual([
      ['proxy-denies', 'control-probe', '8000'],
    ]);
    expect(findings[0]?.fixes[0]?.paste).toEqual(['acl Safe_ports port 8000']);
  });
});

describe('a name that is not found', () => {
  it.each([
    ['localhost is in no file', 'localhost', 'correct-hosts'],
    ['the name server is this machine’s own and does not run', 'no-server', 'mend-resolver'],
  ])('says why: %s', (name, why, fix) => {
    expect(found(name)?.params['why']).toBe(why);
    expect(found(name)?.fixes[0]?.kind).toBe(fix);
  });

  it.each([
    ['printer.local', {}, 'mdns'],
    ['printer.local', { nsswitchHosts: ['files', 'mdns4_minimal'] }, 'unknown'],
    ['gpu-bxo', {}, 'misspelt'],
    ['other.test', {}, 'unknown'],
  ] as const)('%s %o: %s', (name, resolver, why) => {
    const { findings } = examine({
      url: `http://${name}:8000/v1`,
      machines: { here: { names: { [name]: [] }, hosts: ['10.0.0.9 gpu-box'], resolver } },
    });
    expect(findings.map(({ params }) => params['why'])).toEqual([why]);
  });
});

describe('an address where nobody is any more', () => {
  it('is replaced by the present one', () => {
    const name = 'this machine had the address before, and serves the port at its present one';
    expect(pasteIn(name)).toEqual([['use-url', 'http://10.0.0.1:8000/v1']]);
  });
});

describe('an exception that was meant for the target', () => {
  it('is shown with why it does not hold it', () => {
    expect(found('an exception with a wildcard was meant for the target')?.evidence).toContainEqual({
      kind: 'nearly-covered',
      name: 'no_proxy',
      entry: '*.corp.test',
      why: 'wildcard',
      read: 'no_proxy',
    });
  });

  it('is told of a target on this machine too', () => {
    const { findings } = examine({
      url: 'http://127.0.0.1:8000/v1',
      machines: {
        here: {
          addresses: ['eth0 10.0.0.1/24'],
          environment: { http_proxy: 'http://10.0.0.2:3128', no_proxy: 'localhost', NO_PROXY: '127.0.0.1' },
        },
      },
    });
    expect(findings[0]?.evidence).toContainEqual(
      expect.objectContaining({ kind: 'nearly-covered', entry: 'localhost', why: 'loopback-spelling' }),
    );
  });
});

describe('a name that only containers are told', () => {
  it.each([
    'a name that only containers are told is asked on the machine that they run on',
    'a proxy is asked for a name that only containers are told',
  ])('is 127.0.0.1 here: %s', (name) => {
    expect(found(name)?.params).toMatchObject({ why: 'container-name' });
    expect(pasteIn(name)).toEqual([['use-url', 'http://127.0.0.1:8000/v1']]);
  });
});

describe('a proxy that takes no connection', () => {
  const name = 'a startup file names a dead proxy, and the target is this machine’s own';

  it('runs nowhere, as far as can be seen', () => {
    const kinds = found(name)?.evidence.map(({ kind }) => kind);
    expect(kinds).not.toContain('proxy-elsewhere');
  });

  it('can be left out or replaced, where it is the second cause too', () => {
    const situation = WAY_SITUATIONS[name] as Situation;
    const kinds = examine(situation).findings[1]?.fixes.map(({ kind }) => kind);
    expect(kinds).toEqual(['unset-proxy', 'correct-proxy']);
  });

  it('is kept out for good below the line that names it', () => {
    expect(found(name)?.fixes[0]).toMatchObject({
      kind: 'extend-no-proxy',
      below: { home: '/home/li', place: { file: '/home/li/.bashrc', line: 1 } },
    });
  });
});

describe('a process that runs', () => {
  it('is started again as it was typed: no export reaches it', () => {
    expect(pasteIn('a process that runs goes to a proxy for what is here')).toEqual([
      ['start-again', "tongtu run -- evalscope eval --model 'a;b'"],
    ]);
  });
});
