import type { Catalogue } from '../catalogue.ts';
import { milliseconds, place } from '../notation.ts';
import { shortPath } from '../settings-words.ts';
import { answerer, failure, failureAfter, gapAfter, heard, models, process } from './phrases.ts';
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
        ? `${target} 的 ${program ?? ''} 启动时带着代理变量，对自己的检查也会经代理 ${proxy}`
        : how === 'by-luck'
          ? `${clients}：${target} 是经代理 ${proxy} 访问到的，能通只因为这个代理恰好也到得了它`
          : how === 'lan'
            ? `${clients}：${target} 就在本机所在的网络里，却经代理 ${proxy} 去访问，而代理到不了它`
            : how === 'detour'
              ? `${clients}：${target} 是经本机的代理 ${proxy} 去访问的，其实不必`
              : answered === 'no'
                ? `${clients}${gapAfter(clients)}请求的是 ${target}，却被送去了代理`
                : `${clients}${gapAfter(clients)}请求的是 ${target}，应答的却是代理`,
    'declared-way-differs': ({ target, declared, goes }, clients) =>
      `${clients}：tongtu.yaml 要求${declared === '' ? '直连' : `经 ${declared} 访问`} ${target}，实际却${goes === '' ? '是直连' : `经过了代理 ${goes}`}`,
    'proxy-url-malformed': ({ variable, why }, clients) =>
      why === 'missing-scheme'
        ? `${clients}：${variable} 的值前面缺少 http://`
        : `${clients}：${variable} 的值不是代理地址`,
    'proxy-scheme-unsupported': ({ variable, why, package: name }, clients) =>
      why === 'missing-package'
        ? `${clients}：${variable} 指定了 SOCKS 代理，而它所需的 Python 包 ${name} 没有安装`
        : `${clients}：${variable} 指定的代理类型，这个客户端不支持`,
    'no-proxy-malformed': ({ variable, entry }, clients) =>
      `${clients}：读不懂 ${variable} 里的 ${entry}，因此任何请求都发不出去`,
    'proxy-unreachable': ({ proxy, variable }, clients) =>
      `${clients}：${variable} 指定的代理 ${proxy} 连不上`,
    'proxy-auth-required': ({ proxy, credentials }, clients) =>
      credentials === 'refused'
        ? `${clients}：代理 ${proxy} 不接受所给的用户名和密码`
        : `${clients}：代理 ${proxy} 要求用户名和密码`,
    'proxy-denies': ({ proxy, target, port }, clients) =>
      port
        ? `${clients}：代理 ${proxy} 不允许端口 ${port}：${target} 被拒绝，同一主机的其他端口却放行`
        : `${clients}：代理 ${proxy} 不允许访问 ${target}`,
    'service-bound-to-loopback': ({ target, listens, process: name }, clients) =>
      `${clients}：${target} 拒绝连接，因为 ${name || '服务'} 只监听 ${listens}`,
    'nothing-listening': ({ target, seen }, clients) =>
      seen === 'refusal-only'
        ? `${clients}：${target} 拒绝连接：那里没有程序监听，或只监听那台机器的环回，或被防火墙拒绝`
        : `${clients}：${target} 上没有程序在监听`,
    'wrong-port': ({ target, listens, process: name }, clients) =>
      `${clients}：${target} 上没有程序在监听；${name || '服务'} 在 ${listens} 上应答`,
    'address-family-mismatch': ({ target, listens, process: name }, clients) =>
      `${clients}：${target} 拒绝连接，因为 ${name || '服务'} 只监听 ${listens}，是另一个地址族`,
    'no-route': ({ target, loopback }, clients) =>
      loopback === 'down'
        ? `${clients}：到不了 ${target}，因为环回接口没有启用`
        : `${clients}：没有通往 ${target} 的路由`,
    'tls-mismatch': ({ target, speaks }, clients) =>
      speaks === 'http'
        ? `${clients}：用 https 请求 ${target}，而它只说普通 http`
        : `${clients}：用 http 请求 ${target}，而它只接受 TLS`,
    'tls-untrusted': ({ target, problem }, clients) =>
      `${clients}：${target} 的证书无法通过验证（${problem}）`,
    'model-disagrees': ({ predicted, observed }, clients) =>
      `${clients}：按读到的事实应为“${predicted}”，实际遇到的是“${observed}”：有看不见的东西参与其中`,
    'url-malformed': ({ url }) => `无法请求这个 URL：${url}`,
  },
  evidence: {
    ...settings.evidence,
    ...service.evidence,
    ...way.evidence,
    answered: ({ heard: it, through }) => (through === undefined ? heard(it) : `经代理：${heard(it)}`),
    'no-answer': ({ at, failure: kind, tookMs, through }) =>
      `${through === undefined ? '' : '经代理：'}${place(at)}：${failureAfter(kind, tookMs)}`,
    'control-direct': ({ heard: it, by }) =>
      `不经代理：${milliseconds(it.tookMs)} 后由${answerer(it, by)}返回 ${it.status}${models(it)}`,
    'control-direct-failed': ({ at, failure: kind }) => `不经代理：${place(at)}：${failure(kind)}`,
    'control-elsewhere': ({ url, heard: it, by }) =>
      `${url}：${milliseconds(it.tookMs)} 后由${answerer(it, by)}返回 ${it.status}${models(it)}`,
    variable: ({ name, value, moment }) => `${name}=${value}${moment === 'now' ? '' : '（进程启动时的值）'}`,
    'not-covered': ({ name, value, target }) =>
      name === undefined ? '没有设置 NO_PROXY' : `${name}=${value ?? ''} 没有包含 ${target}`,
    'proxy-elsewhere': ({ proxy, node }, name) =>
      `代理${node === undefined ? '不在本机' : `运行在 ${name(node)} 中`}（${proxy}）：向它请求环回地址，得到的是它自己的环回`,
    'proxy-is-here': ({ proxy, by }) =>
      `代理就运行在本机（${by === undefined ? proxy : process(by)}），所以它的环回就是这里的环回`,
    differs: ({ what, proxied, direct }) => {
      switch (what) {
        case 'models':
          return `是另一个服务：经代理列出的模型是 ${proxied || '无'}，不经代理是 ${direct || '无'}`;
        case 'server':
          return `是另一个服务：经代理由 ${proxied} 应答，不经代理由 ${direct} 应答`;
        case 'process':
          return `是另一个进程：经代理是 ${proxied}，不经代理是 ${direct}`;
        case 'refused-directly':
          return `是另一个服务：经代理返回 ${proxied}，而本机并没有程序监听`;
      }
    },
    'passed-through': ({ marks }) => `应答经过了代理：${marks.join('；')}`,
    listens: ({ by }, name) => `${process(by)}在 ${name(by.node)} 中监听`,
    'nothing-listens': ({ node, port }, name) => `${name(node)} 中没有进程为该地址占用端口 ${port}`,
    'auth-challenge': ({ scheme, realm, sentCredentials }) =>
      `它要求 ${scheme || ''} 身份验证${realm === '' ? '' : `（“${realm}”）`}；${sentCredentials ? '变量里的用户名和密码已发送，但未被接受' : '变量里没有用户名和密码'}`,
    'name-resolves': ({ name, addresses }) => `${name} 解析为 ${addresses.join('、')}`,
    ping: ({ address, isAnswered }) =>
      isAnswered
        ? `${address} 应答 ping：机器开着，但这说明不了端口`
        : `${address} 不应答 ping，除 ping 之外什么也证明不了`,
    'name-unresolved': ({ name }) => `解析器不认识 ${name}`,
    url: ({ problem }) => problem.text,
  },
  fixes: {
    ...service.fixes,
    ...way.fixes,
    'extend-no-proxy': ({ below }) =>
      `让 NO_PROXY 也包含本机名字，大小写两种写法都设${below === undefined ? '' : `；要永久生效，把这几行也写到 ${shortPath(below.place.file, below.home)} 第 ${below.place.line} 行之后${below.place.reader === 'environment' ? '（去掉 export）' : ''}`}：`,
    'start-again': () => '改变量影响不到正在运行的进程：先停掉它，再这样重新启动：',
    'comment-out': ({ below }) =>
      `删除${below === undefined ? '该文件中的这一行' : ` ${shortPath(below.place.file, below.home)} 的第 ${below.place.line} 行`}，或把它注释掉（原文件另存为 .bak）：`,
    'one-command-direct': () => '只对一条命令生效，什么都不改：',
    'unset-proxy': () => '让一条命令完全不用代理：',
    'correct-proxy': () => '启动代理，或改成正在运行的代理：',
    'install-package': () => '在运行它的 Python 环境里安装 SOCKS 支持：',
    'add-proxy-credentials': () => '写上用户名和密码，特殊字符用百分号编码：',
    'ask-proxy-owner': () => '请代理的管理者放行；如果网络允许，也可以直连',
    'start-service': () => '启动服务，或改用它实际所在的地址和端口',
    'use-url': () => '改用这个 URL：',
    'set-link-up': () => '启用环回接口：',
    'add-route': () => '把这台机器接到那个网络，或给它一条路由：',
    'trust-certificate': () => '指定签发它的机构证书（或让系统信任该机构）：',
  },
  proof: {
    model: '已由读到的事实在网络模型中证实',
    'control-probe': '已由对照实验证实',
    'stated-by-peer': '对方明确返回',
    suspicion: '只是怀疑，尚未证实',
  },
  urlProblems: {
    empty: '这里什么都没有',
    'unknown-scheme': '只能请求 http:// 和 https://',
    'scheme-slashes': '协议名后面是 ://',
    'scheme-twice': '多写了一个协议名',
    'no-host': '缺少主机',
    'bad-host': '主机里不能有这个字符',
    bracket: 'IPv6 地址要写在方括号里',
    'port-twice': '多出一个端口',
    'port-not-number': '端口应当是数字',
    'port-out-of-range': '端口在 1 到 65535 之间',
    blank: '空白字符',
    'control-character': '控制字符',
    'full-width': '全角字符',
    'too-long': '比任何实际使用的 URL 都长',
  },
  unknownWhy: {
    denied: '无权读取',
    'missing-tool': '这里没有能读取它的程序',
    unread: '读到了但没看懂',
    'not-asked': '未查询',
    torn: '读取时它变了',
    stale: '已过时',
    'not-modelled': '通途暂时无法判断它',
  },
  hints: {
    'run-as-root': () => '用 sudo 运行',
    install: ({ program }) => `安装 ${program}`,
    'run-on': ({ node }) => `在 ${node} 上也运行 tongtu`,
    'look-at': ({ command }) => `请求可能就是被它们丢弃或拒绝的，用 ${command} 查看`,
    report: () => '请报告给我们',
    none: () => '',
  },
  factKinds: {
    interfaces: '网络接口',
    addresses: '地址',
    routes: '路由',
    rules: '路由策略规则',
    neighbours: '邻居表',
    listeners: '监听的套接字',
    connections: '已建立的连接',
    sysctls: '内核设置',
    firewall: '防火墙规则',
    'hosts-file': '/etc/hosts',
    resolver: '解析器设置',
    processes: '进程',
    environment: '进程的环境变量',
    settings: '启动文件等设置变量的文件',
    lineage: '环境变量的来源',
    client: '客户端程序',
    name: '名字解析',
  },
  fact: {
    parts: {
      'client/curl-settings': 'curl 自己的设置文件',
      'environment/others': '其他用户的环境变量',
      'listeners/holders': '部分套接字背后的进程',
    },
    read: (kind, key, node) =>
      `${diagnosis.fact.parts[`${kind}/${key}`] ?? `${diagnosis.factKinds[kind]}${key === '' ? '' : ` ${key}`}`}（${node}）`,
    'unknown-node': (key) => `机器 ${key}`,
    'proxy-policy': (key) => `代理 ${key} 允许什么`,
    probe: (key) => `请求 ${key}`,
  },
};
