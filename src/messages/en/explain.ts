import type { ExplainWords } from '../explain-words.ts';
import { placeOfParams } from '../explain-words.ts';
import { headlines } from './explain-headlines.ts';

type Named = Parameters<typeof placeOfParams>[0];

const at = (params: Named): string => placeOfParams(params) ?? 'the place that was asked';
const proxyOf = ({ proxy }: Named): string => (proxy === undefined ? 'the proxy' : `the proxy ${proxy}`);

const shows: ExplainWords['shows'] = {
  'packets-travel': () => 'something answered at once with a reset: packets get there and back',
  'nothing-accepts-there': () =>
    'nothing accepts connections on exactly that address and port, or a firewall rejects in its place',
  'no-packet-back': () => 'no packet came back in time, neither yes nor no',
  'not-a-refusal': () => 'that is not a refusal: a machine that is up and lets it through refuses at once',
  'told-no-way': () =>
    'the system was told, or knows itself, that no way leads to that machine: nobody answers ARP, a route says unreachable, or a firewall rejects with “host prohibited” (firewalld does)',
  'no-route-here': () => "this machine's own routing table leads nowhere there; no packet left",
  'was-connected': () => 'the connection came about: something listens there',
  'reset-midway': () => 'the other side, or something between, cut it off with a reset',
  'closed-midway': () => 'the connection ended before the answer was whole',
  'closed-at-once': () => 'it was closed without a single byte of an answer',
  'stayed-silent': () => 'and then no answer came in the time allowed',
  'limit-ran-out': ({ after }) => `a time limit ran out${after === undefined ? '' : ` (${after})`}`,
  'this-machine-forbids': () =>
    'this machine itself does not let it out: a firewall rule for outgoing packets, a “prohibit” route, SELinux or a sandbox',
  'no-reason-given': () => 'no connection came about; the message gives no reason',
  'program-not-reached': (params) => `the command-line program did not reach its own server at ${at(params)}`,
  'name-has-no-address': () => 'the resolver was asked and has no address for that name',
  'resolver-did-not-answer': () =>
    'no name server gave an answer (EAI_AGAIN): that is about the resolver, not about the name',
  'resolver-is-not-there': ({ resolver }) =>
    `names are asked at ${resolver ?? 'a resolver'}, and nothing answers there`,
  'about-the-proxy': (params) => `it is about the way to ${proxyOf(params)}, not to what was asked for`,
  'proxy-was-reached': (params) => `${proxyOf(params)} was reached, and it answered itself`,
  'proxy-speaks': () => 'it is the proxy that speaks: the request did go to a proxy',
  'proxy-wants-password': () => 'it wants a name and a password (407); only proxies say that',
  'proxy-rules-refuse': () => "the proxy's own rules refuse this request",
  'proxy-dialled': (params) =>
    `the proxy tried to reach ${at(params)} from its own machine, and that failed there`,
  'proxy-looked-up': () => 'the proxy looked the name up with its own resolver, and got no address',
  'own-loopback': ({ host }) =>
    `${host ?? '127.0.0.1'}, asked of a proxy, is the proxy's own machine and not yours: the service may be fine`,
  'nothing-was-sent': () => 'nothing was sent: the program gave up before it connected',
  'value-is-no-proxy': ({ proxy, detail }) =>
    `a proxy setting, or an entry of NO_PROXY, is no address${proxy === undefined && detail === undefined ? '' : `: ${proxy ?? detail}`}`,
  'scheme-not-spoken': ({ proxy, detail }) =>
    `a proxy setting names a kind of proxy that this program does not speak${proxy === undefined && detail === undefined ? '' : `: ${proxy ?? detail}`}`,
  'package-missing': () =>
    'a proxy setting (often ALL_PROXY) names a SOCKS proxy, and the Python package that speaks SOCKS is not installed',
  'no-socks-answer': () =>
    'what answers on that port does not speak SOCKS; an HTTP proxy on a port that is named socks:// does this',
  'plain-proxy': () =>
    'the proxy is named with https://, and its port speaks plain http: write http:// in front',
  'asked-itself': () =>
    'the program asked its own page on localhost and got no good answer; most often a proxy variable sent that request to a proxy',
  'windows-proxy-not-mirrored': () =>
    "Windows uses a proxy on its own localhost; in WSL's NAT mode Linux cannot reach that address and is not told of it",
  'nat-instead': () =>
    'WSL runs behind NAT instead: 127.0.0.1 of Linux and of Windows are two places, and the address changes at restarts',
  'gateway-dialled': (params) => `a gateway (reverse proxy) got the request and went on to ${at(params)}`,
  'selinux-likely': () =>
    'the kernel forbade the gateway this connection; SELinux does that (setsebool httpd_can_network_connect)',
  'certificate-came': () => 'TLS was spoken, and a certificate came',
  'issuer-not-known': ({ detail }) =>
    `its issuer is not trusted here${detail === undefined ? '' : ` (${detail})`}: a self-signed certificate, a company's own authority, or a proxy that opens TLS`,
  'other-name': ({ host }) => `the certificate is for other names than ${host ?? 'the one asked'}`,
  'out-of-date': () => 'it has expired or is not valid yet; a wrong clock here shows the same',
  'speaks-plain': () => 'TLS was begun, and plain text came back: https:// asked of an http port',
  'speaks-tls': () => 'plain http was asked of a port that speaks TLS: write https://',
  'no-tls-came-about': () => 'the TLS handshake did not end well',
  'own-tls-files': () => "the program's own certificate files or settings could not be used",
  'answers-no-http': () => 'what answers there does not speak HTTP as it was asked: another service, or TLS',
  'answers-no-json': ({ detail }) =>
    `it is not JSON but ${detail === undefined ? 'something else, often an HTML page, or nothing' : detail}`,
  circle: () => 'the answers send the client on in a circle',
  'somebody-answered': ({ status }) =>
    `the connection works, and something answered${status === undefined ? '' : ` ${status}`}`,
  'went-to-proxy': () => 'the request was sent to a proxy, so the answer can be the proxy’s own',
  'wants-key': () => 'it wants a key or a password, and the one sent, if any, was not taken',
  'understood-and-refused': () => 'it understood the request and refuses it',
  'path-unknown': () => 'whatever answered has nothing at that path',
  'model-unknown': ({ model }) =>
    `the service works and serves no model ${model === undefined ? 'of that name' : `“${model}”`}; ids are compared letter by letter`,
  'gateway-got-nothing': () =>
    'this status is mostly said by a proxy or gateway that got no good answer itself',
  'service-failed': () => 'whatever answered failed on its own side',
  'headers-of-another': () =>
    'the answer lacks the headers that the real site sends: a proxy, mirror or login page stands in between',
  'no-url': () => 'the URL cannot be taken apart',
  'no-scheme': () => 'the URL lacks http:// or https:// in front, or names another protocol',
  'port-blocked': () => 'the Fetch standard blocks this port for browsers and Node fetch; curl would ask',
  'cluster-variable': ({ detail }) =>
    `Kubernetes sets a variable like NAME_PORT=${detail ?? 'tcp://…'} for every service; the program took it for its own setting`,
  'port-is-held': (params) => `another socket already holds ${at(params)}`,
  'address-not-here': (params) =>
    `no interface of this machine has the address ${params.host ?? 'that was named'}`,
  'may-not-bind': () => 'this user may not take that port: below 1024 needs root or a capability',
  'family-off': () => 'IPv6, or the address family that was named, is switched off here',
  'port-not-published': () => "Docker could not set up the container's published port",
  'rule-dropped': (params) =>
    `a firewall rule of this machine threw a packet for ${at(params)} away, and logged it`,
  'two-rule-sets': () =>
    'rules stand in two places, old iptables and nft; a look at one of them does not show the other',
  'config-shape': () =>
    'in ~/.docker/config.json “proxies” must hold “default” with “httpProxy” in it, not the value itself',
  'gave-up': ({ exit }) => `the program gave up${exit === undefined ? '' : ` (exit code ${exit})`}`,
  'it-answers': () => 'it answers, and well',
  'only-the-tunnel': () =>
    'the proxy opened a tunnel: this 200 is the answer to CONNECT, not that of the service',
  'tcp-only': () => 'a TCP connection was accepted',
};

