import type { Heard, ProcessAt } from '../domain/diagnose/finding.ts';
import type { Catalogue } from './catalogue.ts';
import { milliseconds, peerName, place, setting, tellingMarks } from './notation.ts';

const list = (items: readonly string[]): string =>
  items.length < 3 ? items.join(' 和 ') : `${items.slice(0, -1).join('、')} 和 ${items.at(-1)}`;

const process = (by: ProcessAt): string => {
  const where = by.pid === undefined ? place(by.listen) : `pid ${by.pid}，${place(by.listen)}`;
  return `${by.name ?? '某个无权查看的进程'}（${where}）`;
};

const peer = (it: Heard): string => peerName(it) ?? '没有留下标识的程序';

const models = ({ models: ids }: Heard): string => (ids.length === 0 ? '' : `，模型 ${ids.join('、')}`);

const heard = (it: Heard): string => {
  const telling = tellingMarks(it);
  const marks = telling.length === 0 ? '' : `（${telling.join('；')}）`;
  return `${milliseconds(it.tookMs)} 后由 ${peer(it)} 返回 ${it.status}${marks}`;
};

const FAILURES: Readonly<Record<string, string>> = {
  refused: '连接被拒绝',
  'timed-out': '连接请求没有回应',
  'host-unreachable': '主机不可达',
  'network-unreachable': '网络不可达',
  'address-not-available': '本机没有这个地址',
  denied: '本机不允许这个连接',
  reset: '连接被重置',
  tunnel: '代理拒绝建立隧道',
  tls: 'TLS 握手失败',
  silent: '接受了连接，却一直不作声',
  closed: '接受了连接，一个字节没发就关闭了',
  'not-http': '应答的不是 HTTP',
  'head-too-large': '响应头没有尽头',
  other: '连接失败',
};

const failure = (kind: string): string => FAILURES[kind] ?? kind;

