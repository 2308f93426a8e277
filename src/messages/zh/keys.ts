import type { KeyPlace } from '../../domain/intents/asker-key.ts';
import type { KeyWords } from '../key-words.ts';

const keyAt = ({ kind, name }: KeyPlace): string =>
  kind === 'variable' ? ` ${name} 里的 key` : `命令行里 ${name} 后面的 key`;

export const keys: KeyWords = {
  option: '带上发起方这个环境变量里的 API key 去请求',
  sent: (place) => `带上了${keyAt(place)}`,
  heldBack: (place) => `没有带${keyAt(place)}，因为代理能读到它`,
  wanted: '需要 key',
  complaint: (problem) =>
    problem.kind === 'needs-url'
      ? '--key-variable 只用于单个 URL；不写 URL 时，每个程序用它自己的 key 去请求。'
      : '--key-variable 要写环境变量的名字，不要写 key 本身，例如 OPENAI_API_KEY。',
};