const doesNotShow: ExplainWords['doesNotShow'] = {
  'other-port-or-address': () =>
    'whether the service runs on another port, or on another address only (127.0.0.1, ::1)',
  'who-sent-reset': () => 'whether the machine itself or a firewall before it sent the reset',
  'where-lost': () =>
    'where it was lost: a firewall that drops, a wrong address, a machine that is off, the way back',
  'which-firewall': () => 'that ufw is to blame: a plain drop times out, and a plain reject refuses',
  'target-or-proxy': () => 'whether this place is the service, or a proxy that the program was told to use',
  'asked-from-where': ({ host }) =>
    `where it was asked: inside a container ${host ?? '127.0.0.1'} is the container itself`,
  'service-state': () => 'whether the service itself runs and is well',
  'who-closed': () => 'who ended it: the service, or a proxy, port forwarding or firewall between',
  'still-working': () => 'whether it was still working: a model that loads or thinks long looks the same',
  'which-phase': () => 'what it was waiting for: the name, the connection or the answer',
  why: () => 'why',
  'which-resolver': () => 'which name server is silent, and whether the network to it works',
  'name-elsewhere': () =>
    'whether the name is known elsewhere: a container, VPN or the hosts file of another machine',
  'which-setting': () =>
    'where the proxy setting comes from: a variable, a profile, a unit, a configuration file',
  'proxy-elsewhere': () => 'whether the proxy runs at another address or port',
  'which-rule': () => 'which rule it was',
  'who-answered': () => 'who sent it: the text does not say whether the service or a proxy between',
  'through-proxy': () => 'whether the request went through a proxy',
  'what-it-sent': () => 'what was sent instead; the first line of it would tell',
  'which-path': () => 'what would be right: /v1 too much or too little, or another service on this port',
  'which-models': () => 'which models are served',
  'who-holds-it': () => 'which program holds it',
  'right-service': () => 'whether it is the service that was meant',
  'man-between': () => 'whether a proxy stands between and shows a certificate of its own',
  'password-right': () => 'whether none was sent, or a wrong one',
  'reachable-otherwise': () => 'whether it can be reached by another address',
};

