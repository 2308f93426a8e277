import type { Catalogue } from '../catalogue.ts';
import { failure, heard } from './phrases.ts';

type NearlyWhy = Parameters<Catalogue['evidence']['nearly-covered']>[0]['why'];

/** Why an entry does not hold what it was meant for: continues “NO_PROXY 里有 10.0.0.0/8，但…”. */
const NEARLY: Readonly<Record<NearlyWhy, string>> = {
  block: '这个客户端不认网段写法，请直接写出地址',
  'block-of-name': '网段对域名不起作用，请写出域名',
  wildcard: '这个客户端不认条目里的 *，请写成 .domain，或直接写出地址',
  'star-in-list': '只有整个值就是 * 时才算数，和其他条目写在一起无效',
  port: '这个客户端不认带端口的条目',
  'address-form': '这个客户端按文本比较地址，而 URL 里是另一种写法',
  'leading-dot': '在这里，前面带点只包含它下面的名字，不包含它本身',
  subdomain: '这个客户端只匹配这个名字本身，不含它下面的名字',
  'loopback-spelling': '名字按文本比较：localhost、127.0.0.1、::1、0.0.0.0 是四个不同的条目',
  'address-of-name': 'URL 里写的是名字，列表里是它的地址，而客户端按文本比较',
  url: '条目只写主机，不要带 http:// 和路径',
  quotes: '引号成了值的一部分',
  blank: '条目之间只能用英文逗号分隔，不能有空格或分号',
  case: '这个客户端要求条目用小写',
  'other-spelling': '这个客户端读的是该变量的另一种大小写',
  misspelt: '变量名写错了，没有程序会读它',
};

/** Continues “代理的端口”. */
const SPOKEN = {
  socks: '对 SOCKS5 问候有应答',
  http: '不用 TLS 时按 HTTP 代理应答',
  https: '在 TLS 里按 HTTP 代理应答',
  service: '直接请求时按服务应答',
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
          return `${clients}：${target} 只有经代理才能到达，而 ${list} 里的 ${entry} 让请求绕开了代理`;
        case 'ignored':
          return `${clients}：${target} 只有经代理才能到达，而这个客户端默认不读 ${variable}`;
        case 'misspelt':
          return `${clients}：${target} 只有经代理才能到达，而变量名 ${variable} 写错了，没有程序会读它`;
        default:
          return `${clients}：${target} 只有经代理才能到达，而这个客户端请求 ${scheme}:// 时不读 ${variable}`;
      }
    },
    'proxy-protocol-mismatch': ({ variable, proxy, says, speaks, program }, clients) => {
      switch (speaks) {
        case 'socks':
          return `${clients}：${variable} 写的是 ${says}://，而代理 ${proxy} 用的是 SOCKS`;
        case 'http':
          return `${clients}：${variable} 写的是 ${says}://，而代理 ${proxy} 用的是普通 http`;
        case 'https':
          return `${clients}：${variable} 写的是 ${says}://，而代理 ${proxy} 要求先建立 TLS`;
        default:
          return `${clients}：${variable} 指向的 ${proxy} 不是代理，而是 ${program || '服务'} 本身`;
      }
    },
    'name-unresolved': ({ name, why }, clients) => {
      switch (why) {
        case 'localhost':
          return `${clients}：找不到 localhost：/etc/hosts 里没有它`;
        case 'container-name':
          return `${clients}：找不到 ${name}：这个名字只有容器里才有，在宿主机上就是 127.0.0.1`;
        case 'mdns':
          return `${clients}：找不到 ${name}：.local 名字要向局域网里的邻居询问，而本机没有这样的程序`;
        case 'no-server':
          return `${clients}：找不到名字 ${name}，因为 DNS 服务器没有应答`;
        case 'misspelt':
          return `${clients}：找不到名字 ${name}；有一个存在的名字与它只差一个字母`;
        default:
          return `${clients}：找不到名字 ${name}`;
      }
    },
    'host-address-stale': ({ target, address, present, line }, clients) =>
      `${clients}：${target} 指向 ${address}${line === '' ? '' : `（/etc/hosts 第 ${line} 行）`}，那里已没有机器应答${present === '' ? '' : `；本机在 ${present} 上有应答`}`,
    'proxy-env-wrong-level': ({ target, variable, process: name, asker, whose, has }, clients) => {
      const who = asker === 'process' ? name || '这个进程' : '当前 shell';
      const other =
        whose === 'file'
          ? `${has} 里`
          : whose === 'shell'
            ? '你的 shell 里'
            : `${whose === 'parent' ? '启动它的' : ''}进程 ${has || '（未知）'} `;
      return `${clients}：${target} 只有经代理才能到达；${other}有 ${variable}，而 ${who} 启动时没有它`;
    },
    'no-proxy-dialect': ({ target, list, entry }, clients) =>
      `${clients}：${target} 被送去了代理，因为这个客户端对 ${list} 里的 ${entry} 的理解与本意不同`,
  },
  evidence: {
    'control-proxied': ({ heard: it, proxy }) => `同一请求经 ${proxy}：${heard(it)}`,
    'covered-by': ({ name, value, entry }) => `${name}=${value} 里的 ${entry} 包含了它`,
    'proxy-speaks': ({ speaks, heard: it }) =>
      `代理的端口${SPOKEN[speaks]}${it === undefined ? '' : `：${heard(it)}`}`,
    'hosts-line': ({ name, address, line }) => `/etc/hosts 第 ${line} 行把 ${name} 指向 ${address}`,
    'resolver-asked': ({ nameservers, sources, search }) =>
      `查询顺序：${sources.join('、') || '无'}；DNS 服务器：${nameservers.join('、') || '无'}${search.length === 0 ? '' : `；会补上后缀 ${search.join('、')}`}`,
    'name-server-dead': ({ server, failure: why }) =>
      why === 'nothing-listens'
        ? `DNS 服务器 ${server} 就是本机，但 UDP 端口 53 上没有程序监听`
        : `DNS 服务器 ${server}：${failure(why)}`,
    'variable-held-by': ({ name, value, pid, process: by, path }) =>
      `${path ?? `${by ?? '进程'}${pid === undefined ? '' : `（pid ${pid}）`}`} 有 ${name}=${value}`,
    'nearly-covered': ({ name, entry, why }) => `${name} 里有 ${entry}，但${NEARLY[why]}`,
  },
  fixes: {
    'use-proxy': () => '让这个客户端也走代理：',
    'correct-scheme': () => '按代理实际使用的协议来写：',
    'correct-hosts': () => '/etc/hosts 里应当是：',
    'resolve-local-names': () => '让本机能查 .local 名字（用 root 执行），或直接用地址：',
    'mend-resolver': () => '启动 DNS 服务器，或在 /etc/resolv.conf 里改成有应答的服务器',
    'start-with-proxy': () =>
      '在该进程取得环境变量的地方设置（服务则写在 unit 的 Environment= 里），然后重新启动；若是 shell：',
    'proxy-in-program': () => '在程序自己的设置里指定代理：这个版本不会从环境变量里读',
    'shorten-no-proxy': () => '从例外列表中去掉这一项：',
  },
};
