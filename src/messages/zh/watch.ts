import type { WatchWords } from '../watch-words.ts';

/** `doctor --watch`. */
export const watch: WatchWords = {
  state: {
    works: (url, lasting) => `${url} 正常 · 已持续 ${lasting}`,
    broken: (url, lasting) => `${url} 故障 · 已持续 ${lasting}`,
    unclear: (url, lasting) => `${url} 无法判断 · 已持续 ${lasting}`,
  },
  starting: (url) => `${url}：正在进行第一轮`,
  labels: { firstToken: '首 token', total: '总时间', errors: '错误', process: '进程', uses: '占用' },
  unknown: '–',
  quantiles: (p50, p95, max) => `p50 ${p50}，p95 ${p95}，最大 ${max}`,
  tokensPerSecond: (rate) => `${rate} token/秒`,
  errorCount: (broken, rounds, rate) => `${rounds} 轮中失败 ${broken} 轮（${rate}）`,
  failed: (broken, rate) => (broken === 0 ? '没有失败' : `失败 ${broken} 轮（${rate}）`),
  unclearCount: (count) => `${count} 轮无法判断`,
  served: (name, pid, processes) =>
    `${name ?? '未知程序'}（pid ${pid}${processes > 1 ? `，共 ${processes} 个进程` : ''}）`,
  noProcess: '本机上没有看到',
  cpu: (percent) => `CPU ${percent}`,
  memory: (size) => `内存 ${size}`,
  gpu: (load, own, device) =>
    `GPU ${[load, own, device === undefined ? undefined : `已用 ${device}`].filter((part) => part !== undefined).join('，') || '–'}`,
  worksAgain: (after) => (after === undefined ? '恢复正常' : `恢复正常，此前异常持续 ${after}`),
  worksNow: '正常',
  cannotTell: '无法判断',
  manyClients: (first, count) => `${first} 等 ${count} 个客户端`,
  momentary: (what) => `瞬时故障：${what}`,
  noCause: '没有找到原因',
  footer: (round, every, window) =>
    `第 ${round} 轮 · 每 ${every}一轮${window === undefined ? '' : ` · 时间取自最近 ${window} 轮`} · 按 Ctrl-C 结束`,
  waiting: (round, elapsed) => `第 ${round} 轮 · 已等待 ${elapsed}，还没有应答 · 按 Ctrl-C 结束`,
  whatToDo: '怎样修：tongtu doctor URL',
  noRounds: '一轮都没有完成',
  rounds: (rounds, lasting) => `${lasting}内 ${rounds} 轮`,
  duration: {
    seconds: (seconds) => `${seconds} 秒`,
    minutes: (minutes, seconds) => `${minutes} 分 ${seconds} 秒`,
    hours: (hours, minutes) => `${hours} 小时 ${minutes} 分`,
  },
  complaint: (problem) => {
    switch (problem.kind) {
      case 'not-in-range':
        return `${problem.option} 需要 ${problem.least} 到 ${problem.most} 之间的数，而不是“${problem.text}”。`;
      case 'needs-watch':
        return `${problem.option} 要配合 --watch 使用。`;
      case 'needs-url':
        return '持续检查哪个 URL？例如：tongtu doctor http://127.0.0.1:8000/v1 --watch';
      case 'of-snapshot':
        return '快照不会变化，无法持续观察。';
    }
  },
  help: {
    watch: '重复检查，直到按 Ctrl-C；有一轮失败则退出码为 1',
    every: '配合 --watch：两轮的间隔，至少 1 秒（默认 5）',
    rounds: '配合 --watch：做完这么多轮就结束',
  },
};
