import type { ExplainWords } from '../explain-words.ts';
import { placeOfParams } from '../explain-words.ts';
import { headlines } from './explain-headlines.ts';

type Named = Parameters<typeof placeOfParams>[0];

const at = (params: Named): string => placeOfParams(params) ?? '所请求的地址';
/** No blank between two Chinese characters, where a place that is not named leaves one. */
const tight = (text: string): string => text.replace(/(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])/g, '');

const proxyOf = ({ proxy }: Named): string => (proxy === undefined ? '代理' : `代理 ${proxy} `);

const shows: ExplainWords['shows'] = {
  'packets-travel': () => '对方立即回了一个 reset：包能到达，也能回来',
  'nothing-accepts-there': () => '恰好在那个地址和端口上没有程序接受连接，或者是防火墙代为拒绝',
  'no-packet-back': () => '时限内没有任何包回来，既不是“行”也不是“不行”',
  'not-a-refusal': () => '这不是拒绝：机器开着、又没有被拦住的话，会立即拒绝',
  'told-no-way': () =>
    '系统被告知、或自己知道没有路通往那台机器：ARP 无人应答，路由写着 unreachable，或防火墙以 host-prohibited 拒绝（firewalld 就这样做）',
  'no-route-here': () => '本机自己的路由表没有通往那里的路，一个包也没有发出去',
  'was-connected': () => '连接已经建立：那里有程序在监听',
  'reset-midway': () => '对方或中间的某个东西用 reset 切断了它',
  'closed-midway': () => '应答还没完，连接就断了',
  'closed-at-once': () => '一个字节的应答都没有就关闭了',
  'stayed-silent': () => '之后在允许的时间内没有等到应答',
  'limit-ran-out': ({ after }) => `到了时限${after === undefined ? '' : `（${after}）`}`,
  'this-machine-forbids': () => '是本机自己不让它出去：出站防火墙规则、prohibit 路由、SELinux 或沙箱',
  'no-reason-given': () => '连接没有建立，消息里没有说原因',
  'program-not-reached': (params) => tight(`命令行程序没有连上它自己的服务端 ${at(params)}`),
  'name-has-no-address': () => '问过解析器了，它没有这个名字的地址',
  'resolver-did-not-answer': () => '没有 DNS 服务器给出答复（EAI_AGAIN）：问题在解析器，不在这个名字',
  'resolver-is-not-there': ({ resolver }) =>
    `域名是向 ${resolver ?? '某个解析器'} 查询的，而那里没有程序应答`,
  'about-the-proxy': (params) => tight(`说的是去${proxyOf(params)}的这一段，不是所请求的目标`),
  'proxy-was-reached': (params) => tight(`已经到达${proxyOf(params)}，是它自己在应答`),
  'proxy-speaks': () => '说话的是代理：请求确实被送去了代理',
  'proxy-wants-password': () => '它要用户名和密码（407）；只有代理会这样说',
  'proxy-rules-refuse': () => '代理自己的规则不放行这个请求',
  'proxy-dialled': (params) => tight(`代理从它自己的机器去连 ${at(params)}，在那里失败了`),
  'proxy-looked-up': () => '代理用它自己的解析器查这个名字，没有得到地址',
  'own-loopback': ({ host }) =>
    `向代理请求 ${host ?? '127.0.0.1'}，指的是代理自己那台机器，不是你的：服务可能好好的`,
  'nothing-was-sent': () => '什么都没有发出去：程序在连接之前就放弃了',
  'value-is-no-proxy': ({ proxy, detail }) =>
    `某个代理设置或 NO_PROXY 里的某一项不是地址${proxy === undefined && detail === undefined ? '' : `：${proxy ?? detail}`}`,
  'scheme-not-spoken': ({ proxy, detail }) =>
    `某个代理设置指定了这个程序不支持的代理类型${proxy === undefined && detail === undefined ? '' : `：${proxy ?? detail}`}`,
  'package-missing': () =>
    '某个代理设置（常常是 ALL_PROXY）指定了 SOCKS 代理，而支持 SOCKS 的 Python 包没有安装',
  'no-socks-answer': () => '那个端口上应答的程序不说 SOCKS；把 HTTP 代理的端口写成 socks:// 就会这样',
  'plain-proxy': () => '代理写成了 https://，而它的端口只说普通 http：前面应写 http://',
  'asked-itself': () =>
    '程序访问自己在 localhost 上的页面，没有得到正常应答；多半是代理变量把这个请求送去了代理',
  'windows-proxy-not-mirrored': () =>
    'Windows 用的是它自己 localhost 上的代理；WSL 的 NAT 模式下 Linux 到不了那个地址，也不会被告知',
  'nat-instead': () => 'WSL 改用 NAT：Linux 的 127.0.0.1 和 Windows 的不是同一处，地址重启后还会变',
  'gateway-dialled': (params) => tight(`网关（反向代理）收到请求后去连 ${at(params)}`),
  'selinux-likely': () => '内核禁止网关建立这个连接；SELinux 会这样（setsebool httpd_can_network_connect）',
  'certificate-came': () => '双方说了 TLS，也收到了证书',
  'issuer-not-known': ({ detail }) =>
    `这里不信任它的签发者${detail === undefined ? '' : `（${detail}）`}：自签名证书、公司自己的 CA，或拆解 TLS 的代理`,
  'other-name': ({ host }) => tight(`证书是签给别的名字的，不是 ${host ?? '所请求的名字'}`),
  'out-of-date': () => '证书已过期或尚未生效；本机时钟不准也会这样',
  'speaks-plain': () => '这边开始 TLS，回来的却是明文：用 https:// 请求了 http 端口',
  'speaks-tls': () => '用普通 http 请求了只说 TLS 的端口：应写 https://',
  'no-tls-came-about': () => 'TLS 握手没有成功',
  'own-tls-files': () => '程序自己的证书文件或 TLS 设置不能用',
  'answers-no-http': () => '那里的应答不是所要的 HTTP：可能是别的服务，或者是 TLS',
  'answers-no-json': ({ detail }) =>
    `内容不是 JSON，而是${detail === undefined ? '别的东西，常常是一个 HTML 页面，或者是空的' : ` ${detail}`}`,
  circle: () => '应答把客户端送来送去，一直在兜圈子',
  'somebody-answered': ({ status }) => `连接是通的，有程序应答${status === undefined ? '' : `了 ${status}`}`,
  'went-to-proxy': () => '请求是发给代理的，所以应答可能是代理自己的',
  'wants-key': () => '它要 key 或密码；即使带了，也没有被接受',
  'understood-and-refused': () => '它看懂了请求，但拒绝处理',
  'path-unknown': () => '应答的程序在这个路径上什么也没有',
  'model-unknown': ({ model }) =>
    `服务是好的，只是没有${model === undefined ? '这个名字的模型' : `叫“${model}”的模型`}；名字要逐字一致`,
  'gateway-got-nothing': () => '这个状态码多半是代理或网关说的：它自己没有得到正常应答',
  'service-failed': () => '应答的程序在它那一边出错了',
  'headers-of-another': () => '应答里缺少真正站点会带的头：中间有代理、镜像或登录页面',
  'no-url': () => '这个 URL 无法拆解',
  'no-scheme': () => 'URL 前面缺少 http:// 或 https://，或写了别的协议',
  'port-blocked': () => 'Fetch 标准禁止浏览器和 Node fetch 访问这个端口；curl 则会去请求',
  'cluster-variable': ({ detail }) =>
    `Kubernetes 为每个服务设置形如 NAME_PORT=${detail ?? 'tcp://…'} 的变量，程序把它当成了自己的设置`,
  'port-is-held': (params) => tight(`${at(params)} 已被别的套接字占着`),
  'address-not-here': (params) => `本机没有哪个接口有地址 ${params.host ?? '（所写的那个）'}`,
  'may-not-bind': () => '这个用户不能占用该端口：1024 以下需要 root 或相应的 capability',
  'family-off': () => '这里关闭了 IPv6，或所写的那个地址族',
  'port-not-published': () => 'Docker 没能为容器建立发布的端口',
  'rule-dropped': (params) => tight(`本机的一条防火墙规则丢弃了发往 ${at(params)} 的包，并记了日志`),
  'two-rule-sets': () => '规则分在两处：旧的 iptables 和 nft；只看其中一处看不到另一处',
  'config-shape': () => '~/.docker/config.json 的 proxies 里应有 default，其中再写 httpProxy，而不是直接写值',
  'gave-up': ({ exit }) => `程序放弃了${exit === undefined ? '' : `（退出码 ${exit}）`}`,
  'it-answers': () => '它有应答，而且正常',
  'only-the-tunnel': () => '代理建立了隧道：这个 200 是对 CONNECT 的答复，不是服务的应答',
  'tcp-only': () => 'TCP 连接被接受了',
};

