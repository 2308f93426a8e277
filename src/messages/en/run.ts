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
      return 'Which command? For example: tongtu run -- curl http://127.0.0.1:8000/v1/models';
    case 'no-launcher':
      return 'Only the launcher can become the command. Start it as ./tongtu run -- COMMAND';
    case 'not-found':
      return problem.program.includes('/')
        ? `There is no file ${problem.program}`
        : `There is no command in PATH that is called ${problem.program}`;
    case 'not-executable':
      return `Not executable (chmod +x makes it so): ${problem.program}`;
    case 'directory':
      return `This is a directory: ${problem.program}`;
    case 'not-an-address':
      return '--proxy wants an address such as http://10.0.0.2:3128.';
    case 'unknown-scheme':
      return `--proxy: ${problem.scheme}:// is no kind of proxy. Known: http, https, socks5, socks5h, socks4, socks4a.`;
    case 'not-spoken':
      return `--proxy: ${KINDS[problem.by]} cannot use a ${problem.scheme}:// proxy from its environment. Give it an http:// one.`;
  }
};

/** English. */
export const run: RunWords = {
  help: 'run one command, direct to this machine',
  command: 'the command and its arguments, after --',
  proxyOption: 'a proxy for everything else, for this command only',
  showOption: 'show what would change, and run nothing',
  complaint,
  kinds: KINDS,
  list: (items) => items.join(', '),
  runs: (program, as) =>
    as === undefined ? `${program}: may be any client` : program === as ? program : `${program}: ${as}`,
  adds: (entries) => `also holds ${entries}`,
  isSet: (value, before) =>
    before === undefined ? `is set to ${value}` : `is set to ${value} instead of ${before}`,
  same: 'is set to the same',
  isRemoved: (before) => `is taken away (${before})`,
  noProxy: 'Nothing changes: no proxy variable is set, so everything goes direct.',
  enough: (hosts) => `Nothing changes: NO_PROXY holds this machine already (${hosts}).`,
  direct: 'This machine is reached directly; all else goes as the variables say.',
  dropped: (entries) => `Left out, since Python's httpx ends when it reads it: ${entries}`,
  partly: (scheme) =>
    scheme.startsWith('socks')
      ? `Of Python's libraries, urllib and aiohttp cannot use a ${scheme}:// proxy; requests needs the package PySocks for it, and httpx (openai) gives up without socksio, even where it would go direct: pip install 'httpx[socks]' 'requests[socks]'`
      : `Of Python's libraries, urllib and aiohttp cannot use a ${scheme}:// proxy.`,
  spare:
    "ALL_PROXY is not needed beside http_proxy and https_proxy, and Python's httpx gives up at a SOCKS proxy unless socksio is installed.",
  underSudo:
    'Started by sudo, which drops the proxy variables of your shell. To keep them: sudo --preserve-env=http_proxy,https_proxy,no_proxy COMMAND',
  lost: (name) =>
    `the command does not get ${name}: no shell hands on such a name, and its value may not be seen`,
  sudo: 'sudo hands no proxy variable on unless it is told to: sudo --preserve-env=http_proxy,https_proxy,no_proxy COMMAND',
};
