import type { Heard, ProcessAt } from '../domain/diagnose/finding.ts';
import type { Catalogue } from './catalogue.ts';
import { milliseconds, peerName, place, setting, tellingMarks } from './notation.ts';

const list = (items: readonly string[]): string =>
  items.length < 3 ? items.join(' and ') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

const process = (by: ProcessAt): string => {
  const where = by.pid === undefined ? place(by.listen) : `pid ${by.pid}, ${place(by.listen)}`;
  return `${by.name ?? 'a process that cannot be seen'} (${where})`;
};

const peer = (it: Heard): string => peerName(it) ?? 'a program without marks';

const models = ({ models: ids }: Heard): string => {
  if (ids.length === 0) return '';
  return ids.length === 1 ? `, model ${ids[0]}` : `, models ${ids.join(', ')}`;
};

const heard = (it: Heard): string => {
  const telling = tellingMarks(it);
  const marks = telling.length === 0 ? '' : ` (${telling.join('; ')})`;
  return `${it.status} from ${peer(it)} after ${milliseconds(it.tookMs)}${marks}`;
};

const FAILURES: Readonly<Record<string, string>> = {
  refused: 'the connection is refused',
  'timed-out': 'no answer to the connection attempt',
  'host-unreachable': 'host unreachable',
  'network-unreachable': 'network unreachable',
  'address-not-available': 'no such local address',
  denied: 'this machine does not allow the connection',
  reset: 'the connection is reset',
  tunnel: 'the proxy refuses the tunnel',
  tls: 'the TLS handshake fails',
  silent: 'it accepts the connection and stays silent',
  closed: 'it accepts the connection and closes it without a byte',
  'not-http': 'it answers something that is not HTTP',
  'head-too-large': 'its response head does not end',
  other: 'the connection fails',
};

const failure = (kind: string): string => FAILURES[kind] ?? kind;

