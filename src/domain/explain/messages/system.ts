import type { Message } from '../message.ts';
import { byStatus, tunnelStatus } from './curl.ts';
import { BEYOND_PROXY, byErrno, TO_TARGET } from './errno.ts';

/** wget 1.20 and 1.21, also as it speaks Chinese. */
const WGET: readonly Message[] = [
  // Connecting to localhost (localhost)|127.0.0.1|:9... failed: Connection refused.
  {
    by: 'wget',
    code: byErrno(TO_TARGET, 'connect-failed'),
    needles: ['... failed:', '... 失败', '... 失敗'],
    pattern:
      /(?:Connecting to|正在连接|正在連接至|连接到) ?(?<host>[\w.%[\]:-]{1,255}?)(?: \([^)]{1,255}\)\|[^|]{1,64}\|)?:(?<port>\d{1,5})(?:\.\.\.|…) ?(?:failed|失败|失敗)[:：] ?(?<why>.{1,80})/,
  },
  {
    by: 'wget',
    code: byErrno(TO_TARGET, 'name-unresolved'),
    needles: ['resolving ', '正在解析'],
    pattern:
      /(?:Resolving|正在解析(?:主机)?) ?(?<host>[\w.-]{1,253}).{0,260}(?:\.\.\.|…) ?(?:failed|失败|失敗)[:：] ?(?<why>.{1,80})/,
  },
  {
    by: 'wget',
    code: 'name-unresolved',
    needles: ['unable to resolve host address', '无法解析主机地址'],
    pattern: /(?:unable to resolve host address|无法解析主机地址) ?[‘'"“](?<host>[\w.-]{1,253})/,
  },
  {
    by: 'wget',
    code: 'closed-without-answer',
    needles: ['no data received', '未接收到数据', '没有接收到数据'],
    pattern: /No data received|未接收到数据|没有接收到数据/,
  },
  {
    by: 'wget',
    code: byErrno({ ...TO_TARGET, 'timed-out': 'answer-timed-out' }, 'closed-early'),
    needles: ['read error'],
    pattern: /Read error \((?<why>[^)]{1,80})\) in headers/,
  },
  {
    by: 'wget',
    code: 'closed-early',
    needles: ['connection closed at byte'],
    pattern: /Connection closed at byte \d{1,15}/,
  },
  {
    by: 'wget',
    code: ({ status = '' }) =>
      (({ 'proxy authentication required': 'proxy-auth-required', forbidden: 'proxy-denies' }) as const)[
        status.toLowerCase()
      ] ?? 'tunnel-failed',
    needles: ['proxy tunneling failed'],
    pattern:
      /Proxy tunneling failed: (?<status>Proxy Authentication Required|Forbidden|[\w ]{1,40}?)(?:Unable|$)/,
  },
  {
    by: 'wget',
    code: 'proxy-url-malformed',
    needles: ['error parsing proxy url', 'error in proxy url'],
    pattern:
      /Error parsing proxy URL (?<proxy>\S{1,300}): (?!Unsupported)|Error in proxy URL (?<proxy2>\S{1,300}): Must be HTTP/,
  },
  {
    by: 'wget',
    code: 'proxy-scheme-unsupported',
    needles: ['error parsing proxy url'],
    pattern: /Error parsing proxy URL (?<proxy>\S{1,300}): Unsupported scheme/,
  },
  {
    by: 'wget',
    code: 'proxy-closed',
    needles: ['failed reading proxy response'],
    pattern: /Failed reading proxy response: (?<detail>.{1,60})/,
  },
  {
    by: 'wget',
    code: 'url-malformed',
    needles: ['bad port number', 'unsupported scheme', 'invalid host name'],
    pattern: /^(?<url>\S{1,300}): (?:Bad port number|Unsupported scheme|Invalid host name)/,
  },
  {
    by: 'wget',
    code: 'tls-name-mismatch',
    needles: ['does not match hostname', "doesn't match requested host"],
    pattern:
      /certificate(?:'s owner does not match hostname| common name .{1,253} doesn't match requested host name) ?[‘'](?<host>[\w.:-]{1,253})/,
  },
  {
    by: 'wget',
    code: 'tls-untrusted',
    needles: ['is not trusted', 'cannot verify', 'known issuer'],
    pattern:
      /The certificate of [‘'](?<host>[^’']{1,253})[’'] (?:is not trusted|doesn't have a known issuer)|cannot verify (?<host2>\S{1,253})'s certificate/,
  },
  {
    by: 'wget',
    code: ({ status = '' }) => byStatus(status),
    needles: [' error 4', ' error 5', '错误 4', '错误 5'],
    pattern: /\d\d:\d\d:\d\d (?:ERROR|错误) (?<status>[45]\d\d)[:：]/,
  },
  {
    by: 'wget',
    code: ({ status = '' }) => byStatus(status),
    needles: ['awaiting response', '等待回应', '正在等待回应'],
    pattern: /(?:awaiting response|等待回应|正在等待回应)(?:\.\.\.|…) ?(?<status>[45]\d\d)/,
  },
  {
    by: 'wget',
    code: 'redirect-loop',
    needles: ['redirections exceeded'],
    pattern: /\d{1,4} redirections exceeded/,
  },
];

