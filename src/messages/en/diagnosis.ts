import type { Catalogue } from '../catalogue.ts';
import { milliseconds, place } from '../notation.ts';
import { shortPath } from '../settings-words.ts';
import { failure, heard, models, peer, process } from './phrases.ts';
import { service } from './service.ts';
import { settings } from './settings.ts';
import { way } from './way.ts';

/** What is wrong, what shows it, what to do. */
export const diagnosis: Pick<
  Catalogue,
  'causes' | 'evidence' | 'fixes' | 'proof' | 'urlProblems' | 'unknownWhy' | 'hints' | 'factKinds' | 'fact'
> = {
  causes: {
    ...settings.causes,
    ...service.causes,
    ...way.causes,
    'proxy-intercepts-local': ({ target, proxy, how, answered, program }, clients) =>
      how === 'self-check'
        ? `${program ?? ''} at ${target} sends the check of itself through the proxy ${proxy}, as it was started`
        : how === 'by-luck'
          ? `${clients}: ${target} is reached through the proxy ${proxy}, and it works only because that proxy reaches it too`
          : how === 'lan'
            ? `${clients}: ${target} is on a network of this machine, and is asked through the proxy ${proxy}, which cannot reach it`
            : how === 'detour'
              ? `${clients}: ${target} is asked through the proxy ${proxy} on this very machine, which is not needed`
              : answered === 'no'
                ? `${clients}: ${target} was asked, and the request went to a proxy`
                : `${clients}: ${target} was asked, and a proxy answered instead`,
    'declared-way-differs': ({ target, declared, goes }, clients) =>
      `${clients}: tongtu.yaml wants ${target} asked ${declared === '' ? 'directly' : `through ${declared}`}, and it goes ${goes === '' ? 'direct' : `through the proxy ${goes}`}`,
    'proxy-url-malformed': ({ variable, why }, clients) =>
      why === 'missing-scheme'
        ? `${clients}: the value of ${variable} needs http:// in front`
        : `${clients}: the value of ${variable} is no proxy address`,
    'proxy-scheme-unsupported': ({ variable, why, package: name }, clients) =>
      why === 'missing-package'
        ? `${clients}: ${variable} names a SOCKS proxy, and the Python package ${name} that speaks to one is not installed`
        : `${clients}: ${variable} names a kind of proxy that this client does not speak`,
    'no-proxy-malformed': ({ variable, entry }, clients) =>
      `${clients}: cannot read ${entry} in ${variable}, and so makes no request at all`,
    'proxy-unreachable': ({ proxy, variable }, clients) =>
      `${clients}: the proxy ${proxy} that ${variable} names cannot be reached`,
    'proxy-auth-required': ({ proxy, credentials }, clients) =>
      credentials === 'refused'
        ? `${clients}: the proxy ${proxy} refuses the name and password it is given`
        : `${clients}: the proxy ${proxy} wants a name and a password`,
    'proxy-denies': ({ proxy, target, port }, clients) =>
      port
        ? `${clients}: the proxy ${proxy} does not allow port ${port}: ${target} is refused, and the same host on another port is not`
        : `${clients}: the proxy ${proxy} does not allow ${target}`,
    'service-bound-to-loopback': ({ target, listens, process: name }, clients) =>
      `${clients}: ${target} refuses, because ${name || 'the service'} listens on ${listens} only`,
    'nothing-listening': ({ target, seen }, clients) =>
      seen === 'refusal-only'
        ? `${clients}: ${target} refuses: nothing listens there, or only on that machine's loopback, or a firewall rejects`
        : `${clients}: nothing listens on ${target}`,
    'wrong-port': ({ target, listens, process: name }, clients) =>
      `${clients}: nothing listens on ${target}; ${name || 'a service'} answers on ${listens}`,
    'address-family-mismatch': ({ target, listens, process: name }, clients) =>
      `${clients}: ${target} refuses, because ${name || 'the service'} listens on ${listens} only, the other address family`,
    'no-route': ({ target, loopback }, clients) =>
      loopback === 'down'
        ? `${clients}: ${target} cannot be reached, because the loopback interface is down`
        : `${clients}: no route leads to ${target}`,
    'tls-mismatch': ({ target, speaks }, clients) =>
      speaks === 'http'
        ? `${clients}: ${target} is asked with https, and speaks plain http`
        : `${clients}: ${target} is asked with http, and speaks TLS only`,
    'tls-untrusted': ({ target, problem }, clients) =>
      `${clients}: the certificate of ${target} does not verify (${problem})`,
    'model-disagrees': ({ predicted, observed }, clients) =>
      `${clients}: what was read predicts “${predicted}”, what was tried met “${observed}”: something unseen takes part`,
    'url-malformed': ({ url }) => `This is no URL that can be asked: ${url}`,
  },
  evidence: {
    ...settings.evidence,
    ...service.evidence,
    ...way.evidence,
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
      `the proxy ${node === undefined ? 'is not on this machine' : `runs in ${name(node)}`} (${proxy}): a loopback address asked of it is its own`,
    'proxy-is-here': ({ proxy, by }) =>
      `the proxy runs on this very machine (${by === undefined ? proxy : process(by)}), so its loopback is the same`,
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
    'passed-through': ({ marks }) => `the answer came through a proxy: ${marks.join('; ')}`,
    listens: ({ by }, name) => `${process(by)} listens in ${name(by.node)}`,
    'nothing-listens': ({ node, port }, name) =>
      `no process in ${name(node)} holds port ${port} for that address`,
    'auth-challenge': ({ scheme, realm, sentCredentials }) =>
      `it wants ${scheme || 'some'} credentials${realm === '' ? '' : ` for “${realm}”`}; ${sentCredentials ? 'those in the variable were sent and not accepted' : 'the variable has none'}`,
    'name-resolves': ({ name, addresses }) => `${name} resolves to ${addresses.join(', ')}`,
    ping: ({ address, isAnswered }) =>
      isAnswered
        ? `${address} answers ping: the machine is up, which says nothing of the port`
        : `${address} does not answer ping, which proves nothing but ping`,
    'name-unresolved': ({ name }) => `the resolver knows no ${name}`,
    url: ({ problem }) => problem.text,
  },
  fixes: {
    ...service.fixes,
    ...way.fixes,
    'extend-no-proxy': ({ below }) =>
      `let NO_PROXY hold the local names too, in both spellings${below === undefined ? '' : `; to keep it, write this below line ${below.place.line} of ${shortPath(below.place.file, below.home)} too${below.place.reader === 'environment' ? ', without “export”' : ''}`}:`,
    'start-again': () => 'no variable reaches a process that runs: stop it, and start it again like this:',
    'comment-out': ({ below }) =>
      `delete line ${below?.place.line ?? ''} of ${below === undefined ? 'that file' : shortPath(below.place.file, below.home)}, or make it a comment (the file as it was stays beside it as .bak):`,
    'one-command-direct': () => 'for one command, changing nothing:',
    'unset-proxy': () => 'one command without any proxy:',
    'correct-proxy': () => 'start the proxy, or name one that runs:',
    'install-package': () => 'into the Python that runs it, install what speaks SOCKS:',
    'add-proxy-credentials': () => 'name and password, percent-encoded:',
    'ask-proxy-owner': () => 'ask whoever runs the proxy to allow it, or go direct if this network lets you',
    'start-service': () => 'start the service, or use the address and port where it runs',
    'use-url': () => 'use this URL:',
    'set-link-up': () => 'bring the loopback interface up:',
    'add-route': () => 'connect this machine to that network, or give it a route:',
    'trust-certificate': () =>
      'name the authority that signed it (or let that authority be known to the system):',
  },
  proof: {
    model: 'proven on the network model, from what was read',
    'control-probe': 'proven by a control experiment',
    'stated-by-peer': 'stated by the peer itself',
    suspicion: 'a suspicion, not proven',
  },
  urlProblems: {
    empty: 'there is nothing here',
    'unknown-scheme': 'only http:// and https:// can be asked',
    'scheme-slashes': 'the scheme ends in ://',
    'scheme-twice': 'a second scheme',
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
    'not-modelled': 'Tongtu cannot evaluate it yet',
  },
  hints: {
    'run-as-root': () => 'run with sudo',
    install: ({ program }) => `install ${program}`,
    'run-on': ({ node }) => `run tongtu at ${node} too`,
    'look-at': ({ command }) => `they may drop or refuse it; see them with: ${command}`,
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
    connections: 'open connections',
    sysctls: 'kernel settings',
    firewall: 'firewall rules',
    'hosts-file': '/etc/hosts',
    resolver: 'resolver settings',
    processes: 'processes',
    environment: 'environment of a process',
    settings: 'startup files and what else sets variables',
    lineage: 'where variables come from',
    client: 'client program',
    name: 'name look-up',
  },
  fact: {
    parts: {
      'client/curl-settings': 'curl’s own settings file',
      'environment/others': 'environments of other users',
      'listeners/holders': 'the processes behind some sockets',
    },
    read: (kind, key, node) =>
      `${diagnosis.fact.parts[`${kind}/${key}`] ?? `${diagnosis.factKinds[kind]}${key === '' ? '' : ` ${key}`}`} (${node})`,
    'unknown-node': (key) => `the machine ${key}`,
    'proxy-policy': (key) => `what the proxy ${key} allows`,
    probe: (key) => `the request ${key}`,
  },
};