/** 简体中文。 */
export const zh: Catalogue = {
  language: 'zh',
  causes: {
    'proxy-intercepts-local': ({ target, proxy, how, answered }, clients) =>
      how === 'by-luck'
        ? `${clients}：${target} 是经代理 ${proxy} 访问到的，能通只是碰巧`
        : answered === 'no'
          ? `${clients} 请求的是 ${target}，却被送去了代理`
          : `${clients} 请求的是 ${target}，应答的却是代理`,
    'proxy-unreachable': ({ proxy, variable }, clients) =>
      `${clients}：${variable} 指定的代理 ${proxy} 连不上`,
    'proxy-auth-required': ({ proxy, credentials }, clients) =>
      credentials === 'refused'
        ? `${clients}：代理 ${proxy} 不接受所给的用户名和密码`
        : `${clients}：代理 ${proxy} 要求用户名和密码`,
    'proxy-denies': ({ proxy, target }, clients) => `${clients}：代理 ${proxy} 不允许访问 ${target}`,
    'service-bound-to-loopback': ({ target, listens, process: name }, clients) =>
      `${clients}：${target} 拒绝连接，因为 ${name || '服务'} 只监听 ${listens}`,
    'nothing-listening': ({ target }, clients) => `${clients}：${target} 上没有程序在监听`,
    'wrong-port': ({ target, listens, process: name }, clients) =>
      `${clients}：${target} 上没有程序在监听；${name || '服务'} 在 ${listens} 上应答`,
    'address-family-mismatch': ({ target, listens, process: name }, clients) =>
      `${clients}：${target} 拒绝连接，因为 ${name || '服务'} 只监听 ${listens}，是另一个地址族`,
    'name-unresolved': ({ name }, clients) => `${clients}：找不到名字 ${name}`,
    unauthorized: ({ target }, clients) => `${clients}：${target} 的服务要求 API key`,
    'service-error': ({ target, status }, clients) => `${clients}：${target} 的服务自己返回了错误 ${status}`,
    'model-disagrees': ({ predicted, observed }, clients) =>
      `${clients}：按读到的事实应为“${predicted}”，实际遇到的是“${observed}”：有看不见的东西参与其中`,
    'url-malformed': ({ url }) => `这不是一个 URL：${url}`,
  },
  evidence: {
    answered: ({ heard: it, through }) => (through === undefined ? heard(it) : `经代理：${heard(it)}`),
    'no-answer': ({ at, failure: kind, tookMs, through }) =>
      `${through === undefined ? '' : '经代理：'}${place(at)}：${milliseconds(tookMs)} 后${failure(kind)}`,
    'control-direct': ({ heard: it, by }) =>
      `不经代理：${milliseconds(it.tookMs)} 后由 ${by === undefined ? peer(it) : process(by)}返回 ${it.status}${models(it)}`,
    'control-direct-failed': ({ at, failure: kind }) => `不经代理：${place(at)}：${failure(kind)}`,
    'control-elsewhere': ({ url, heard: it, by }) =>
      `${url}：${milliseconds(it.tookMs)} 后由 ${by === undefined ? peer(it) : process(by)}返回 ${it.status}${models(it)}`,
    variable: ({ name, value, moment }) => `${name}=${value}${moment === 'now' ? '' : '（进程启动时的值）'}`,
    'not-covered': ({ name, value, target }) =>
      name === undefined ? '没有设置 NO_PROXY' : `${name}=${value ?? ''} 没有包含 ${target}`,
    'proxy-elsewhere': ({ proxy, node }, name) =>
      `代理运行在${node === undefined ? '另一台机器上' : ` ${name(node)} 中`}（${proxy}）：向它请求环回地址，得到的是它自己的环回`,
    'proxy-is-here': ({ proxy }) => `代理就运行在本机（${proxy}），所以它的环回就是这里的环回`,
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
    listens: ({ by }, name) => `${process(by)}在 ${name(by.node)} 中监听`,
    'nothing-listens': ({ node, port }, name) => `${name(node)} 中没有进程为该地址占用端口 ${port}`,
    'auth-challenge': ({ scheme, realm, sentCredentials }) =>
      `它要求 ${scheme || '身份验证'}${realm === '' ? '' : `“${realm}”`}；${sentCredentials ? '变量里的用户名和密码已经发送' : '变量里没有用户名和密码'}`,
    'name-resolves': ({ name, addresses }) => `${name} 解析为 ${addresses.join('、')}`,
    'name-unresolved': ({ name }) => `解析器不认识 ${name}`,
    url: ({ problem }) => problem.text,
  },
  fixes: {
    'extend-no-proxy': () => '保留原有内容，补上本机名字，大小写两种写法都设：',
    'one-command-direct': () => '只对一条命令生效，什么都不改：',
    'unset-proxy': () => '让一条命令完全不用代理：',
    'start-proxy': () => '启动代理：',
    'correct-proxy': () => '启动代理，或改成正在运行的代理：',
    'add-proxy-credentials': () => '写上用户名和密码，特殊字符用百分号编码：',
    'ask-proxy-owner': () => '请代理的管理者放行；如果网络允许，也可以直连',
    'start-service': () => '启动服务，或改用它实际所在的地址和端口',
    'use-url': () => '改用这个 URL：',
    'bind-address': ({ exposes }) =>
      exposes === undefined
        ? '或让服务也监听那里：'
        : `或让服务监听那里（这样凡是能到 ${exposes} 的都能访问它：请设置 API key）：`,
    'send-key': () => '带上 key：',
  },
  proof: {
    model: '已在模型上证明',
    'control-probe': '已由对照实验证明',
    'stated-by-peer': '由对方明说',
    suspicion: '只是怀疑，尚未证明',
  },
  urlProblems: {
    empty: '这里什么都没有',
    'unknown-scheme': '只能请求 http:// 和 https://',
    'scheme-slashes': '协议名后面是 ://',
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
    'not-asked': '没有问过',
    torn: '读取时它变了',
    stale: '已过时',
    'not-modelled': '读到了，但尚未建模',
  },
  hints: {
    'run-as-root': () => '用 sudo 运行',
    install: ({ program }) => `安装 ${program}`,
    'run-on': ({ node }) => `在 ${node} 上也运行 tongtu`,
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
    sysctls: '内核设置',
    firewall: '防火墙规则',
    'hosts-file': '/etc/hosts',
    resolver: '解析器设置',
    processes: '进程',
    environment: '进程的环境变量',
    client: '客户端程序',
    name: '名字解析',
  },
  fact: {
    parts: { 'environment/others': '其他用户的环境变量', 'listeners/holders': '部分套接字背后的进程' },
    read: (kind, key, node) =>
      `${zh.fact.parts[`${kind}/${key}`] ?? `${zh.factKinds[kind]}${key === '' ? '' : ` ${key}`}`}（${node}）`,
    'unknown-node': (key) => `机器 ${key}`,
    'proxy-policy': (key) => `代理 ${key} 允许什么`,
    probe: (key) => `请求 ${key}`,
  },
  verdicts: {
    answered: ({ by: { listener, process: program }, through }) =>
      `${through === undefined ? '' : `经 ${through} `}由 ${program ?? '某个进程'}${listener.pid === undefined ? '' : `（pid ${listener.pid}）`}应答`,
    refused: ({ endpoint }) => `${place(endpoint)} 拒绝连接`,
    'timed-out': ({ endpoint }) => `${place(endpoint)} 超时`,
    unreachable: ({ endpoint }) => `到不了 ${place(endpoint)}`,
    'name-not-found': ({ name }) => `找不到名字 ${name}`,
    'proxy-error': ({ through }) => `代理 ${through} 返回错误`,
    'client-dies': ({ choice }) => zh.dies[choice.why](setting(choice.variable)),
    unknown: () => '未知',
  },
  observed: {
    answered: ({ heard: it }) => `${heard(it)}${models(it)}`,
    'proxy-error': ({ heard: it }) => `代理的错误：${heard(it)}`,
    'not-understood': ({ heard: it, isTruncated }) =>
      isTruncated ? `${heard(it)}，正文过长或过慢，没有读完` : `${heard(it)}，但不是模型服务的应答`,
    'no-answer': ({ evidence }) =>
      evidence.kind === 'no-answer' ? `${place(evidence.at)}：${failure(evidence.failure)}` : '没有应答',
    'cannot-start': () => '什么都没有发出',
    'not-asked': () => '没有尝试',
  },
  blocked: {
    'no-listener': '那里没有程序在监听',
    'no-route': '没有通往那里的路由',
    'route-refuses': '有一条路由拒绝它',
    'forwarding-off': '这个节点不转发',
    'no-way-back': '没有回程的路由',
  },
  steps: {
    'proxy-choice': ({ choice }) => {
      switch (choice.kind) {
        case 'direct':
          return choice.because.kind === 'covered'
            ? `直连：${choice.because.variable.name} 包含它（${choice.because.entry}）`
            : choice.because.kind === 'ignores-environment'
              ? '直连：这个客户端不读代理变量'
              : '直连：没有设置代理变量';
        case 'proxy':
          return `走代理 ${choice.proxy.text}：设置了 ${choice.variable.name}${
            choice.exceptions === undefined
              ? ''
              : `，${choice.exceptions.name}=${choice.exceptions.value} 没有包含它`
          }`;
        case 'dies':
          return zh.dies[choice.why](setting(choice.variable));
      }
    },
    lookup: ({ name, how, addresses }) =>
      `${name} ${addresses.length === 0 ? '找不到' : `是 ${addresses.join('、')}`}${how === 'built-in' ? '（客户端内置）' : ''}`,
    route: ({ to, via, interface: dev, gateway, table, destination }) =>
      via === 'local'
        ? `${to} 是本节点自己的地址（dev ${dev}）`
        : `路由 ${destination} dev ${dev}${gateway === undefined ? '' : ` via ${gateway}`}（表 ${table}）`,
    firewall: ({ hook, rules }) =>
      rules === 'empty' ? `防火墙 ${hook}：没有规则` : `防火墙 ${hook}：规则未知，假定放行`,
    arrives: ({ node, address, interface: dev }, name) => `到达 ${name(node)} 的 ${address}（dev ${dev}）`,
    leaves: ({ to }) => `继续前往 ${place(to)}，那台机器没有读到`,
    listener: ({ by }) =>
      `监听者 ${process({ node: by.node, listen: by.listener, ...(by.listener.pid === undefined ? {} : { pid: by.listener.pid }), ...(by.process === undefined ? {} : { name: by.process }) })}`,
    blocked: ({ why, endpoint }) => `${place(endpoint)}：${zh.blocked[why]}`,
    reply: ({ interface: dev }) => `回程：dev ${dev}`,
    relay: ({ proxy, to, node }, name) =>
      `${proxy} ${node === undefined ? '从它自己的机器' : `从 ${name(node)}`} 请求 ${to}`,
  },
  dies: {
    'bad-proxy-url': (setting) => `放弃：${setting} 不是代理地址`,
    'missing-scheme': (setting) => `放弃：${setting} 前面缺少 http://`,
    'unsupported-scheme': (setting) => `放弃：${setting} 是它不支持的代理类型`,
    'option-not-allowed': (setting) => `放弃：Node 不接受 ${setting}`,
    'invalid-url': () => '拒绝这个 URL',
    'userinfo-in-url': () => '拒绝带用户名的 URL',
    'zone-in-url': () => '拒绝地址里带接口名的 URL',
    'blocked-port': () => '拒绝这个端口：Fetch 标准禁止它',
  },
  supposing: {
    passes: '如果它放行',
    stops: '如果它拦下',
    'takes-ipv4': '如果这个 IPv6 套接字也接受 IPv4',
    'takes-ipv6-only': '如果这个 IPv6 套接字只接受 IPv6',
    forwards: '如果代理允许',
    refuses: '如果代理拒绝',
  },
  moreHelp: (command) => `详见 tongtu ${command}--help。`,
  complaints: {
    'unknown-client': ({ name, known }) => `没有名为“${name}”的客户端。已知：${known.join('、')}。`,
    'unknown-from': ({ text }) => `不能从“${text}”发问。可用 here、pid:N 或 ns:PATH。`,
    'no-such-process': ({ pid }) => `没有进程 ${pid}。`,
    'cannot-enter': ({ text }) => `无法进入 ${text}：请用 sudo 运行。`,
    'no-url': () => '哪个 URL？例如：tongtu doctor http://127.0.0.1:8000/v1',
    'no-output': () => '写到哪里？例如：tongtu snapshot -o machine.json',
    'unknown-language': ({ text }) => `没有语言“${text}”。已知：en、zh。`,
    'unknown-command': ({ text, known }) => `没有命令“${text}”。已知：${known.join('、')}。`,
    'unknown-option': ({ option }) => `没有选项 ${option}。`,
    'option-elsewhere': ({ option, command }) => `tongtu ${command} 没有选项 ${option}。`,
    'value-wanted': ({ option }) => `${option} 需要一个值。`,
    'no-value-wanted': ({ option }) => `${option} 不带值。`,
    'too-many': ({ text }) => `多了一个参数：“${text}”。`,
    snapshot: ({ path, why, where }) => {
      switch (why) {
        case 'missing':
          return `${path}：没有这个文件。`;
        case 'denied':
          return `${path}：无权读取。`;
        case 'not-a-file':
          return `${path} 不是文件。`;
        case 'too-large':
          return `${path} 太大，不像快照。`;
        case 'not-json':
          return `${path} 不是 JSON。`;
        case 'foreign':
          return `${path} 是 JSON，但不是 Tongtu 的快照。`;
        case 'newer':
          return `${path} 由更新的 Tongtu 写成，请升级。`;
        case 'malformed':
          return `${path} 是损坏的快照${where === undefined ? '' : `（位置 ${where}）`}。`;
      }
    },
    'no-consumer': ({ path }) => `${path}：快照里没有发出请求的那台机器。`,
    'not-written': ({ path, detail }) => `无法写入 ${path}：${detail}`,
    bug: ({ detail }) => `Tongtu 自己出错了，请把这一行报告给我们：${detail}`,
  },
  clientNames: { curl: 'curl', requests: 'Python requests', node: 'Node fetch' },
  words: {
    thisShell: '当前 shell',
    process: (pid) => `进程 ${pid}`,
    programAt: (program, where) => `${program}（${where}）`,
    and: list,
    shownBy: '依据',
    fix: '修复',
    because: (variable) => `因为设置了 ${variable}`,
    becauseNotCovered: (variable, covers, target) =>
      covers === undefined
        ? `因为设置了 ${variable}，又没有 NO_PROXY 排除 ${target}`
        : `因为设置了 ${variable}，而 ${covers} 没有包含 ${target}`,
    ownMachine: (target) => `代理自己那台机器上的 ${target}`,
    samePlace: (target) => `${target}，又回到这里`,
    exposes: (address) => `会开放 ${address}`,
    didYouMean: (url) => `是不是  ${url}`,
    arrives: (target, clients) => `${clients} 能访问 ${target}`,
    unclear: (target, clients) => `${clients} 访问 ${target}：无法判断`,
    unknownFacts: (facts, reason) => `${facts.join('、')}（${reason}）`,
    reason: (why, remedy) => (remedy === '' ? why : `${why}：${remedy}`),
    checks: { route: '路径', connect: '连接', models: '模型', answer: '应答', chat: '对话' },
    goesDirect: '直连：没有设置代理变量',
    goesDirectCovered: (name, entry) => `直连：${name} 中有 ${entry}`,
    goesThrough: (proxy, variable) => `经 ${proxy}（${variable}）`,
    ignoresVariables: '直连：不读代理变量',
    milliseconds,
    firstToken: (firstMs, totalMs) => `${firstMs} 后出第一个 token，${totalMs} 后全部结束`,
    noToken: '没有收到 token',
    notAsked: '没有问（--no-inference）',
    notUnderstood: '应答不是模型服务的应答',
    summary: ({ proven, suspected, warnings, facts, unknown }) => {
      const parts: string[] = [];
      if (proven > 0) parts.push(`${proven} 个原因，已证明`);
      if (suspected > 0) parts.push(`${suspected} 个怀疑`);
      if (warnings > 0) parts.push(`${warnings} 个警告`);
      if (parts.length === 0) parts.push('没有阻碍');
      parts.push(`读到 ${facts} 条事实${unknown === 0 ? '' : `，${unknown} 条未知`}`);
      return parts.join(' · ');
    },
    seconds: (s) => `${s} 秒`,
    fromSnapshot: (takenAt) => `来自 ${takenAt} 的快照`,
    unknowns: '未知',
    predicted: '预测',
    observedLabel: '实测',
    attempt: (n, of, to) => `第 ${n} 次尝试，共 ${of} 次：${to}`,
    alternative: (fact) => `有两种可能，因为不知道：${fact}`,
    restsOn: (facts) => `取决于尚不知道的：${facts.join('、')}`,
    written: (path, facts, observations) => `${path}：${facts} 条事实，${observations} 条观测`,
    collecting: '正在读取本机',
    asking: (n) => `正在试 ${n} 个请求`,
    withVersion: (client, version) =>
      version === undefined ? `${client}（这里没有找到）` : `${client} ${version}`,
  },
  help: {
    tagline: '为什么这里到不了那里？逐跳跟随一个请求，说出路上的每一处障碍。',
    doctor: '哪里坏了、为什么、怎样修',
    trace: '某个客户端的一个请求，逐跳展开',
    snapshot: '把读到和问到的写进文件',
    url: '要访问什么，例如 http://127.0.0.1:8000/v1',
    from: '谁来问：here、pid:N 或 ns:PATH',
    as: '客户端程序：curl、requests 或 node',
    json: '以 JSON 输出同样的内容',
    lang: 'en 或 zh；不给则看 LC_ALL、LC_MESSAGES、LANG',
    noColor: '不用颜色（NO_COLOR 亦可）',
    noInference: '不向模型请求 token',
    readSnapshot: '用这个快照代替本机',
    writeSnapshot: '要写的文件',
    fromOption: '从 here（默认）、pid:N 或 ns:PATH 发问',
    showHelp: '显示帮助',
    showVersion: '显示版本',
    headings: { usage: '用法', arguments: '参数', options: '选项', commands: '命令', exitCodes: '退出码' },
    exitCodes: [
      [0, '通'],
      [1, '有东西坏了'],
      [2, '看不了，或只有未知'],
      [3, '被拒绝'],
    ],
  },
};
