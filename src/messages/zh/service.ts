import type { ServiceWords } from '../service-words.ts';
import { keys } from './keys.ts';
import { answerer, models, process } from './phrases.ts';

const SLIPS: Readonly<Record<string, string>> = {
  'doubled-version': '版本号写了两遍',
  endpoint: '里面已经写了接口名，客户端还会再加一次',
  'no-version': '缺少版本号',
  'other-api': '那是另一种 API 的路径',
};

const NAMES: Readonly<Record<string, string>> = {
  'leading-slash': '少了开头的斜杠',
  case: '大小写不同',
  path: '前面的路径不同',
};

export const service: ServiceWords = {
  causes: {
    'port-conflict': ({ target, kind, process: name, speaks, other }, clients) => {
      const who = name || '另一个程序';
      if (kind === 'instance')
        return `${clients}：有两个程序占着这个端口：${target} 通到 ${who}，${other} 通到另一个，两边的模型不同`;
      if (kind === 'page') return `${clients}：${target} 上是 ${who} 的网页，不是模型服务`;
      return speaks === 'unknown'
        ? `${clients}：${target} 被 ${who} 占用，它在这个端口上说的不是 HTTP`
        : `${clients}：${target} 被 ${who} 占用，它在这个端口上说的是 ${speaks}，不是 HTTP`;
    },
    'service-silent': ({ target, how, to, process: name }, clients) => {
      const who = name || '服务';
      const what = to === 'chat' ? '对话请求' : '请求';
      if (how === 'silent') return `${clients}：${target} 的 ${who} 收下了${what}，却一直不应答`;
      return how === 'reset'
        ? `${clients}：${target} 的 ${who} 收下了${what}，随后重置了连接`
        : `${clients}：${target} 的 ${who} 收下了${what}，什么也没说就断开了`;
    },
    'wrong-path': ({ target, path, asked, base, slip }, clients) =>
      `${clients}：${target} 上没有 ${asked}，它的 API 在 ${base} 下面${path === '' || path === '/' ? '' : `：${SLIPS[slip ?? ''] ?? ''}`}`,
    'wrong-model': ({ target, model, nearest, slip }, clients) => {
      if (nearest === '') return `${clients}：请求的模型是 ${model}，而 ${target} 一个模型也没有`;
      const why = NAMES[slip ?? ''];
      return why === undefined
        ? `${clients}：${target} 没有名为 ${model} 的模型`
        : `${clients}：${target} 没有名为 ${model} 的模型，有的是 ${nearest}：${why}`;
    },
    unauthorized: ({ target, key, holder, place }, clients) => {
      if (key === 'refused')
        return `${clients}：${target} 的服务不接受${place === 'argument' ? `命令行里 ${holder} 后面` : ` ${holder} 里`}的 key`;
      return key === 'unset'
        ? `${clients}：${target} 的服务要求 API key，而 ${holder} 没有设置`
        : `${clients}：${target} 的服务要求 API key`;
    },
    forbidden: ({ target, why, host }, clients) =>
      why === 'host-check'
        ? `${clients}：${target} 的服务返回 403，因为它不认主机名 ${host}`
        : `${clients}：${target} 的服务返回 403，不是代理返回的`,
    'service-error': ({ target, status, to, who, program }, clients) => {
      if (who === 'proxy-between')
        return `${clients}：${target} 上的 ${program} 返回 ${status}：它是反向代理，后面的服务没有应答`;
      if (to === 'chat') return `${clients}：${target} 的服务能列出模型，但对话请求返回 ${status}`;
      return `${clients}：${target} 的服务自己返回了错误 ${status}`;
    },
  },
  evidence: {
    serves: ({ models: ids, total }) =>
      total === 0
        ? '它没有提供任何模型'
        : `它提供的模型：${ids.join('、')}${total > ids.length ? `，另有 ${total - ids.length} 个` : ''}`,
    'first-bytes': ({ bytes, speaks }) =>
      speaks === 'unknown' ? `它发来的是“${bytes}”` : `它发来的是“${bytes}”，这是 ${speaks}`,
    'variable-elsewhere': ({ name, value, by, its }) =>
      its === undefined
        ? `这里设置了 ${name}=${value}，但 ${process(by)}启动时没有它`
        : `这里设置了 ${name}=${value}，但 ${process(by)}启动时的值是 ${its}`,
    'started-with': ({ name, value, by }) =>
      `${process(by)}启动时带着 ${value === '' ? name : `${name}=${value}`}`,
    'key-sent': ({ from, isOtherThanServers }) =>
      `请求${keys.sent(from)}${isOtherThanServers === true ? '，它和服务启动时用的 key 不一样' : ''}`,
    'control-host': ({ host, heard: it }) =>
      `同样的请求换成“Host: ${host}”：由${answerer(it, undefined)}返回 ${it.status}${models(it)}`,
  },
  fixes: {
    'use-model': () => '改用它提供的模型：',
    'rewrite-host': () => '让转发这个名字的程序把下面的 Host 头发给服务：',
    'look-at-upstream': () => '看后面的服务是否在运行，以及反向代理把请求转到了哪里：',
    'look-at-log': () => '看服务自己的日志：它可能还在加载，或卡住了',
    'bind-address': ({ exposes, isKeyless }) =>
      exposes === undefined
        ? '或改在那个地址上启动服务：'
        : isKeyless === true
          ? `或改在那个地址上启动服务；这样凡是能到 ${exposes} 的都能访问它，而它没有 API key：`
          : `或改在那个地址上启动服务；这样凡是能到 ${exposes} 的都能访问它，请设置 API key：`,
    'bind-everywhere': ({ exposes, isKeyless }) =>
      `或监听本机的所有地址，这样会开放 ${exposes ?? '它的所有网络'}；${isKeyless === true ? '它没有 API key，必须由防火墙挡住' : '务必设置 API key'}：`,
    'start-without-variable': () => '启动时去掉那个变量，它会让服务自己先占用这个端口：',
    'start-without-proxy': () => '这样启动服务，让它访问自己时直连：',
    'send-key': () => '带上 key：',
    'correct-key': () => '把它改成服务自己的 key，可以问运行服务的人',
    'try-key': () => '如果这里已设置的 key 就是给这个服务用的，带上它再查一次：',
  },
};
