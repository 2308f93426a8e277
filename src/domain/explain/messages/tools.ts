import type { Message } from '../message.ts';
import { byErrno, TO_TARGET } from './errno.ts';

/** ping, ssh, telnet, git, apt, docker, systemd, the kernel: one line each. */
export const TOOLS: readonly Message[] = [
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
