import type { RunComplaint, RunWords } from '../run-words.ts';

const KINDS: RunWords['kinds'] = {
  curl: 'curl',
  wget: 'wget',
  python: 'Python',
  node: 'Node',
  npm: 'npm',
  go: 'Go',
  rust: 'Rust',
};

const complaint = (problem: RunComplaint): string => {
  switch (problem.kind) {
    case 'no-command':
      return '要运行哪条命令？例如：tongtu run -- curl http://127.0.0.1:8000/v1/models';
    case 'no-launcher':
      return '只有启动脚本才能变成这条命令。请用 ./tongtu run -- 命令 启动';
    case 'not-found':
      return problem.program.includes('/')
        ? `没有这个文件：${problem.program}`
        : `在 PATH 中找不到这条命令：${problem.program}`;
    case 'not-executable':
      return `没有执行权限（可用 chmod +x 加上）：${problem.program}`;
    case 'directory':
      return `这是一个目录：${problem.program}`;
    case 'not-an-address':
      return '--proxy 需要一个代理地址，例如 http://10.0.0.2:3128。';
    case 'unknown-scheme':
      return `--proxy：没有 ${problem.scheme}:// 这种代理。可用的有 http、https、socks5、socks5h、socks4、socks4a。`;
    case 'not-spoken':
      return `--proxy：${KINDS[problem.by]} 无法使用环境变量里的 ${problem.scheme}:// 代理，请换成 http:// 代理。`;
  }
};

/** 简体中文。 */
export const run: RunWords = {
  help: '运行一条命令，访问本机时直连',
  command: '要运行的命令及其参数，写在 -- 之后',
  proxyOption: '其余请求走这个代理，只对这条命令生效',
  showOption: '只显示会改变什么，不运行',
  complaint,
  kinds: KINDS,
  list: (items) => items.join('、'),
  runs: (program, as) =>
    as === undefined ? `${program}：可能是任何客户端` : program === as ? program : `${program}：${as}`,
  adds: (entries) => `另外包含 ${entries}`,
  isSet: (value, before) => (before === undefined ? `设为 ${value}` : `由 ${before} 改为 ${value}`),
  same: '同上',
  isRemoved: (before) => `被移除（原为 ${before}）`,
  noProxy: '什么都不会变：没有设置代理变量，所有请求本来就直连。',
  enough: (hosts) => `什么都不会变：NO_PROXY 已经包含本机（${hosts}）。`,
  direct: '于是访问本机时直连，其余请求仍按代理变量走。',
  dropped: (entries) => `对这条命令去掉，因为 Python 的 httpx 读到就会崩溃：${entries}`,
  partly: (scheme) =>
    scheme.startsWith('socks')
      ? `Python 的各个库中，urllib 和 aiohttp 用不了 ${scheme}:// 代理；requests 需要装 PySocks；httpx（openai）没装 socksio 就会直接报错退出，哪怕本该直连：pip install 'httpx[socks]' 'requests[socks]'`
      : `Python 的各个库中，urllib 和 aiohttp 用不了 ${scheme}:// 代理。`,
  spare:
    '已有 http_proxy 和 https_proxy，用不到 ALL_PROXY；而没装 socksio 时，Python 的 httpx 一见到 SOCKS 代理就会报错退出。',
  underSudo:
    '当前由 sudo 启动，而 sudo 不传递你 shell 里的代理变量。要保留，请写明：sudo --preserve-env=http_proxy,https_proxy,no_proxy 命令',
  lost: (name) => `命令得不到变量 ${name}：shell 不传递这样的名字，而它的值不宜让别人看到`,
  sudo: 'sudo 默认不传递代理变量，需要写明：sudo --preserve-env=http_proxy,https_proxy,no_proxy 命令',
};
