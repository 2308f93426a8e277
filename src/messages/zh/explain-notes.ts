import type { ExplainNotes } from '../explain-words.ts';

const NOT_READ = {
  missing: '没有这个文件',
  denied: '无权读取',
  'not-a-file': '它不是文件',
  other: '无法读取',
} as const;

export const explainNotes: ExplainNotes = {
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