/** ping, ssh, telnet, git, apt, docker, systemd, the kernel: one line each. */
const TOOLS: readonly Message[] = [
  {
    by: 'ping',
    code: 'host-unreachable',
    needles: ['destination host unreachable'],
    pattern: /From (?<detail>[\w.:]{1,64}).{0,40}Destination Host Unreachable/i,
  },
  {
    by: 'ping',
    code: byErrno(TO_TARGET),
    needles: ['ping:', 'ping6:', '：未知', '域名解析'],
    pattern:
      /ping6?: (?:(?:connect|sendmsg|sendto): (?<why>.{1,80})|(?<host>[\w.-]{1,253}): (?<why2>(?:Name or service|Temporary failure|No address|未知的名称|域名解析).{0,60}))/,
  },
  { by: 'ping', code: 'connect-timed-out', needles: ['100% packet loss'], pattern: /100% packet loss/ },
  {
    by: 'ssh',
    code: byErrno(TO_TARGET, 'connect-failed'),
    needles: ['ssh: connect to host', 'ssh: could not resolve'],
    pattern:
      /ssh: (?:connect to host (?<host>\S{1,253}) port (?<port>\d{1,5}): (?<why>.{1,80})|Could not resolve hostname (?<host2>[^\s:]{1,253}): (?<why2>.{1,80}))/,
  },
  {
    by: 'telnet',
    code: byErrno(TO_TARGET, 'connect-failed'),
    needles: ['unable to connect to remote host'],
    pattern: /telnet: Unable to connect to remote host: (?<why>.{1,80})/,
  },
  {
    by: 'telnet',
    code: 'connected',
    needles: ['escape character is', 'connected to ', '"connected"'],
    pattern: /^Connected to (?<host>[\w.:-]{1,253})\.$|-> "Connected"/,
  },
  {
    by: 'apt',
    code: 'proxy-auth-required',
    needles: ['407  proxy', '407 proxy'],
    pattern: /\b407 {1,2}Proxy Authentication Required/,
  },
  {
    by: 'apt',
    code: byErrno(TO_TARGET, 'connect-failed'),
    needles: [
      'could not connect to',
      'cannot initiate the connection',
      'unable to connect to',
      '无法连接',
      '无法发起',
    ],
    pattern:
      /(?:Could not connect to|Cannot initiate the connection to|Unable to connect to(?= [\w.-]{1,253}:[a-z])|无法连接上|无法发起与) ?(?<host>[\w.-]{1,253}):(?<port>[\w-]{1,8})(?: \([^)]{1,64}\))?[.。,]{0,1} ?-? ?(?:connect ?\((?<why>\d{1,3}: .{1,60})\))?/,
  },
  {
    by: 'apt',
    code: 'name-unresolved',
    needles: ['temporary failure resolving', '暂时不能解析域名', "could not resolve '"],
    pattern:
      /(?:Temporary failure resolving|Could not resolve|暂时不能解析域名) ?[‘'“](?<host>[\w.-]{1,253})/,
  },
  {
    by: 'git',
    code: 'url-malformed',
    needles: ['is not a git command', 'unable to find remote helper'],
    pattern:
      /Unable to find remote helper for '(?<detail>[^']{1,40})|'remote-(?<detail2>[\w+.-]{1,40})' is not a git command/i,
  },
  {
    by: 'git',
    code: 'not-found',
    needles: ['not found'],
    pattern: /fatal: repository '(?<url>https?:\/\/[^']{1,300})' not found/,
  },
  {
    by: 'git',
    code: 'unauthorized',
    needles: ['could not read username for', 'authentication failed for'],
    pattern: /(?:could not read Username|Authentication failed) for '(?<url>https?:\/\/[^']{1,300})/,
  },
  {
    by: 'docker',
    code: 'publish-failed',
    needles: [
      'driver failed programming external connectivity',
      'starting userland proxy',
      'ports are not available',
    ],
    pattern:
      /driver failed programming external connectivity|Error starting userland proxy|Ports are not available/,
  },
  {
    by: 'docker',
    code: 'address-in-use',
    needles: ['port is already allocated'],
    pattern: /Bind for (?<host>[\w.:[\]]{1,64}):(?<port>\d{1,5}) failed: port is already allocated/,
  },
  {
    by: 'docker',
    code: 'family-unsupported',
    needles: ['address family not supported'],
    pattern:
      /(?:listen tcp6? (?<host>\[[^\]]{0,45}\]):(?<port>\d{1,5}): .{0,20})?address family not supported by protocol/i,
  },
  {
    by: 'docker',
    code: 'docker-proxies-malformed',
    needles: ['configfile.proxies'],
    pattern: /cannot unmarshal \w{1,10} into Go struct field ConfigFile\.proxies/,
  },
  {
    by: 'wsl',
    code: 'wsl-localhost-proxy',
    needles: ['localhost proxy configuration was detected', '检测到 localhost 代理'],
    pattern:
      /A localhost proxy configuration was detected but not mirrored into WSL|检测到 localhost 代理配置，但未镜像到 WSL/,
  },
  {
    by: 'wsl',
    code: 'wsl-not-mirrored',
    needles: ['falling back to nat networking', '回退到 nat'],
    pattern:
      /Mirrored networking mode is not supported, falling back to NAT|不支持镜像网络模式.{0,20}回退到 NAT/i,
  },
  {
    by: 'iptables',
    code: 'iptables-mixed',
    needles: ["is incompatible, use 'nft'"],
    pattern: /table [`']\w{1,20}' is incompatible, use 'nft' tool/,
  },
  {
    by: 'kernel',
    code: 'firewall-logged',
    needles: ['[ufw block]', 'dpt='],
    pattern: /\[UFW BLOCK\].{0,300}?(?:DST=(?<host>[\w.:]{1,64}).{0,200}?DPT=(?<port>\d{1,5}))?(?=\s|$|\.)/,
  },
  {
    by: 'kernel',
    code: 'firewall-logged',
    needles: ['[ufw block]', 'dpt='],
    pattern: /\bIN=.{0,300}DST=(?<host>[\w.:]{1,64}).{0,200}DPT=(?<port>\d{1,5})/,
  },
  // Browsers.
  {
    by: 'unknown',
    code: 'connect-refused',
    needles: ['refused to connect', 'err_connection_refused'],
    pattern: /(?<host>[\w.-]{1,253}) refused to connect|ERR_CONNECTION_REFUSED/i,
  },
  {
    by: 'unknown',
    code: 'closed-without-answer',
    needles: ['err_empty_response'],
    pattern: /ERR_EMPTY_RESPONSE/,
  },
  {
    by: 'unknown',
    code: 'connect-timed-out',
    needles: ['err_connection_timed_out', 'connection timeout', 'connection timed out'],
    pattern:
      /ERR_CONNECTION_TIMED_OUT|connection timed out after (?<after>\d{1,9} ms): (?<host>[\w.-]{1,253})(?:\/[\w.:]{1,64})?:(?<port>\d{1,5})|(?<url>https?:\/\/\S{1,300}) ?(?:=>|->) ?Connection timeout|^Connection timeout$/i,
  },
  {
    by: 'unknown',
    code: 'proxy-refused',
    needles: ['err_proxy_connection_failed'],
    pattern: /ERR_PROXY_CONNECTION_FAILED/,
  },
  {
    by: 'unknown',
    code: 'tunnel-failed',
    needles: ['err_tunnel_connection_failed'],
    pattern: /ERR_TUNNEL_CONNECTION_FAILED/,
  },
  {
    by: 'unknown',
    code: 'connect-failed',
    needles: ['unable to connect to', 'cannot connect. reason', 'failed. cannot connect'],
    pattern:
      /Unable to connect to (?<host>[\w.-]{1,253}):(?<port>\d{1,5})|(?<url>https?:\/\/\S{1,300}) failed\. Cannot connect/,
  },
  {
    by: 'unknown',
    code: 'timed-out',
    needles: ['reason: timeout'],
    pattern: /(?<url>https?:\/\/\S{1,300}) failed\. Cannot connect\. Reason: Timeout/i,
  },
];

/** One line of a forward proxy's page or log, where the page is not whole. */
const PROXIES: readonly Message[] = [
  // The system returned: (111) Connection refused · 系统返回以下内容：(111) Connection refused
  {
    by: 'squid',
    code: byErrno(BEYOND_PROXY, 'beyond-proxy-failed'),
    needles: ['system returned', '系统返回', '系統回應'],
    pattern:
      /(?:The system returned|系统返回以下内容|系統回應了下列錯誤訊息)[:：] ?(?:<i>)?(?<why>\(\d{1,5}\) .{1,80})/,
  },
  {
    by: 'squid',
    code: 'beyond-proxy-failed',
    needles: [' failed.', '失败。'],
    pattern: /Connection to (?<host>[\w.:[\]-]{1,255}) failed\.|连接到 (?<host2>[\w.:[\]-]{1,255}) 失败。/,
  },
  {
    by: 'squid',
    code: ({ detail = '' }) => SQUID_CODES[detail] ?? 'proxy-error',
    needles: ['err_'],
    pattern:
      /(?:X-Squid-Error: ?|body id="?|with |\b)(?<detail>ERR_(?:ACCESS_DENIED|CACHE_ACCESS_DENIED|CONNECT_FAIL|DNS_FAIL|CANNOT_FORWARD|READ_TIMEOUT|READ_ERROR|INVALID_URL|INVALID_REQ|ZERO_SIZE_OBJECT|FORWARDING_DENIED|LIFETIME_EXP|SECURE_CONNECT_FAIL|TOO_BIG|UNSUP_REQ))\b/,
  },
  {
    by: 'proxy',
    code: ({ status }) => tunnelStatus(status),
    needles: ['after the proxy connect', 'proxy will 403'],
    pattern: /proxy will (?<status>\d{3}) the request/,
  },
  // Clash and mihomo's log: [TCP] dial DIRECT (match …) 172.28.0.5:41 --> 127.0.0.1:8000 error: dial tcp 127.0.0.1:8000: connect: connection refused
  {
    by: 'clash',
    code: byErrno(BEYOND_PROXY, 'beyond-proxy-failed'),
    needles: [' error: '],
    pattern: /\[TCP\] .{0,160}--> ?(?<host>[\w.:[\]-]{1,255}?):(?<port>\d{1,5}) error: (?<why>.{1,200})/,
  },
  {
    by: 'tinyproxy',
    code: 'beyond-proxy-failed',
    needles: ['tinyproxy was unable to connect'],
    pattern: /Tinyproxy was unable to connect to the remote web server/,
  },
];

const SQUID_CODES: Readonly<
  Record<
    string,
    | 'proxy-denies'
    | 'proxy-auth-required'
    | 'beyond-proxy-failed'
    | 'beyond-proxy-name-unresolved'
    | 'beyond-proxy-timed-out'
  >
> = {
  ERR_ACCESS_DENIED: 'proxy-denies',
  ERR_FORWARDING_DENIED: 'proxy-denies',
  ERR_CACHE_ACCESS_DENIED: 'proxy-auth-required',
  ERR_CONNECT_FAIL: 'beyond-proxy-failed',
  ERR_SECURE_CONNECT_FAIL: 'beyond-proxy-failed',
  ERR_CANNOT_FORWARD: 'beyond-proxy-failed',
  ERR_DNS_FAIL: 'beyond-proxy-name-unresolved',
  ERR_READ_TIMEOUT: 'beyond-proxy-timed-out',
};

export const SYSTEM: readonly Message[] = [...WGET, ...TOOLS, ...PROXIES];
