import type { ValueKind } from '../../domain/config/config-issue.ts';
import type { UnknownWord } from '../../domain/config/unknown-word.ts';
import type { ConfigWords, SayIssue } from '../config-words.ts';
import { diagnosis } from './diagnosis.ts';

const KINDS: { readonly [Kind in ValueKind]: string } = {
  text: '文本',
  number: '数字',
  'yes-no': '布尔值',
  list: '列表',
  map: '键值对',
  nothing: '空',
};

const known = ({ known: words, more, meant }: UnknownWord): string => {
  const others = more === 0 ? '' : ` 等 ${words.length + more} 个`;
  const rest = words.length === 0 ? '' : `可用：${words.join('、')}${others}。`;
  return meant === undefined ? rest : `是不是“${meant}”？${rest}`;
};

const ISSUES: SayIssue = {
  'unknown-key': (word) => `这里没有“${word.text}”这个键。${known(word)}`,
  'unknown-client': (word) => `没有名为“${word.text}”的客户端。${known(word)}`,
  'no-such-service': (word) => `“${word.text}”既不是 URL，也不是本文件里的服务。${known(word)}`,
  'no-such-proxy': (word) => `本文件里没有名为“${word.text}”的代理。${known(word)}`,
  'missing-key': ({ key }) => `这里缺少“${key}”。`,
  'wrong-type': ({ wants, got }) => {
    const wanted = wants.filter((kind) => kind !== 'nothing').map((kind) => KINDS[kind]);
    const quotes = wanted.length === 1 && wants.includes('text') && (got === 'number' || got === 'yes-no');
    return `这里应当是${wanted.join('或')}，实际是${KINDS[got]}。${quotes ? '加上引号就是文本。' : ''}`;
  },
  'bad-name': ({ text }) =>
    `“${text}”不能用作名字：只能用字母（含汉字）、数字和“.”“-”“_”，最长 63 个字符，且不能是 here、direct、localhost。`,
  'bad-from': ({ text }) =>
    `不能从“${text}”发起请求。可用：here、pid:N、unit:NAME、container:NAME、ns:/PATH。`,
  'bad-via': ({ text }) => `“${text}”既不是 direct，也不是代理的名字。代理的地址写在“proxies”下面。`,
  'bad-proxy-url': ({ text }) =>
    `“${text}”不是代理地址。应当写成 scheme://host:port，协议可以是 http、https、socks4、socks4a、socks5、socks5h。`,
  'bad-variable': () => '这里要写环境变量的名字，例如 OPENAI_API_KEY，不要写 key 本身。',
  'bad-model': () => '模型 id 是一行文本。',
  'bad-url': ({ text, why, suggestion }) => {
    const reason = why === 'no-scheme' ? '缺少协议名' : diagnosis.urlProblems[why];
    return `“${text}”不是 URL：${reason}。${suggestion === undefined ? '' : `是不是 ${suggestion} ？`}`;
  },
  'name-taken': ({ text, by }) => `“${text}”已经是“${by}”下面的名字。`,
  tab: () => '有一个制表符（Tab）。YAML 只能用空格缩进。',
  indentation: () => '这一行的缩进和同级的行不一致，或者上面有括号没有闭合。',
  unclosed: () => '这里缺少引号、括号或冒号。',
  'colon-in-text': () => '这一行多了一个冒号。含有“: ”的文本要加引号。',
  'full-width-colon': () => '用了全角冒号（：）。YAML 要用半角冒号“:”，后面加一个空格。',
  'no-blank-after-colon': () => '冒号后面缺少空格。',
  escape: () => '反斜杠后面不是已知的转义。用单引号时反斜杠就是它本身。',
  'needs-quotes': () => '以这个字符开头的文本要加引号。',
  'several-documents': () => '从这里开始是第二个文档。一个文件只能有一个。',
  'unknown-tag': () => '标签（!…）在这里没有意义。',
  'key-not-text': () => '键必须是文本。',
  'too-much': () => '嵌套太深，或内容太多。',
  'not-yaml': () => '这里不符合 YAML 语法。',
  'unknown-alias': ({ text }) => `这个别名之前没有锚点 &${text}。`,
  'duplicate-key': ({ text, firstLine }) => `“${text}”在第 ${firstLine} 行已经写过。`,
};

const UNREADABLE = {
  missing: '没有这个文件',
  denied: '无权读取',
  'not-a-file': '不是普通文件',
  'too-large': '超过 1 MiB',
  'not-utf-8': '不是 UTF-8 编码，请另存为 UTF-8',
} as const;

const NOT_YOURS = {
  'foreign-owner': '它属于别的用户',
  'writable-by-all': '任何用户都能改写它',
} as const;

/** tongtu.yaml。 */
export const config: ConfigWords = {
  complaint: (complaint) => {
    switch (complaint.kind) {
      case 'config-unreadable':
        return `${complaint.path}：${UNREADABLE[complaint.why]}。`;
      case 'config-not-yours':
        return `${complaint.path}：${NOT_YOURS[complaint.why]}，而请求和 key 发往哪里由它决定。如果信任它：--config ${complaint.path}`;
      case 'config-invalid':
        return complaint.issues
          .map((issue) => {
            const say = ISSUES[issue.kind] as (value: typeof issue) => string;
            return `${complaint.path}:${issue.line}:${issue.column}: ${say(issue)}`;
          })
          .join('\n');
      case 'unknown-name':
        return `${complaint.path} 里没有“${complaint.text}”。${known(complaint)}如果它是主机名，请写成 URL：http://${complaint.text}`;
      case 'no-config':
        return `“${complaint.text}”不是 URL，这里也没有 tongtu.yaml 说明它是什么。写一个 tongtu.yaml，加上这两行即可：

  services:
    ${complaint.text}: http://127.0.0.1:8000/v1

如果它是主机名，请写成：http://${complaint.text}`;
    }
  },
  secretInFile: (path, { line, column }) =>
    `${path}:${line}:${column}: 这里有密码或 key。请放进环境变量，这里只写变量的名字。`,
  configOption: '使用这个 tongtu.yaml，而不是最近的那个',
};
