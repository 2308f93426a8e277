import type { Answering } from './answers.ts';
import { fails, lists, responds } from './answers.ts';
import type { Situations } from './situation.ts';
import { byRoute, here } from './situation.ts';

const VLLM = 'vllm 812 0.0.0.0:8000';
const LOCAL = 'http://127.0.0.1:8000/v1';
const ELSEWHERE = 'http://10.0.0.3:8000/v1';
const RIGHT = '***1***';
const WRONG = '***2***';
const PROXY = { http_proxy: 'http://10.0.0.2:3128' };

const wantsKey: Answering = (question) =>
  (question.bearer === RIGHT ? lists('m') : responds(401, [['server', 'uvicorn']]))(question);

/** The service's own words, with the proxy's mark on them. */
const passedOn401 = responds(401, [
  ['server', 'uvicorn'],
  ['via', '1.1 gate (squid/5.7)'],
]);

const asked = { url: LOCAL, answering: wantsKey } as const;

const shell = (environment: Readonly<Record<string, string>>) => ({
  here: here({ listeners: [VLLM], environment }),
});

/** A program that runs here, with its command line and what it was started with. */
const program = (command: string, environment: Readonly<Record<string, string>> = {}) =>
  ({
    ...asked,
    machines: {
      here: here({ listeners: [VLLM], commands: { 70: command }, environments: { 70: environment } }),
    },
    asker: { kind: 'process', node: 'here', pid: 70 },
    foundIn: { kind: 'argument', argument: '--api-url' },
  }) as const;

const EVALSCOPE = `evalscope eval --api-url ${LOCAL}`;

/** A service that wants a key, and who has one. */
export const KEY_SITUATIONS: Situations = {
  'a variable that was named holds the right key': {
    ...asked,
    machines: shell({ QWEN_KEY: RIGHT }),
    keyVariable: 'QWEN_KEY',
    finds: [],
  },
  'a variable that was named holds another': {
    ...asked,
    machines: shell({ QWEN_KEY: WRONG }),
    keyVariable: 'QWEN_KEY',
    finds: ['unauthorized broken stated-by-peer'],
  },
  'a variable that was named is not set': {
    ...asked,
    machines: shell({ OPENAI_API_KEY: RIGHT }),
    keyVariable: 'QWEN_KEY',
    finds: ['unauthorized broken stated-by-peer'],
  },
  'what a variable holds was not hidden whole, and is no key': {
    ...asked,
    machines: shell({ QWEN_KEY: 'abc' }),
    keyVariable: 'QWEN_KEY',
    finds: [],
  },
  'the shell has a key, which may be meant for somebody else': {
    ...asked,
    machines: shell({ OPENAI_API_KEY: RIGHT }),
    finds: ['unauthorized broken stated-by-peer'],
  },
  'the shell has a key, and says that it is for another service': {
    ...asked,
    machines: shell({ OPENAI_API_KEY: RIGHT, OPENAI_BASE_URL: 'https://api.openai.com/v1' }),
    finds: ['unauthorized broken stated-by-peer'],
  },
  'the shell has a key, and says that it is for this service': {
    ...asked,
    machines: shell({ OPENAI_API_KEY: RIGHT, OPENAI_BASE_URL: LOCAL }),
    finds: [],
  },
  'the URL that was typed says who asks': {
    ...asked,
    url: 'http://me:x@127.0.0.1:8000/v1',
    machines: shell({ OPENAI_API_KEY: RIGHT, OPENAI_BASE_URL: LOCAL }),
    finds: ['unauthorized broken stated-by-peer'],
  },
  'a program has the key in its environment': {
    ...program(EVALSCOPE, { OPENAI_API_KEY: RIGHT }),
    finds: [],
  },
  'a program has the key on its command line, before what its environment holds': {
    ...program(`${EVALSCOPE} --api-key ${RIGHT}`, { OPENAI_API_KEY: WRONG }),
    finds: [],
  },
  'a program has the wrong key on its command line': {
    ...program(`${EVALSCOPE} --api-key=${WRONG}`),
    finds: ['unauthorized broken stated-by-peer'],
  },
  'a program shows no key, and may have one in a file': {
    ...program(EVALSCOPE),
    finds: ['unauthorized broken suspicion'],
  },
  'a program’s key is for another base, so nobody knows what it sends here': {
    ...program(EVALSCOPE, { OPENAI_API_KEY: WRONG, OPENAI_BASE_URL: 'https://api.openai.com/v1' }),
    finds: [],
  },
  'a server’s own key is not for what it reports to': {
    ...program(`vllm serve m --api-key ${RIGHT} --otlp-traces-endpoint ${LOCAL}`),
    finds: ['unauthorized broken suspicion'],
  },
  'a service that was found because it listens wants a key, and is well': {
    ...asked,
    machines: shell({ OPENAI_API_KEY: RIGHT }),
    foundIn: { kind: 'listener', node: 'here', pid: 812 },
    finds: [],
  },
  'it answers through a proxy that must not see the key, and takes the key directly': {
    ...asked,
    url: ELSEWHERE,
    machines: shell({ ...PROXY, QWEN_KEY: RIGHT }),
    answering: byRoute(passedOn401, wantsKey),
    keyVariable: 'QWEN_KEY',
    finds: [],
  },
  'it answers through a proxy that must not see the key, and refuses the key directly': {
    ...asked,
    url: ELSEWHERE,
    machines: shell({ ...PROXY, QWEN_KEY: WRONG }),
    answering: byRoute(passedOn401, wantsKey),
    keyVariable: 'QWEN_KEY',
    finds: ['unauthorized broken stated-by-peer'],
  },
  'it answers through a proxy that must not see the key, and only through that': {
    ...asked,
    url: ELSEWHERE,
    machines: shell({ ...PROXY, QWEN_KEY: RIGHT }),
    answering: byRoute(passedOn401, fails('timed-out')),
    keyVariable: 'QWEN_KEY',
    finds: [],
  },
  'it answers through a proxy on this machine, by luck': {
    ...asked,
    machines: {
      here: here({
        listeners: [VLLM, 'squid 3 0.0.0.0:3128'],
        environment: { http_proxy: 'http://127.0.0.1:3128', QWEN_KEY: RIGHT },
      }),
    },
    keyVariable: 'QWEN_KEY',
    finds: ['proxy-intercepts-local warning control-probe'],
  },
  'it forbids, whatever the key': {
    ...asked,
    machines: shell({ QWEN_KEY: RIGHT }),
    answering: responds(403, [['server', 'uvicorn']]),
    keyVariable: 'QWEN_KEY',
    finds: ['forbidden broken stated-by-peer'],
  },
};
