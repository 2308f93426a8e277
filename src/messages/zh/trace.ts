import type { Catalogue } from '../catalogue.ts';
import { diesFor, place, setting } from '../notation.ts';
import { failureAfter, heard, models, process } from './phrases.ts';

const NOT_UNDERSTOOD = {
  control: '其中夹带了终端会执行的控制字符，已去掉',
  truncated: '正文过长或过慢，没有读完',
  'no-model-list': '但不是模型服务的应答',
} as const;

/** What happens to a request, step by step. */
export const trace: Pick<Catalogue, 'verdicts' | 'observed' | 'blocked' | 'steps' | 'dies' | 'supposing'> = {
  verdicts: {
    answered: ({ by: { listener, process: program }, through }) =>
      `${through === undefined ? '' : `经 ${through} `}由 ${program ?? '某个进程'}${listener.pid === undefined ? '' : `（pid ${listener.pid}）`}应答`,
    refused: ({ endpoint }) => `${place(endpoint)} 拒绝连接`,
    'timed-out': ({ endpoint }) => `${place(endpoint)} 超时`,
    unreachable: ({ endpoint }) => `到不了 ${place(endpoint)}`,
    'name-not-found': ({ name }) => `找不到名字 ${name}`,
    'proxy-error': ({ through }) => `代理 ${through} 返回错误`,
    'client-dies': ({ choice }) => trace.dies[choice.why](setting(choice.variable), diesFor(choice)),
    unknown: () => '未知',
  },
  observed: {
    answered: ({ heard: it }) => `${heard(it)}${models(it)}`,
    'proxy-error': ({ heard: it }) => `代理的错误：${heard(it)}`,
    'not-understood': ({ heard: it, why }) => `${heard(it)}，${NOT_UNDERSTOOD[why]}`,
    'no-answer': ({ evidence }) =>
      evidence.kind === 'no-answer'
        ? `${place(evidence.at)}：${failureAfter(evidence.failure, evidence.tookMs)}`
        : '没有应答',
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
              : '直连：没有它会读的代理变量';
        case 'proxy':
          return `走代理 ${choice.proxy.text}：设置了 ${choice.variable.name}${
            choice.exceptions === undefined
              ? ''
              : `，${choice.exceptions.name}=${choice.exceptions.value} 没有包含它`
          }`;
        case 'dies':
          return trace.dies[choice.why](setting(choice.variable), diesFor(choice));
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
    blocked: ({ why, endpoint }) => `${place(endpoint)}：${trace.blocked[why]}`,
    reply: ({ interface: dev }) => `回程：dev ${dev}`,
    relay: ({ proxy, to, node }, name) =>
      `${proxy} ${node === undefined ? '从它自己的机器' : `从 ${name(node)}`} 请求 ${to}`,
  },
  dies: {
    'bad-proxy-url': (setting) => `放弃：${setting} 不是代理地址`,
    'missing-scheme': (setting) => `放弃：${setting} 前面缺少 http://`,
    'unsupported-scheme': (setting) => `放弃：${setting} 是它不支持的代理类型`,
    'missing-package': (setting, part) =>
      `放弃：${setting} 指定了 SOCKS 代理，而它所需的 Python 包 ${part} 没有安装`,
    'bad-no-proxy-entry': (setting, part) => `放弃（无论请求什么地址）：它读不懂 ${setting} 里的 ${part}`,
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
};
