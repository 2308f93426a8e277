import type { HttpFailure } from '../facts/observation.ts';
import type { Answering } from './answers.ts';
import { fails, lists, responds, squidSays, staysSilent } from './answers.ts';
import { exports, file, process, settingsOf } from './settings.ts';
import type { Situation, Situations } from './situation.ts';
import { byRoute, here } from './situation.ts';
import type { MachineSketch } from './snapshot.ts';

const BEYOND = 'http://203.0.113.9:8000/v1';
const NEIGHBOUR = 'http://10.0.0.9:8000/v1';
const PROXY = 'http://10.0.0.2:3128';

const way = (more: MachineSketch): MachineSketch =>
  here({ defaultGateway: { gateway: '10.0.0.254', interface: 'eth0' }, ...more });

/** Only the proxy gets out; nothing that is sent there directly comes back. */
const onlyProxy = byRoute(lists('m'), fails('timed-out'));

const asks = (environment: Readonly<Record<string, string>>, more: Partial<Situation> = {}): Situation => ({
  url: BEYOND,
  machines: { here: way({ environment }) },
  answering: onlyProxy,
  ...more,
});

/** Through the proxy a neighbour cannot be reached. */
const onlyDirect: Answering = byRoute(squidSays(503, 'ERR_CONNECT_FAIL', '101'), lists('m'));

/** By the kind of proxy that it is taken for. */
const byScheme =
  (schemes: Readonly<Record<string, Answering>>, direct: Answering): Answering =>
  (question) => {
    const { route } = question;
    if (route.kind === 'direct') return direct(question);
    return schemes[/^[a-z0-9]+/.exec(route.proxyUrl)?.[0] ?? '']?.(question);
  };

const ends =
  (failure: Extract<HttpFailure, { at: 'response' | 'tls' }>): Answering =>
  ({ connectTo }) => ({
    kind: 'no-response',
    connectedTo: connectTo[0] ?? { address: '', port: 0 },
    failedAttempts: [],
    failure,
    tookMs: 1,
  });

const closes = ends({ at: 'response', failure: 'closed', firstBytes: '' });
const babbles = ends({ at: 'response', failure: 'not-http', firstBytes: '\\x05\\xff' });
const noTls = ends({ at: 'tls', detail: 'ERR_SSL_WRONG_VERSION_NUMBER', peer: 'proxy' });

