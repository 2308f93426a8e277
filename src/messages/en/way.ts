import type { Catalogue } from '../catalogue.ts';
import { failure, heard } from './phrases.ts';

type NearlyWhy = Parameters<Catalogue['evidence']['nearly-covered']>[0]['why'];

/** Why an entry does not hold what it was meant for: continues “NO_PROXY has 10.0.0.0/8, but …”. */
const NEARLY: Readonly<Record<NearlyWhy, string>> = {
  block: 'this client does not read blocks of addresses: write the address itself',
  'block-of-name': 'a block of addresses never holds a name: write the name',
  wildcard: 'this client does not read * inside an entry: write .domain, or the address itself',
  'star-in-list': '* counts only as the whole list, not beside other entries',
  port: 'this client does not read an entry with a port',
  'address-form': 'this client compares addresses as text, and the URL writes it in another form',
  'leading-dot': 'with a leading dot it holds only names below it here, not the name itself',
  subdomain: 'this client takes it for that very name, not for names below it',
  'loopback-spelling': 'names are compared as text: localhost, 127.0.0.1, ::1 and 0.0.0.0 are four entries',
  'address-of-name': 'the URL has a name and the list its address: clients compare them as text',
  url: 'an entry is a host, without http:// and path',
  quotes: 'the quotation marks are part of the value',
  blank: 'entries are separated by commas only, without blanks or semicolons',
  case: 'this client wants entries in lower case',
  'other-spelling': 'this client reads the other spelling of that variable',
  misspelt: 'nobody reads a variable of that name',
};

/** Continues “the port of the proxy”. */
const SPOKEN = {
  socks: 'answers a SOCKS5 greeting',
  http: 'answers as an HTTP proxy without TLS',
  https: 'answers as an HTTP proxy within TLS',
  service: 'answers as a service when it is asked directly',
} as const;