/** English. */
export const en: Catalogue = {
  language: 'en',
  causes: {
    'proxy-intercepts-local': ({ target, proxy, how, answered }, clients) =>
      how === 'by-luck'
        ? `${clients}: ${target} is reached through the proxy ${proxy}, and works only by luck`
        : answered === 'no'
          ? `${clients}: ${target} is asked for, and the request goes to a proxy`
          : `${clients}: ${target} is asked for, and a proxy answers instead`,
    'proxy-unreachable': ({ proxy, variable }, clients) =>
      `${clients}: the proxy ${proxy} that ${variable} names cannot be reached`,
    'proxy-auth-required': ({ proxy, credentials }, clients) =>
      credentials === 'refused'
        ? `${clients}: the proxy ${proxy} refuses the name and password it is given`
        : `${clients}: the proxy ${proxy} wants a name and a password`,
    'proxy-denies': ({ proxy, target }, clients) => `${clients}: the proxy ${proxy} does not allow ${target}`,
    'service-bound-to-loopback': ({ target, listens, process: name }, clients) =>
      `${clients}: ${target} refuses, because ${name || 'the service'} listens on ${listens} only`,
    'nothing-listening': ({ target }, clients) => `${clients}: nothing listens on ${target}`,
    'wrong-port': ({ target, listens, process: name }, clients) =>
      `${clients}: nothing listens on ${target}; ${name || 'a service'} answers on ${listens}`,
    'address-family-mismatch': ({ target, listens, process: name }, clients) =>
      `${clients}: ${target} refuses, because ${name || 'the service'} listens on ${listens} only, the other address family`,
    'name-unresolved': ({ name }, clients) => `${clients}: the name ${name} is not found`,
    unauthorized: ({ target }, clients) => `${clients}: the service at ${target} wants an API key`,
    'service-error': ({ target, status }, clients) =>
      `${clients}: the service at ${target} answers ${status}, an error of its own`,
    'model-disagrees': ({ predicted, observed }, clients) =>
      `${clients}: what was read predicts “${predicted}”, what was tried met “${observed}”: something unseen takes part`,
    'url-malformed': ({ url }) => `This is not a URL: ${url}`,
  },
  evidence: {
    answered: ({ heard: it, through }) =>
      through === undefined ? heard(it) : `through the proxy: ${heard(it)}`,
    'no-answer': ({ at, failure: kind, tookMs, through }) =>
      `${through === undefined ? '' : 'through the proxy: '}${place(at)}: ${failure(kind)}, after ${milliseconds(tookMs)}`,
    'control-direct': ({ heard: it, by }) =>
      `without the proxy: ${it.status} in ${milliseconds(it.tookMs)} from ${by === undefined ? peer(it) : process(by)}${models(it)}`,
    'control-direct-failed': ({ at, failure: kind }) => `without the proxy: ${place(at)}: ${failure(kind)}`,
    'control-elsewhere': ({ url, heard: it, by }) =>
      `${url}: ${it.status} in ${milliseconds(it.tookMs)} from ${by === undefined ? peer(it) : process(by)}${models(it)}`,
    variable: ({ name, value, moment }) =>
      `${name}=${value}${moment === 'now' ? '' : ' (as the process was started)'}`,
    'not-covered': ({ name, value, target }) =>
      name === undefined ? `NO_PROXY is not set` : `${name}=${value ?? ''} does not cover ${target}`,
    'proxy-elsewhere': ({ proxy, node }, name) =>
      `the proxy runs ${node === undefined ? 'on another machine' : `in ${name(node)}`} (${proxy}): a loopback address asked of it is its own`,
    'proxy-is-here': ({ proxy }) =>
      `the proxy runs on this very machine (${proxy}), so its loopback is the same`,
    differs: ({ what, proxied, direct }) => {
      switch (what) {
        case 'models':
          return `another service: through the proxy it lists ${proxied || 'no models'}, without it ${direct || 'no models'}`;
        case 'server':
          return `another service: through the proxy ${proxied} answers, without it ${direct}`;
        case 'process':
          return `another process: through the proxy ${proxied}, without it ${direct}`;
        case 'refused-directly':
          return `another service: ${proxied} through the proxy, while nothing listens here`;
      }
    },
    listens: ({ by }, name) => `${process(by)} listens in ${name(by.node)}`,
    'nothing-listens': ({ node, port }, name) =>
      `no process in ${name(node)} holds port ${port} for that address`,
    'auth-challenge': ({ scheme, realm, sentCredentials }) =>
      `it asks for ${scheme || 'credentials'}${realm === '' ? '' : ` “${realm}”`}; ${sentCredentials ? 'the ones in the variable were sent' : 'the variable holds none'}`,
    'name-resolves': ({ name, addresses }) => `${name} resolves to ${addresses.join(', ')}`,
    'name-unresolved': ({ name }) => `the resolver knows no ${name}`,
    url: ({ problem }) => problem.text,
  },
  fixes: {
    'extend-no-proxy': () => 'keep what is there, add the local names, in both spellings:',
    'one-command-direct': () => 'for one command, changing nothing:',
    'unset-proxy': () => 'one command without any proxy:',
    'start-proxy': () => 'start the proxy:',
    'correct-proxy': () => 'start the proxy, or name one that runs:',
    'add-proxy-credentials': () => 'name and password, percent-encoded:',
    'ask-proxy-owner': () => 'ask whoever runs the proxy to allow it, or go direct if this network lets you',
    'start-service': () => 'start the service, or use the address and port where it runs',
    'use-url': () => 'use this URL:',
    'bind-address': ({ exposes }) =>
      exposes === undefined
        ? 'or let the service listen there too:'
        : `or let the service listen there (then whoever reaches ${exposes} reaches it: set an API key):`,
    'send-key': () => 'send the key:',
  },
  proof: {
    model: 'proven on the model',
    'control-probe': 'proven by a control experiment',
    'stated-by-peer': 'stated by the other side',
    suspicion: 'a suspicion, not proven',
  },
  urlProblems: {
    empty: 'there is nothing here',
    'unknown-scheme': 'only http:// and https:// can be asked',
    'scheme-slashes': 'the scheme ends in ://',
    'no-host': 'a host is missing',
    'bad-host': 'this cannot be part of a host',
    bracket: 'an IPv6 address stands in brackets',
    'port-twice': 'a second port',
    'port-not-number': 'a port is a number',
    'port-out-of-range': 'a port is between 1 and 65535',
    blank: 'a blank',
    'control-character': 'a control character',
    'full-width': 'a full-width character',
    'too-long': 'longer than any URL in use',
  },
  unknownWhy: {
    denied: 'not allowed to read it',
    'missing-tool': 'no program here reads it',
    unread: 'not understood',
    'not-asked': 'not asked',
    torn: 'it changed while it was read',
    stale: 'out of date',
    'not-modelled': 'read, and not yet modelled',
  },
  hints: {
    'run-as-root': () => 'run with sudo',
    install: ({ program }) => `install ${program}`,
    'run-on': ({ node }) => `run tongtu at ${node} too`,
    report: () => 'please report it',
    none: () => '',
  },
  factKinds: {
    interfaces: 'interfaces',
    addresses: 'addresses',
    routes: 'routes',
    rules: 'routing rules',
    neighbours: 'neighbours',
    listeners: 'listening sockets',
    sysctls: 'kernel settings',
    firewall: 'firewall rules',
    'hosts-file': '/etc/hosts',
    resolver: 'resolver settings',
    processes: 'processes',
    environment: 'environment of a process',
    client: 'client program',
    name: 'name look-up',
  },
  fact: {
    parts: {
      'environment/others': 'environments of other users',
      'listeners/holders': 'the processes behind some sockets',
    },
    read: (kind, key, node) =>
      `${en.fact.parts[`${kind}/${key}`] ?? `${en.factKinds[kind]}${key === '' ? '' : ` ${key}`}`} (${node})`,
    'unknown-node': (key) => `the machine ${key}`,
    'proxy-policy': (key) => `what the proxy ${key} allows`,
    probe: (key) => `the request ${key}`,
  },
  verdicts: {
    answered: ({ by: { listener, process: program }, through }) =>
      `answered by ${program ?? 'a process'}${listener.pid === undefined ? '' : ` (pid ${listener.pid})`}${through === undefined ? '' : ` through ${through}`}`,
    refused: ({ endpoint }) => `refused at ${place(endpoint)}`,
    'timed-out': ({ endpoint }) => `times out at ${place(endpoint)}`,
    unreachable: ({ endpoint }) => `no way to ${place(endpoint)}`,
    'name-not-found': ({ name }) => `the name ${name} is not found`,
    'proxy-error': ({ through }) => `the proxy ${through} answers with an error`,
    'client-dies': ({ choice }) => en.dies[choice.why](setting(choice.variable)),
    unknown: () => 'unknown',
  },
  observed: {
    answered: ({ heard: it }) => `${heard(it)}${models(it)}`,
    'proxy-error': ({ heard: it }) => `an error of the proxy: ${heard(it)}`,
    'not-understood': ({ heard: it, isTruncated }) =>
      isTruncated
        ? `${heard(it)}, and a body that was longer or slower than is read`
        : `${heard(it)}, and not the answer of a model service`,
    'no-answer': ({ evidence }) =>
      evidence.kind === 'no-answer' ? `${place(evidence.at)}: ${failure(evidence.failure)}` : 'no answer',
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
              : 'direct: no proxy variable is set';
        case 'proxy':
          return `proxy ${choice.proxy.text}: ${choice.variable.name} is set${
            choice.exceptions === undefined
              ? ''
              : `, ${choice.exceptions.name}=${choice.exceptions.value} does not cover it`
          }`;
        case 'dies':
          return en.dies[choice.why](setting(choice.variable));
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
    blocked: ({ why, endpoint }) => `${place(endpoint)}: ${en.blocked[why]}`,
    reply: ({ interface: dev }) => `the way back: dev ${dev}`,
    relay: ({ proxy, to, node }, name) =>
      `${proxy} asks for ${to} ${node === undefined ? 'from its own machine' : `from ${name(node)}`}`,
  },
  dies: {
    'bad-proxy-url': (setting) => `gives up: ${setting} is no proxy address`,
    'missing-scheme': (setting) => `gives up: ${setting} lacks http:// in front`,
    'unsupported-scheme': (setting) => `gives up: ${setting} names a kind of proxy that it does not speak`,
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
  moreHelp: (command) => `See tongtu ${command}--help.`,
  complaints: {
    'unknown-client': ({ name, known }) => `There is no client “${name}”. Known: ${known.join(', ')}.`,
    'unknown-from': ({ text }) => `“${text}” is no place to ask from. Use here, pid:N or ns:PATH.`,
    'no-such-process': ({ pid }) => `There is no process ${pid}.`,
    'cannot-enter': ({ text }) => `${text} cannot be entered: run with sudo.`,
    'no-url': () => 'Which URL? For example: tongtu doctor http://127.0.0.1:8000/v1',
    'no-output': () => 'Where to? For example: tongtu snapshot -o machine.json',
    'unknown-language': ({ text }) => `There is no language “${text}”. Known: en, zh.`,
    'unknown-command': ({ text, known }) => `There is no command “${text}”. Known: ${known.join(', ')}.`,
    'unknown-option': ({ option }) => `There is no option ${option}.`,
    'option-elsewhere': ({ option, command }) => `tongtu ${command} has no option ${option}.`,
    'value-wanted': ({ option }) => `${option} wants a value.`,
    'no-value-wanted': ({ option }) => `${option} takes no value.`,
    'too-many': ({ text }) => `One argument too many: “${text}”.`,
    snapshot: ({ path, why, where }) => {
      switch (why) {
        case 'missing':
          return `${path}: there is no such file.`;
        case 'denied':
          return `${path}: not allowed to read it.`;
        case 'not-a-file':
          return `${path} is not a file.`;
        case 'too-large':
          return `${path} is too large for a snapshot.`;
        case 'not-json':
          return `${path} is not JSON.`;
        case 'foreign':
          return `${path} is JSON, but not a snapshot of Tongtu.`;
        case 'newer':
          return `${path} was written by a newer Tongtu. Update this one.`;
        case 'malformed':
          return `${path} is a damaged snapshot${where === undefined ? '' : ` (at ${where})`}.`;
      }
    },
    'no-consumer': ({ path }) => `${path}: the machine that asks is not in this snapshot.`,
    'not-written': ({ path, detail }) => `${path} could not be written: ${detail}`,
    bug: ({ detail }) => `Tongtu itself failed. Please report this line: ${detail}`,
  },
  clientNames: { curl: 'curl', requests: 'Python requests', node: 'Node fetch' },
  words: {
    thisShell: 'this shell',
    process: (pid) => `process ${pid}`,
    programAt: (program, where) => `${program} at ${where}`,
    and: list,
    shownBy: 'Shown by',
    fix: 'Fix',
    because: (variable) => `because ${variable} is set`,
    becauseNotCovered: (variable, covers, target) =>
      covers === undefined
        ? `because ${variable} is set and no NO_PROXY excepts ${target}`
        : `because ${variable} is set and ${covers} does not cover ${target}`,
    ownMachine: (target) => `${target} of the proxy's own machine`,
    samePlace: (target) => `${target}, here again`,
    exposes: (address) => `opens ${address}`,
    didYouMean: (url) => `Did you mean  ${url}`,
    arrives: (target, clients) => `${target} answers ${clients}`,
    unclear: (target, clients) => `${target}, asked by ${clients}: cannot be told`,
    unknownFacts: (facts, reason) => `${facts.join(', ')} (${reason})`,
    reason: (why, remedy) => (remedy === '' ? why : `${why}: ${remedy}`),
    checks: { route: 'route', connect: 'connect', models: 'models', answer: 'answer', chat: 'chat' },
    goesDirect: 'direct: no proxy variable is set',
    goesDirectCovered: (name, entry) => `direct: ${name} holds ${entry}`,
    goesThrough: (proxy, variable) => `through ${proxy} (${variable})`,
    ignoresVariables: 'direct: reads no proxy variables',
    milliseconds,
    firstToken: (firstMs, totalMs) => `first token after ${firstMs}, whole answer after ${totalMs}`,
    noToken: 'no token came',
    notAsked: 'not asked (--no-inference)',
    notUnderstood: 'the answer is not that of a model service',
    summary: ({ proven, suspected, warnings, facts, unknown }) => {
      const parts: string[] = [];
      if (proven > 0) parts.push(`${proven} ${proven === 1 ? 'cause' : 'causes'}, proven`);
      if (suspected > 0) parts.push(`${suspected} suspected`);
      if (warnings > 0) parts.push(`${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`);
      if (parts.length === 0) parts.push('nothing in the way');
      parts.push(`${facts} facts read${unknown === 0 ? '' : `, ${unknown} unknown`}`);
      return parts.join(' · ');
    },
    seconds: (s) => `${s} s`,
    fromSnapshot: (takenAt) => `from the snapshot of ${takenAt}`,
    unknowns: 'Unknown',
    predicted: 'predicted',
    observedLabel: 'observed',
    attempt: (n, of, to) => `attempt ${n} of ${of}: ${to}`,
    alternative: (fact) => `two ways are open, because this is not known: ${fact}`,
    restsOn: (facts) => `rests on what is not known: ${facts.join(', ')}`,
    written: (path, facts, observations) => `${path}: ${facts} facts, ${observations} observations`,
    collecting: 'reading this machine',
    asking: (n) => (n === 1 ? 'trying 1 request' : `trying ${n} requests`),
    withVersion: (client, version) => `${client} ${version ?? '(not found here)'}`,
  },
  help: {
    tagline: 'Why can this not reach that? Follows a request hop by hop and names everything in the way.',
    doctor: 'what is broken, why, and what would fix it',
    trace: 'one request of one client, hop by hop',
    snapshot: 'write what was read and asked to a file',
    url: 'what is to be reached, for example http://127.0.0.1:8000/v1',
    from: 'who asks: here, pid:N or ns:PATH',
    as: 'the client program: curl, requests or node',
    json: 'print the same as JSON',
    lang: 'en or zh; else by LC_ALL, LC_MESSAGES, LANG',
    noColor: 'no colour (NO_COLOR does the same)',
    noInference: 'do not ask the model for a token',
    readSnapshot: 'use this snapshot instead of this machine',
    writeSnapshot: 'the file to write',
    fromOption: 'ask from here (default), pid:N or ns:PATH',
    showHelp: 'show this help',
    showVersion: 'show the version',
    headings: {
      usage: 'Usage',
      arguments: 'Arguments',
      options: 'Options',
      commands: 'Commands',
      exitCodes: 'Exit codes',
    },
    exitCodes: [
      [0, 'it works'],
      [1, 'something is broken'],
      [2, 'could not look, or only unknowns'],
      [3, 'refused'],
    ],
  },
};