/** Causes on the way: a proxy that is not taken, or taken against what was meant. */
export const WAY_SITUATIONS: Situations = {
  'only HTTP_PROXY is set, and curl does not read it': {
    ...asks({ HTTP_PROXY: PROXY }),
    finds: ['proxy-not-used broken control-probe'],
  },
  'only http_proxy is set, and the URL is https': {
    ...asks({ http_proxy: PROXY }, { url: 'https://203.0.113.9/v1' }),
    finds: ['proxy-not-used broken control-probe'],
  },
  'Node reads no variable unless it is told to': {
    ...asks({ http_proxy: PROXY }, { clients: ['node'] }),
    finds: ['proxy-not-used broken control-probe'],
  },
  'the variable is misspelt': {
    ...asks({ HTTP_PORXY: PROXY }),
    finds: ['proxy-not-used broken control-probe'],
  },
  'the exception list holds everything': {
    ...asks({ http_proxy: PROXY, no_proxy: '*' }),
    finds: ['proxy-not-used broken control-probe'],
  },
  'no route leads there, and the proxy does': {
    url: BEYOND,
    machines: { here: here({ environment: { HTTP_PROXY: PROXY } }) },
    answering: byRoute(lists('m'), fails('network-unreachable')),
    finds: ['proxy-not-used broken control-probe'],
  },
  'the name is known to the proxy alone': {
    url: 'http://models.corp.test:8000/v1',
    machines: { here: way({ environment: { HTTP_PROXY: PROXY }, names: { 'models.corp.test': [] } }) },
    answering: onlyProxy,
    finds: ['proxy-not-used broken control-probe'],
  },
  'a proxy that is not taken does not lead there either': {
    ...asks(
      { HTTP_PROXY: PROXY },
      { answering: byRoute(squidSays(503, 'ERR_CONNECT_FAIL', '110'), fails('timed-out')) },
    ),
    finds: [],
  },
  'a proxy is not taken, and none is needed': {
    ...asks({ HTTP_PROXY: PROXY }, { answering: lists('m') }),
    finds: [],
  },
  'a target here is not meant for a proxy that is not taken': {
    ...asks({ HTTP_PROXY: PROXY }, { url: 'http://127.0.0.1:8000/v1', answering: fails('refused') }),
    finds: ['nothing-listening broken model'],
  },
  'a neighbour is asked for through a proxy that cannot reach it': {
    ...asks({ http_proxy: PROXY }, { url: NEIGHBOUR, answering: onlyDirect }),
    finds: ['proxy-intercepts-local broken control-probe'],
  },
  'a gateway that nobody signs says 502 of a neighbour': {
    ...asks({ http_proxy: PROXY }, { url: NEIGHBOUR, answering: byRoute(responds(502), lists('m')) }),
    finds: ['proxy-intercepts-local broken control-probe'],
  },
  'the proxy says that a neighbour refuses, and directly it answers': {
    ...asks(
      { http_proxy: PROXY },
      { url: NEIGHBOUR, answering: byRoute(squidSays(503, 'ERR_CONNECT_FAIL', '111'), lists('m')) },
    ),
    finds: ['proxy-intercepts-local broken control-probe'],
  },
  'the proxy cannot resolve a neighbour’s name that is known here': {
    url: 'http://gpu-box:8000/v1',
    machines: { here: way({ environment: { http_proxy: PROXY }, names: { 'gpu-box': ['10.0.0.9'] } }) },
    answering: byRoute(squidSays(503, 'ERR_DNS_FAIL'), lists('m')),
    finds: ['proxy-intercepts-local broken control-probe'],
  },
  'a neighbour is down, with the proxy and without': {
    ...asks(
      { http_proxy: PROXY },
      {
        url: NEIGHBOUR,
        answering: byRoute(squidSays(503, 'ERR_CONNECT_FAIL', '113'), fails('host-unreachable')),
      },
    ),
    finds: [],
  },
  'an exception with a wildcard was meant for the target': {
    url: 'http://models.corp.test:8000/v1',
    machines: {
      here: way({
        environment: { http_proxy: PROXY, no_proxy: '*.corp.test' },
        names: { 'models.corp.test': ['203.0.113.9'] },
      }),
    },
    answering: onlyDirect,
    finds: ['no-proxy-dialect broken control-probe'],
  },
  'a block of addresses never holds a name': {
    url: 'http://gpu-box:8000/v1',
    machines: {
      here: way({
        environment: { http_proxy: PROXY, no_proxy: '10.0.0.0/24' },
        names: { 'gpu-box': ['10.0.0.9'] },
      }),
    },
    answering: onlyDirect,
    finds: ['no-proxy-dialect broken control-probe'],
  },
  'the proxy speaks SOCKS, and the variable says http': {
    ...asks(
      { http_proxy: PROXY },
      { answering: byScheme({ http: closes, socks5h: lists('m'), https: noTls }, fails('timed-out')) },
    ),
    finds: ['proxy-protocol-mismatch broken control-probe'],
  },
  'a SOCKS proxy taken for http cannot reach the target either': {
    ...asks(
      { http_proxy: PROXY },
      { answering: byScheme({ http: babbles, socks5h: babbles, https: noTls }, fails('timed-out')) },
    ),
    finds: ['proxy-protocol-mismatch broken stated-by-peer'],
  },
  'the proxy speaks plain http, and the variable says https': {
    ...asks(
      { http_proxy: 'https://10.0.0.2:3128' },
      { answering: byScheme({ https: noTls, http: lists('m'), socks5h: closes }, fails('timed-out')) },
    ),
    finds: ['proxy-protocol-mismatch broken control-probe'],
  },
  'the proxy speaks http, and the variable says SOCKS': {
    ...asks(
      { http_proxy: 'socks5h://10.0.0.2:3128' },
      {
        answering: byScheme(
          { socks5h: closes, http: squidSays(403, 'ERR_ACCESS_DENIED') },
          fails('timed-out'),
        ),
      },
    ),
    finds: ['proxy-protocol-mismatch broken stated-by-peer'],
  },
  'what the variable names is an AI service': {
    ...asks(
      { http_proxy: 'http://10.0.0.2:11434' },
      {
        answering: byRoute(responds(404), (question) =>
          (question.connectTo[0]?.port === 11434 ? lists('qwen') : fails('timed-out'))(question),
        ),
      },
    ),
    finds: ['proxy-protocol-mismatch broken stated-by-peer'],
  },
  'the service itself is named as the proxy to itself': {
    url: 'http://127.0.0.1:11434/v1',
    machines: {
      here: here({
        environment: { http_proxy: 'http://127.0.0.1:11434' },
        listeners: ['ollama 9 127.0.0.1:11434'],
      }),
    },
    answering: lists('qwen'),
    finds: ['proxy-protocol-mismatch warning stated-by-peer'],
  },
  'what closes every connection is no proxy of any kind': {
    ...asks({ http_proxy: PROXY }, { answering: byRoute(closes, fails('timed-out')) }),
    finds: [],
  },
  'this machine had the address before, and serves the port at its present one': {
    url: 'http://10.0.0.50:8000/v1',
    machines: { here: here({ listeners: ['vllm 812 0.0.0.0:8000'] }) },
    answering: (question) =>
      (question.connectTo[0]?.address === '10.0.0.1' ? lists('m') : fails('host-unreachable'))(question),
    finds: ['host-address-stale broken control-probe'],
  },
  'a line of /etc/hosts leads to an address where nobody is': {
    url: 'http://gpu-box:8000/v1',
    machines: {
      here: here({
        names: { 'gpu-box': ['10.0.0.50'] },
        hosts: ['127.0.0.1 localhost', '10.0.0.50 gpu-box'],
      }),
    },
    answering: fails('host-unreachable'),
    finds: ['host-address-stale broken suspicion'],
  },
  'a neighbour does not answer, and what is served here is no service for models': {
    url: 'http://10.0.0.50:8000/v1',
    machines: { here: here({ listeners: ['backup-web 812 0.0.0.0:8000'] }) },
    answering: (question) =>
      (question.connectTo[0]?.address === '10.0.0.1' ? responds(200) : fails('host-unreachable'))(question),
    finds: [],
  },
  'localhost is in no file': {
    url: 'http://localhost:8000/v1',
    clients: ['requests'],
    machines: { here: here({ names: { localhost: [] }, hosts: ['127.0.1.1 desk'] }) },
    finds: ['name-unresolved broken stated-by-peer'],
  },
  'the name server is this machine’s own and does not run': {
    url: 'http://gpu-box.lan:8000/v1',
    machines: {
      here: here({
        names: { 'gpu-box.lan': [] },
        resolver: { nameservers: ['127.0.0.53'], nsswitchHosts: ['files', 'dns'] },
      }),
    },
    finds: ['name-unresolved broken stated-by-peer'],
  },
  'a name that only containers are told is asked on the machine that they run on': {
    url: 'http://host.docker.internal:8000/v1',
    machines: { here: here({ names: { 'host.docker.internal': [] } }) },
    finds: ['name-unresolved broken stated-by-peer'],
  },
  'a proxy is asked for a name that only containers are told': {
    url: 'http://host.docker.internal:8000/v1',
    machines: { here: way({ environment: { http_proxy: PROXY }, names: { 'host.docker.internal': [] } }) },
    answering: squidSays(503, 'ERR_DNS_FAIL'),
    finds: ['name-unresolved broken stated-by-peer'],
  },
  'a silent proxy is asked for a name that only containers are told': {
    url: 'http://host.docker.internal:8000/v1',
    machines: { here: way({ environment: { http_proxy: PROXY }, names: { 'host.docker.internal': [] } }) },
    answering: staysSilent,
    finds: ['name-unresolved broken stated-by-peer'],
  },
  'a proxy in a container knows the name that only containers are told': {
    url: 'http://host.docker.internal:8000/v1',
    machines: { here: way({ environment: { http_proxy: PROXY }, names: { 'host.docker.internal': [] } }) },
    answering: onlyProxy,
    finds: [],
  },
  'a proxy that is not taken is not asked for a name that only containers are told': {
    url: 'http://host.docker.internal:8000/v1',
    machines: { here: way({ environment: { HTTP_PROXY: PROXY }, names: { 'host.docker.internal': [] } }) },
    answering: lists('m'),
    finds: ['name-unresolved broken stated-by-peer'],
  },
  'a startup file names a dead proxy, and the target is this machine’s own': {
    url: 'http://127.0.0.1:8000/v1',
    machines: {
      here: way({
        environment: { http_proxy: PROXY },
        settings: settingsOf(file('/home/li/.bashrc', [exports('http_proxy', PROXY)])),
        lineage: [process('node 600', { http_proxy: PROXY }), process('bash 512')],
        listeners: ['vllm 812 127.0.0.1:8000'],
      }),
    },
    answering: byRoute(fails('refused'), lists('m')),
    finds: ['proxy-intercepts-local broken control-probe', 'proxy-unreachable broken control-probe'],
  },
  'a process that runs goes to a proxy for what is here': {
    url: 'http://127.0.0.1:8000/v1',
    asker: { kind: 'process', node: 'here', pid: 23 },
    machines: {
      here: way({
        environments: { 23: { http_proxy: PROXY } },
        commands: { 23: '/usr/bin/python3 /usr/local/bin/evalscope eval --model a;b' },
        listeners: ['vllm 812 127.0.0.1:8000'],
      }),
    },
    answering: byRoute(squidSays(503, 'ERR_CONNECT_FAIL', '111'), lists('m')),
    finds: ['proxy-intercepts-local broken control-probe'],
  },
  'another process has the proxy variables that this one lacks': {
    url: BEYOND,
    machines: { here: way({ environments: { '77': { http_proxy: PROXY } } }) },
    answering: onlyProxy,
    finds: ['proxy-env-wrong-level broken control-probe'],
  },
  'another process has a proxy that does not lead there': {
    url: BEYOND,
    machines: { here: way({ environments: { '77': { http_proxy: PROXY } } }) },
    answering: byRoute(squidSays(403, 'ERR_ACCESS_DENIED'), fails('timed-out')),
    finds: [],
  },
  'another process has proxy variables, and none is needed': {
    url: BEYOND,
    machines: { here: way({ environments: { '77': { http_proxy: PROXY } } }) },
    answering: lists('m'),
    finds: [],
  },
  'tongtu.yaml wants it to go through a proxy, and it arrives without': {
    url: BEYOND,
    machines: { here: way({}) },
    answering: lists('m'),
    via: { kind: 'proxy', name: 'office', url: PROXY },
    finds: ['declared-way-differs broken model'],
  },
};