const doesNotShow: ExplainWords['doesNotShow'] = {
  'other-port-or-address': () => '服务是不是在别的端口上，或只监听别的地址（127.0.0.1、::1）',
  'who-sent-reset': () => 'reset 是那台机器自己发的，还是它前面的防火墙发的',
  'where-lost': () => '包丢在哪里：丢包的防火墙、写错的地址、没开的机器，还是回来的路',
  'which-firewall': () => '是 ufw 的问题：单纯丢弃会超时，单纯拒绝会是“拒绝连接”',
  'target-or-proxy': () => '这个地址是服务本身，还是程序被要求使用的代理',
  'asked-from-where': ({ host }) => `从哪里请求的：在容器里，${host ?? '127.0.0.1'} 就是容器自己`,
  'service-state': () => '服务本身有没有运行、好不好',
  'who-closed': () => '是谁断开的：服务，还是中间的代理、端口转发或防火墙',
  'still-working': () => '它是不是还在忙：模型正在加载或思考很久，看起来也一样',
  'which-phase': () => '当时在等什么：解析名字、建立连接，还是等应答',
  why: () => '原因',
  'which-resolver': () => '是哪个 DNS 服务器没有回应，通往它的网络好不好',
  'name-elsewhere': () => '这个名字在别处能不能解析：容器、VPN 或另一台机器的 hosts 文件',
  'which-setting': () => '代理设置是从哪里来的：环境变量、shell 配置、systemd 单元，还是配置文件',
  'proxy-elsewhere': () => '代理是不是在别的地址或端口上',
  'which-rule': () => '是哪一条规则',
  'who-answered': () => '是谁发的：文本里看不出是服务，还是中间的代理',
  'through-proxy': () => '请求有没有经过代理',
  'what-it-sent': () => '实际发来的是什么；看它的第一行就知道',
  'which-path': () => '怎样才对：多写或少写了 /v1，还是这个端口上是别的服务',
  'which-models': () => '提供的是哪些模型',
  'who-holds-it': () => '是哪个程序占着',
  'right-service': () => '这是不是想要的那个服务',
  'man-between': () => '中间是不是有代理，出示的是它自己的证书',
  'password-right': () => '是没有带，还是带错了',
  'reachable-otherwise': () => '换一个地址能不能到',
};

