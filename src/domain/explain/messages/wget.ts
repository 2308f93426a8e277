import type { Message } from '../message.ts';
import { byErrno, TO_TARGET } from './errno.ts';
import { byStatus } from './status.ts';

/** wget 1.20 and 1.21, also as it speaks Chinese. */
export const WGET: readonly Message[] = [
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
