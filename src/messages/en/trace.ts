import type { Catalogue } from '../catalogue.ts';
import { diesFor, milliseconds, place, setting } from '../notation.ts';
import { failure, heard, models, process } from './phrases.ts';

const NOT_UNDERSTOOD = {
  control: 'with control characters in it that a terminal would obey; they were taken out',
  truncated: 'and a body that was longer or slower than is read',
  'no-model-list': 'and not the answer of a model service',
} as const;

/** What happens to a request, step by step. */
export const trace: Pick<Catalogue, 'verdicts' | 'observed' | 'blocked' | 'steps' | 'dies' | 'supposing'> = {
  verdicts: {
    answered: ({ by: { listener, process: program }, through }) =>
      `answered by ${program ?? 'a process'}${listener.pid === undefined ? '' : ` (pid ${listener.pid})`}${through === undefined ? '' : ` through ${through}`}`,
    refused: ({ endpoint }) => `refused at ${place(endpoint)}`,
    'timed-out': ({ endpoint }) => `times out at ${place(endpoint)}`,
    unreachable: ({ endpoint }) => `no way to ${place(endpoint)}`,
    'name-not-found': ({ name }) => `the name ${name} is not found`,
    'proxy-error': ({ through }) => `the proxy ${through} answers with an error`,
    'client-dies': ({ choice }) => trace.dies[choice.why](setting(choice.variable), diesFor(choice)),
    unknown: () => 'unknown',
  },
  observed: {
    answered: ({ heard: it }) => `${heard(it)}${models(it)}`,
    'proxy-error': ({ heard: it }) => `an error of the proxy: ${heard(it)}`,
    'not-understood': ({ heard: it, why }) => `${heard(it)}, ${NOT_UNDERSTOOD[why]}`,
    'no-answer': ({ evidence }) =>
      evidence.kind === 'no-answer'
        ? `${place(evidence.at)}: ${failure(evidence.failure)}, after ${milliseconds(evidence.tookMs)}`
        : 'no answer',
    'cannot-start': () => 'nothing is sent',
    'not-asked': () => 'not tried',
  },
  blocked: {
    'no-listener': 'nothing listens there',
    'no-route': 'no route leads there',
    'route-refuses': 'a route refuses it',
    'forwarding-off': 'this node does not forward',
    'no-way-back': 'no route leads back',
  },
  steps: {
    'proxy-choice': ({ choice }) => {
      switch (choice.kind) {
        case 'direct':
          return choice.because.kind === 'covered'
            ? `direct: ${choice.because.variable.name} covers it (${choice.because.entry})`
            : choice.because.kind === 'ignores-environment'
              ? 'direct: this client reads no proxy variables'
              : 'direct: it finds no proxy variable that it reads';
        case 'proxy':
          return `proxy ${choice.proxy.text}: ${choice.variable.name} is set${
            choice.exceptions === undefined
              ? ''
              : `, ${choice.exceptions.name}=${choice.exceptions.value} does not cover it`
          }`;
        case 'dies':
          return trace.dies[choice.why](setting(choice.variable), diesFor(choice));
      }
    },
    lookup: ({ name, how, addresses }) =>
      `${name} is ${addresses.length === 0 ? 'not found' : addresses.join(', ')}${how === 'built-in' ? ' (built into the client)' : ''}`,
    route: ({ to, via, interface: dev, gateway, table, destination }) =>
      via === 'local'
        ? `${to} is this node's own (dev ${dev})`
        : `route ${destination} dev ${dev}${gateway === undefined ? '' : ` via ${gateway}`} (table ${table})`,
    firewall: ({ hook, rules }) =>
      rules === 'empty'
        ? `firewall ${hook}: no rule`
        : `firewall ${hook}: rules unknown; supposed to let it pass`,
    arrives: ({ node, address, interface: dev }, name) =>
      `arrives in ${name(node)} at ${address} (dev ${dev})`,
    leaves: ({ to }) => `goes on to ${place(to)}, a machine that was not read`,
    listener: ({ by }) =>
      `listener ${process({ node: by.node, listen: by.listener, ...(by.listener.pid === undefined ? {} : { pid: by.listener.pid }), ...(by.process === undefined ? {} : { name: by.process }) })}`,
    blocked: ({ why, endpoint }) => `${place(endpoint)}: ${trace.blocked[why]}`,
    reply: ({ interface: dev }) => `the way back: dev ${dev}`,
    relay: ({ proxy, to, node }, name) =>
      `${proxy} asks for ${to} ${node === undefined ? 'from its own machine' : `from ${name(node)}`}`,
  },
  dies: {
    'bad-proxy-url': (setting) => `gives up: ${setting} is no proxy address`,
    'missing-scheme': (setting) => `gives up: ${setting} lacks http:// in front`,
    'unsupported-scheme': (setting) => `gives up: ${setting} names a kind of proxy that it does not speak`,
    'missing-package': (setting, part) =>
      `gives up: ${setting} names a SOCKS proxy, and the Python package ${part} that speaks to one is not installed`,
    'bad-no-proxy-entry': (setting, part) =>
      `gives up on every request: it cannot read ${part} in ${setting}`,
    'option-not-allowed': (setting) => `gives up: Node does not take ${setting}`,
    'invalid-url': () => 'refuses this URL',
    'userinfo-in-url': () => 'refuses a URL with a user name in it',
    'zone-in-url': () => 'refuses a URL with an interface name in the address',
    'blocked-port': () => 'refuses this port: the Fetch standard blocks it',
  },
  supposing: {
    passes: 'if it lets the request pass',
    stops: 'if it stops the request',
    'takes-ipv4': 'if the IPv6 socket takes IPv4 too',
    'takes-ipv6-only': 'if the IPv6 socket takes IPv6 only',
    forwards: 'if the proxy allows it',
    refuses: 'if the proxy refuses it',
  },
};