const NOT_READ = {
  missing: '没有这个文件',
  denied: '无权读取',
  'not-a-file': '它不是文件',
  other: '无法读取',
} as const;

/** What a pasted message shows. */
export const explain: ExplainWords = {
  headlines,
  shows,
  doesNotShow,
  next: {
    'ask-it': '实际请求一次，各条路都试，并给出依据：',
    'ask-proxied': '看这个请求走哪条路：',
    'ask-without-url': '对想访问的 URL 实际请求一次，并给出依据：',
    'who-holds-port': '看本机是谁占着这个端口：',
    'run-rightly': '让本机的目标直连，再运行一次：',
    record: '把本机的状态存下来，以后再看：',
    'look-up': '看这个名字在这里解析成什么：',
  },
  speakers: {
    aiohttp: 'Python aiohttp',
    apt: 'apt',
    clash: 'Clash/mihomo',
    curl: 'curl',
    docker: 'Docker',
    git: 'git',
    go: 'Go 程序',
    gradio: 'Gradio',
    httpx: 'Python httpx',
    'hugging-face': 'Hugging Face',
    iptables: 'iptables',
    kernel: '内核',
    lmdeploy: 'LMDeploy',
    nginx: 'nginx',
    node: 'Node',
    npm: 'npm',
    ollama: 'Ollama',
    openai: 'openai 包',
    ping: 'ping',
    pip: 'pip',
    privoxy: 'Privoxy',
    proxy: '代理',
    python: 'Python',
    requests: 'Python requests',
    rust: 'Rust 程序',
    squid: 'Squid',
    ssh: 'ssh',
    telnet: 'telnet',
    timeout: 'timeout',
    tinyproxy: 'tinyproxy',
    unknown: '',
    uvicorn: 'uvicorn',
    vllm: 'vLLM',
    wget: 'wget',
    wsl: 'WSL',
  },
  said: (who, what) => tight(who === '' ? what : `${who}：${what}`),
  labels: { says: '原文', shows: '说明', doesNotShow: '不说明', couldBe: '可能是', next: '下一步' },
  place: (line, count) => `（第 ${line} 行${count > 1 ? `，共出现 ${count} 次` : ''}）`,
  exitCode: (program, exit) => `${program} 什么都没说，以退出码 ${exit} 结束`,
  asAbove: '同上',
  alsoSaid: '另外还有',
  more: (count) => `还有 ${count} 条`,
  summary: (recognised, hasMore, lines, bytes) =>
    `认出${hasMore ? '至少' : ''} ${recognised} 条消息 · 读了 ${lines} 行${bytes}`,
  nothingKnown: (lines, bytes) => `这里没有通途认识的消息（读了 ${lines} 行${bytes}）。`,
  empty: '没有内容可读。',
  works: '其中没有看到问题',
  ended: (command, exit) => `${command} 以退出码 ${exit} 结束`,
  endedBySignal: (command, signal) => `${command} 被 ${signal} 终止`,
  encodings: {
    'utf-16le': '按 UTF-16 读取（Windows PowerShell 这样写）',
    'utf-16be': '按 UTF-16（大端）读取',
    gb18030: '不是 UTF-8，按 GBK/GB18030 读取',
  },
  undecoded: (characters) => `有 ${characters} 个字符无法解码`,
  prompt: '粘贴报错内容，然后在新的一行按 Ctrl-D：',
  complaint: (problem) => {
    switch (problem.kind) {
      case 'file':
        return `${problem.path}：${NOT_READ[problem.why]}。`;
      case 'not-found':
        return `没有名为“${problem.program}”的程序。`;
      case 'not-executable':
        return `没有权限运行“${problem.program}”。`;
      case 'not-started':
        return `无法启动“${problem.program}”。`;
      case 'no-command':
        return '哪个命令？例如：tongtu explain -- curl http://127.0.0.1:8000/v1';
    }
  },
  help: {
    explain: '一段报错或一个命令的输出说明了什么、没说明什么',
    input: '要读的文本；不给则读标准输入。或 -- COMMAND…：运行它并读它的输出',
  },
};
