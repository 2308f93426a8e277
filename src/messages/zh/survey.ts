import type { SurveyWords } from '../survey-words.ts';
import { gapAfter, list } from './phrases.ts';

const andMore = (items: readonly string[], more: number): string =>
  more === 0 ? list(items) : `${items.join('、')}${gapAfter(items.at(-1) ?? '')}等 ${items.length + more} 个`;

const HINT = '要查看某个 URL：tongtu doctor http://127.0.0.1:8000/v1';

export const survey: SurveyWords = {
  who: (name, pid) => `${name}（pid ${pid}）`,
  by: (who, what) => `${who}：${what}`,
  labels: { found: '来自', also: '还有', more: '详情' },
  foundInArgument: (argument, url) =>
    argument === '' ? url : argument.endsWith('=') ? argument + url : `${argument} ${url}`,
  foundInVariable: (name, url) => `${name}=${url}`,
  foundListening: (url) => `正在监听的服务：${url}`,
  foundListeningIn: (url, node) => `${node} 里正在监听的服务：${url}`,
  foundDeclared: (name, url) => `tongtu.yaml：${name} ${url}`,
  sameIn: (pids, more) => `pid ${andMore(pids.map(String), more)} 也是如此`,
  also: andMore,
  connected: (to, count, isAnswered) =>
    isAnswered ? `有 ${count} 个到 ${to} 的连接` : `有 ${count} 个到 ${to} 的连接请求尚无回应`,
  answering: (services, more) => {
    const what = andMore(services, more);
    return `${what}${gapAfter(what)}应答正常`;
  },
  placeIn: (place, node) => `${node} 里的 ${place}`,
  service: (place, program, models) => {
    const name = program === '' ? place : `${program} ${place}`;
    const [first] = models;
    if (first === undefined) return name;
    return models.length === 1 ? `${name}（${first}）` : `${name}（${first} 等 ${models.length} 个模型）`;
  },
  unclear: (targets, more) => `无法判断：${andMore(targets, more)}`,
  unseen: {
    denied: (isRoot) =>
      isRoot
        ? '部分进程要访问什么（root 也没有读取权限）'
        : '其他用户的进程要访问什么（没有读取权限：请用 sudo 运行）',
    processes: (count) => `另外 ${count} 个进程要访问什么（只查看最近启动的进程）`,
    silent: (places, more) =>
      `${andMore(places, more)}${more === 0 ? ' ' : ''}接受连接却不应答，无法判断是什么程序`,
    notAsked: (places, more) => `${andMore(places, more)}（没有询问）`,
  },
  moreCauses: (count) => `另有 ${count} 个原因，--json 会全部列出`,
  nothing: `这里没有发现 AI 服务，也没有发现指向 AI 服务的进程。${HINT}`,
  nothingDeclared: `这个文件没有声明要访问的服务。${HINT}`,
  summary: ({
    causes,
    suspected,
    warnings,
    isUnclear,
    services,
    processes,
    notModelled,
    askedAlone,
    leftOut,
    isListOnly,
  }) =>
    [
      causes + suspected + warnings > 0 ? '' : isUnclear ? '没有找到原因' : '没有发现障碍',
      causes === 0 ? '' : `${causes} 个原因，已证实`,
      suspected === 0 ? '' : `${suspected} 个疑似原因`,
      warnings === 0 ? '' : `${warnings} 个警告`,
      `查看了 ${services} 个服务和 ${processes} 个进程`,
      notModelled === 0 ? '' : `另有 ${notModelled} 个进程的客户端 Tongtu 还不认识`,
      askedAlone.length === 0 ? '' : `需要按名字单独查看：${list(askedAlone)}`,
      leftOut === 0 ? '' : `另有 ${leftOut} 个意图没有检查`,
      isListOnly ? '只查询了模型列表，没有向模型请求生成：tongtu doctor URL 会请求一个 token' : '',
    ]
      .filter((part) => part !== '')
      .join(' · '),
  ofOne: (who, text) => `${who}：${text}`,
};