/** What is wrong with the way to a service: proxies taken and not taken. */
export const way: {
  readonly causes: Pick<
    Catalogue['causes'],
    | 'proxy-not-used'
    | 'no-proxy-dialect'
    | 'proxy-protocol-mismatch'
    | 'name-unresolved'
    | 'proxy-env-wrong-level'
    | 'host-address-stale'
  >;
  readonly evidence: Pick<
    Catalogue['evidence'],
    | 'control-proxied'
    | 'covered-by'
    | 'nearly-covered'
    | 'proxy-speaks'
    | 'hosts-line'
    | 'variable-held-by'
    | 'resolver-asked'
    | 'name-server-dead'
  >;
  readonly fixes: Pick<
    Catalogue['fixes'],
    | 'use-proxy'
    | 'shorten-no-proxy'
    | 'correct-scheme'
    | 'correct-hosts'
    | 'proxy-in-program'
    | 'start-with-proxy'
    | 'resolve-local-names'
    | 'mend-resolver'
  >;
} = {
  causes: {
    'proxy-not-used': ({ target, variable, why, scheme, list, entry }, clients) => {
      switch (why) {
        case 'covered':
          return `${clients}: ${target} can only be reached through the proxy, and ${entry} in ${list} sends the request past it`;
        case 'ignored':
          return `${clients}: ${target} can only be reached through a proxy, and this client reads no ${variable} unless told to`;
        case 'misspelt':
          return `${clients}: ${target} can only be reached through a proxy, and ${variable} is misspelt: nobody reads it`;
        default:
          return `${clients}: ${target} can only be reached through a proxy, and this client does not read ${variable} for ${scheme}:// URLs`;
      }
    },
    'proxy-protocol-mismatch': ({ variable, proxy, says, speaks, program }, clients) => {
      switch (speaks) {
        case 'socks':
          return `${clients}: ${variable} says ${says}://, and the proxy ${proxy} speaks SOCKS`;
        case 'http':
          return `${clients}: ${variable} says ${says}://, and the proxy ${proxy} speaks plain http`;
        case 'https':
          return `${clients}: ${variable} says ${says}://, and the proxy ${proxy} wants TLS first`;
        default:
          return `${clients}: ${variable} names ${proxy}, and that is no proxy but ${program || 'a service'} itself`;
      }
    },
    'name-unresolved': ({ name, why }, clients) => {
      switch (why) {
        case 'localhost':
          return `${clients}: localhost is not found: /etc/hosts has no line for it`;
        case 'container-name':
          return `${clients}: ${name} is not found: containers know that name, the machine that they run on does not; here it is 127.0.0.1`;
        case 'mdns':
          return `${clients}: ${name} is not found: names under .local are asked of the neighbours, and nothing here does that`;
        case 'no-server':
          return `${clients}: the name ${name} is not found, because the name server does not answer`;
        case 'misspelt':
          return `${clients}: the name ${name} is not found; it is one letter away from a name that is`;
        default:
          return `${clients}: the name ${name} is not found`;
      }
    },
    'host-address-stale': ({ target, address, present, line }, clients) =>
      `${clients}: ${target} leads to ${address}${line === '' ? '' : ` (line ${line} of /etc/hosts)`}, where nobody is${present === '' ? '' : `; this machine answers at ${present}`}`,
    'proxy-env-wrong-level': ({ target, variable, process: name, asker, whose, has }, clients) => {
      const who = asker === 'process' ? name || 'this process' : 'this shell';
      const other =
        whose === 'file'
          ? has
          : whose === 'shell'
            ? 'your shell'
            : `${has || 'another process'}${whose === 'parent' ? ', which started it,' : ''}`;
      return `${clients}: ${target} can only be reached through a proxy; ${other} has ${variable}, and ${who} was started without it`;
    },
    'no-proxy-dialect': ({ target, list, entry }, clients) =>
      `${clients}: ${target} goes to the proxy, because this client does not understand ${entry} in ${list} as it was meant`,
  },
  evidence: {
    'control-proxied': ({ heard: it, proxy }) => `the same request through ${proxy}: ${heard(it)}`,
    'covered-by': ({ name, value, entry }) => `${name}=${value} covers it by ${entry}`,
    'proxy-speaks': ({ speaks, heard: it }) =>
      `the port of the proxy ${SPOKEN[speaks]}${it === undefined ? '' : `: ${heard(it)}`}`,
    'hosts-line': ({ name, address, line }) =>
      `line ${line} of /etc/hosts gives ${name} the address ${address}`,
    'resolver-asked': ({ nameservers, sources, search }) =>
      `asked in this order: ${sources.join(', ') || 'nobody'}; name servers: ${nameservers.join(', ') || 'none'}${search.length === 0 ? '' : `; completed with ${search.join(', ')}`}`,
    'name-server-dead': ({ server, failure: why }) =>
      why === 'nothing-listens'
        ? `the name server ${server} is this machine's own, and nothing listens on its UDP port 53`
        : `the name server ${server}: ${failure(why)}`,
    'variable-held-by': ({ name, value, pid, process: by, path }) =>
      `${path ?? `${by ?? 'a process'}${pid === undefined ? '' : ` (pid ${pid})`}`} has ${name}=${value}`,
    'nearly-covered': ({ name, entry, why }) => `${name} has ${entry}, but ${NEARLY[why]}`,
  },
  fixes: {
    'use-proxy': () => 'let this client take the proxy too:',
    'correct-scheme': () => 'name the proxy by what it speaks:',
    'correct-hosts': () => 'in /etc/hosts it should read:',
    'resolve-local-names': () => 'let this machine find names under .local (as root), or use the address:',
    'mend-resolver': () => 'start the name server, or name one in /etc/resolv.conf that answers',
    'start-with-proxy': () =>
      'set it where that process gets its environment (for a service: Environment= in its unit), and start it again; for a shell:',
    'proxy-in-program': () =>
      'give it the proxy in its own settings: this version reads no variable for that',
    'shorten-no-proxy': () => 'take that entry out of the exceptions:',
  },
};
