import type { Catalogue } from '../catalogue.ts';
import { milliseconds } from '../notation.ts';
import { config } from './config.ts';
import { explainNotes } from './explain-notes.ts';
import { keys } from './keys.ts';
import { gapAfter, list } from './phrases.ts';
import { run } from './run.ts';
import { watch } from './watch.ts';

const NOT_WRITTEN = {
  'no-such-folder': '没有这个目录',
  denied: '没有权限',
  'not-a-file': '它不是文件',
  'no-space': '磁盘已满',
  other: '磁盘拒绝写入',
} as const;

/** Everything around: headings, checks, complaints, help. */
export const screens: Pick<Catalogue, 'complaints' | 'clientNames' | 'words' | 'help'> = {
  complaints: {
    'unknown-client': ({ name, known }) => `没有名为“${name}”的客户端。可用：${known.join('、')}。`,
    'unknown-from': ({ text }) => `不能从“${text}”发起请求。可用：here、pid:N、ns:PATH。`,
    'no-such-process': ({ pid }) => `没有进程 ${pid}。`,
    'cannot-enter': ({ text }) => `${text} 不是网络命名空间，或需要 sudo 才能进入。`,
    'no-url': ({ command }) =>
      `哪个 URL？例如：tongtu ${command}${command === 'trace' ? ' here' : ''} http://127.0.0.1:8000/v1`,
    'from-with-snapshot': () => '对快照只能从 here 发起请求：它只含一个请求方。',
    'one-client': () => 'trace 只跟随一个客户端；要比较几个请用 doctor。',
    'no-output': () => '写到哪里？例如：tongtu snapshot -o machine.json',
    'unknown-language': ({ text }) => `没有语言“${text}”。可用：en、zh。`,
    'unknown-command': ({ text, known }) => `没有命令“${text}”。可用：${known.join('、')}。`,
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
    'no-consumer': () =>
      '无法读取发起请求的一方：它的环境变量属于别的用户（请用 sudo 运行），或不在这个快照里。',
    'not-written': ({ path, why }) => `无法写入 ${path}：${NOT_WRITTEN[why]}。`,
    run: ({ problem }) => run.complaint(problem),
    explain: ({ problem }) => explainNotes.complaint(problem),
    watch: ({ problem }) => watch.complaint(problem),
    config: ({ problem }) => config.complaint(problem),
    'key-variable': ({ problem }) => keys.complaint(problem),
    bug: ({ detail }) => `Tongtu 自己出错了，请把这一行报告给我们：${detail}`,
  },
  clientNames: {
    curl: 'curl',
    requests: 'Python requests',
    httpx: 'Python httpx',
    aiohttp: 'aiohttp',
    'aiohttp-trust-env': 'aiohttp（trust_env=True）',
    node: 'Node fetch',
  },
  words: {
    thisShell: '当前 shell',
    process: (pid) => `进程 ${pid}`,
    processPid: (name, pid) => (pid === undefined ? name : `${name}（pid ${pid}）`),
    unnamedNode: (inode) => `命名空间 ${inode}`,
    programAt: (program, where) => `${program}（${where}）`,
    and: list,
    shownBy: '依据',
    fix: '修复',
    nameWithPlace: (name, place) => `${name}（${place}）`,
    because: (variable) => `因为设置了 ${variable}`,
    becauseNotCovered: (variable, covers, target) =>
      covers === undefined
        ? `因为设置了 ${variable}，又没有设置 NO_PROXY`
        : `因为设置了 ${variable}，而 ${covers} 没有包含 ${target}`,
    ownMachine: (target) => `代理自己那台机器上的 ${target}`,
    samePlace: (target) => `${target}，又回到这里`,
    didYouMean: (url) => `是不是  ${url}`,
    arrives: (target, clients) => `${clients}${gapAfter(clients)}能访问 ${target}`,
    unclear: (target, clients) => `${clients}${gapAfter(clients)}访问 ${target}：无法判断`,
    factsOf: (count, node) => `${node} 的 ${count} 条事实`,
    unknownFacts: (facts, reason) => `${facts.join('、')}（${reason}）`,
    reason: (why, remedy) => (remedy === '' ? why : `${why}：${remedy}`),
    checks: { route: '路径', connect: '连接', models: '模型', answer: '应答', chat: '对话' },
    goesDirect: '直连：没有它会读的代理变量',
    goesDirectCovered: (name, entry) => `直连：${name} 中有 ${entry}`,
    goesThrough: (proxy, variable) => `经 ${proxy}（${variable}）`,
    ignoresVariables: '直连：不读代理变量',
    milliseconds,
    firstToken: (firstMs, totalMs) => `${firstMs} 后出第一个 token，${totalMs} 后全部结束`,
    noToken: '没有收到 token',
    summary: ({ isUnclear, proven, suspected, warnings, facts, unknown }) => {
      const parts: string[] = [];
      if (proven > 0) parts.push(`${proven} 个原因，已证实`);
      if (suspected > 0) parts.push(`${suspected} 个疑似原因`);
      if (warnings > 0) parts.push(`${warnings} 个警告`);
      if (isUnclear) parts.push('没有找到原因，但并非一切正常');
      else if (parts.length === 0) parts.push('没有阻碍');
      parts.push(`读到 ${facts} 条事实${unknown === 0 ? '' : `，${unknown} 条未知`}`);
      return parts.join(' · ');
    },
    seconds: (s) => `${s} 秒`,
    fromSnapshot: (takenAt) => `来自 ${takenAt} 的快照`,
    unknowns: '未知',
    predicted: '预测',
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
    doctor: '哪里坏了、为什么、怎样修；不带 URL 就查看全部',
    trace: '某个客户端的一个请求，逐跳展开',
    snapshot: '把读到和问到的写进文件',
    url: '要访问什么：http://127.0.0.1:8000/v1，或 tongtu.yaml 里的名字',
    withoutUrl: '不写就查看这里所有要访问的；写 FILE.yaml 就只查看它声明的',
    from: '从哪里发起请求：here、pid:N、ns:PATH，或 tongtu.yaml 里的意图',
    as: '客户端，可用逗号列出多个：curl、requests、httpx、node、aiohttp、aiohttp-trust-env；openai 把 URL 当作 base_url',
    model: '将要请求的模型',
    json: '以 JSON 输出同样的内容',
    lang: 'en 或 zh；不给则看 LC_ALL、LC_MESSAGES、LANG',
    noColor: '不用颜色（NO_COLOR 亦可）',
    noInference: '不向模型请求 token',
    readSnapshot: '用这个快照代替本机',
    writeSnapshot: '要写的文件',
    fromOption: '从 here（默认）、pid:N 或 ns:PATH 发起请求',
    showHelp: '显示帮助',
    showVersion: '显示版本',
    headings: { usage: '用法', arguments: '参数', options: '选项', exitCodes: '退出码' },
    exitCodes: [
      [0, '通'],
      [1, '存在故障'],
      [2, '看不了，或只有未知'],
      [3, '被拒绝'],
    ],
  },
};
