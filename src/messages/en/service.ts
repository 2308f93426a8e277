import type { ServiceWords } from '../service-words.ts';
import { keys } from './keys.ts';
import { models, peer, process } from './phrases.ts';

const SLIPS: Readonly<Record<string, string>> = {
  'doubled-version': 'the version stands in it twice',
  endpoint: 'it already names a request, and the client appends one more',
  'no-version': 'the version is missing',
  'other-api': 'it belongs to another API',
};

const NAMES: Readonly<Record<string, string>> = {
  'leading-slash': 'the leading slash is missing',
  case: 'the case of the letters differs',
  path: 'the path in front differs',
};

export const service: ServiceWords = {
  causes: {
    'port-conflict': ({ target, kind, process: name, speaks, other }, clients) => {
      const who = name || 'another program';
      if (kind === 'instance')
        return `${clients}: two programs hold this port: ${target} reaches ${who}, and ${other} another one with other models`;
      if (kind === 'page') return `${clients}: ${target} is a web page of ${who}, not a model service`;
      return speaks === 'unknown'
        ? `${clients}: ${target} is held by ${who}, which does not speak HTTP there`
        : `${clients}: ${target} is held by ${who}, which speaks ${speaks} there, not HTTP`;
    },
    'service-silent': ({ target, how, to, process: name }, clients) => {
      const who = name || 'the service';
      const what = to === 'chat' ? 'a chat request' : 'the request';
      if (how === 'silent') return `${clients}: ${who} at ${target} takes ${what} and never answers`;
      return how === 'reset'
        ? `${clients}: ${who} at ${target} takes ${what} and resets the connection`
        : `${clients}: ${who} at ${target} takes ${what} and hangs up without a word`;
    },
    'wrong-path': ({ target, path, asked, base, slip }, clients) =>
      `${clients}: ${target} has nothing at ${asked}; its API is under ${base}${path === '' || path === '/' ? '' : `: ${SLIPS[slip ?? ''] ?? ''}`}`,
    'wrong-model': ({ target, model, nearest, slip }, clients) => {
      if (nearest === '') return `${clients}: ${target} serves no model at all, and ${model} is asked for`;
      const why = NAMES[slip ?? ''];
      return why === undefined
        ? `${clients}: ${target} does not serve a model ${model}`
        : `${clients}: ${target} does not serve a model ${model}, but ${nearest}: ${why}`;
    },
    unauthorized: ({ target, key, holder, place }, clients) => {
      if (key === 'refused')
        return `${clients}: the service at ${target} refuses the key ${place === 'argument' ? 'behind' : 'in'} ${holder}`;
      return key === 'unset'
        ? `${clients}: the service at ${target} wants an API key, and ${holder} is not set`
        : `${clients}: the service at ${target} wants an API key`;
    },
    forbidden: ({ target, why, host }, clients) =>
      why === 'host-check'
        ? `${clients}: the service at ${target} answers 403, because it does not know the host name ${host}`
        : `${clients}: the service at ${target} answers 403 itself: this is no proxy’s doing`,
    'service-error': ({ target, status, to, who, program }, clients) => {
      if (who === 'proxy-between')
        return `${clients}: ${program} at ${target} answers ${status}: it is a reverse proxy, and the service behind it does not answer`;
      if (to === 'chat')
        return `${clients}: the service at ${target} lists its models, and answers a chat request with ${status}`;
      return `${clients}: the service at ${target} answers ${status}, an error of its own`;
    },
  },
  evidence: {
    serves: ({ models: ids, total }) =>
      total === 0
        ? 'it serves no model'
        : `it serves ${ids.join(', ')}${total > ids.length ? ` and ${total - ids.length} more` : ''}`,
    'first-bytes': ({ bytes, speaks }) =>
      speaks === 'unknown' ? `it says “${bytes}”` : `it says “${bytes}”, as ${speaks} does`,
    'variable-elsewhere': ({ name, value, by, its }) =>
      its === undefined
        ? `${name}=${value} is set here, but ${process(by)} was started without it`
        : `${name}=${value} is set here, but ${process(by)} was started with ${its}`,
    'started-with': ({ name, value, by }) =>
      `${process(by)} was started with ${value === '' ? name : `${name}=${value}`}`,
    'key-sent': ({ from, isOtherThanServers }) =>
      `it was asked ${keys.sent(from)}${isOtherThanServers === true ? ', which is not the one that it was started with' : ''}`,
    'control-host': ({ host, heard: it }) =>
      `the same request with “Host: ${host}”: ${it.status} from ${peer(it)}${models(it)}`,
  },
  fixes: {
    'use-model': () => 'ask for a model that it serves:',
    'rewrite-host': () => 'let whatever forwards the name send this Host header to the service:',
    'look-at-upstream': () =>
      'see whether the service behind it runs, and where the reverse proxy looks for it:',
    'look-at-log': () => 'look at what the service itself logs: it may still be loading, or hang',
    'bind-address': ({ exposes, isKeyless }) =>
      exposes === undefined
        ? 'or start the service on that address instead:'
        : isKeyless === true
          ? `or start the service on that address; then whoever reaches ${exposes} reaches it, and it knows no API key:`
          : `or start the service on that address; then whoever reaches ${exposes} reaches it, so set an API key:`,
    'bind-everywhere': ({ exposes, isKeyless }) =>
      `or on every address of this machine, which opens ${exposes ?? 'all its networks'}; ${isKeyless === true ? 'it knows no API key, so only behind a firewall' : 'only with an API key'}:`,
    'start-without-variable': () => 'start it without that variable, by which it takes the port for itself:',
    'start-without-proxy': () => 'start the service so that it reaches itself directly:',
    'send-key': () => 'send the key along:',
    'correct-key': () => 'put the service’s own key there: whoever runs the service has it',
    'try-key': () => 'to ask with a key that is set here, if it is meant for this service:',
  },
};