/** What a pasted message shows. */
export const explain: ExplainWords = {
  headlines,
  shows,
  doesNotShow,
  next: {
    'ask-it': 'ask it for real, each way, with proof:',
    'ask-proxied': 'see which way the request takes:',
    'ask-without-url': 'ask for the URL that was meant, with proof:',
    'who-holds-port': 'see who holds the port on this machine:',
    'run-rightly': 'run it with what is local going direct:',
    record: "keep this machine's state for later:",
    'look-up': 'see what the name is here:',
  },
  list: (items) => items.join(', '),
  speakers: {
    aiohttp: 'Python aiohttp',
    apt: 'apt',
    clash: 'Clash/mihomo',
    curl: 'curl',
    docker: 'Docker',
    git: 'git',
    go: 'a Go program',
    gradio: 'Gradio',
    httpx: 'Python httpx',
    'hugging-face': 'Hugging Face',
    iptables: 'iptables',
    kernel: 'the kernel',
    lmdeploy: 'LMDeploy',
    nginx: 'nginx',
    node: 'Node',
    npm: 'npm',
    ollama: 'Ollama',
    openai: 'the openai package',
    ping: 'ping',
    pip: 'pip',
    privoxy: 'Privoxy',
    proxy: 'a proxy',
    python: 'Python',
    requests: 'Python requests',
    rust: 'a Rust program',
    squid: 'Squid',
    ssh: 'ssh',
    telnet: 'telnet',
    timeout: 'timeout',
    tinyproxy: 'tinyproxy',
    unknown: '',
    uvicorn: 'uvicorn',
    vllm: 'vLLM',
    wget: 'wget',
    wsl: 'WSL',
  },
  said: (who, what) => (who === '' ? `${what.slice(0, 1).toUpperCase()}${what.slice(1)}` : `${who}: ${what}`),
  labels: {
    says: 'Says',
    shows: 'Shows',
    doesNotShow: 'Does not show',
    couldBe: 'Could be',
    next: 'Next',
  },
  place: (line, count) =>
    ` (line ${line}${count > 1 ? `, and ${count - 1} more ${count === 2 ? 'time' : 'times'}` : ''})`,
  exitCode: (program, exit) => `${program} said nothing and ended with exit code ${exit}`,
  asAbove: 'as above',
  alsoSaid: 'Also said',
  more: (count) => `${count} more`,
  summary: (recognised, hasMore, lines, bytes) =>
    `${recognised}${hasMore ? ' or more' : ''} ${recognised === 1 ? 'message' : 'messages'} recognised · ${lines} ${lines === 1 ? 'line' : 'lines'}${bytes} read`,
  nothingKnown: (lines, bytes) =>
    `Nothing here that Tongtu knows (${lines} ${lines === 1 ? 'line' : 'lines'}${bytes} read).`,
  empty: 'There was nothing to read.',
  works: 'Nothing wrong in it',
  ended: (command, exit) => `${command} ended with exit code ${exit}`,
  endedBySignal: (command, signal) => `${command} was ended by ${signal}`,
  encodings: {
    'utf-16le': 'read as UTF-16, as Windows PowerShell writes it',
    'utf-16be': 'read as UTF-16 (big-endian)',
    gb18030: 'read as GBK/GB18030: it is no UTF-8',
  },
  undecoded: (characters) =>
    `${characters} ${characters === 1 ? 'character' : 'characters'} could not be decoded`,
};
