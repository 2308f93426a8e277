import type { Place } from '../../domain/settings/place.ts';
import type { SettingsWords } from '../settings-words.ts';
import { placeIn, processText, shortPath } from '../settings-words.ts';

const readerText = (place: Place, by: string): string => {
  const condition = place.isConditional ? '，有条件执行' : '';
  const called = place.inFunction === undefined ? '' : `，在函数 ${place.inFunction} 中，由该 shell 调用`;
  switch (place.reader) {
    case 'profile':
      return `，${by} 启动时读取${called}${condition}`;
    case 'environment':
    case 'pam':
      return `，每次登录时由 PAM 读取${condition}`;
    case 'systemd':
      return `，属于单元 ${place.unit ?? ''}`;
    case 'environment-file':
      return `，由单元 ${place.unit ?? ''} 的 EnvironmentFile 指定`;
    case 'manager':
    case 'environment.d':
      return '，systemd 会传给它启动的所有服务';
    case 'env-file':
      return '';
  }
};

const UNKNOWN = {
  denied: '的环境变量无权读取，请用 sudo 运行',
  'denied-to-root': '的环境变量连 root 也无权读取',
  torn: '的环境变量没能读到',
  gone: '已经退出',
} as const;

const HOW = {
  typed: (by: string) => `是在 ${by} 里设置的`,
  script: (by: string) => `是 ${by} 执行的脚本设置的`,
  command: (by: string) => `是 ${by} 执行的命令设置的`,
  program: (by: string) => `是由 ${by} 设置的`,
} as const;

/** 变量从哪里来，以及文件里写错的地方。 */
export const settings: SettingsWords = {
  evidence: {
    'variable-origin': ({ name, origin, home }) => {
      const at = (place: Place): string => placeIn(place, home);
      const [same] = origin.same;
      const also = same === undefined ? '' : `；${at(same)} 里也是同样的值`;
      const through = origin.via.slice(1).map(processText).join(' ← ');
      const handed = through === '' ? '' : `，经 ${through} 继承而来`;
      switch (origin.kind) {
        case 'file':
          return `${name} 来自 ${at(origin.place)}${readerText(origin.place, processText(origin.by))}${handed}${also}`;
        case 'process': {
          const { said, unread } = origin;
          const [first] = unread;
          const start = `${name} ${HOW[origin.how](processText(origin.by))}，它启动时还没有这个变量${handed}`;
          if (said !== undefined) {
            const when = said.isNewer ? '，而且是在该 shell 启动之后才改的' : '';
            return `${start}；${at(said.place)} 里写的是 ${said.value}${when}`;
          }
          if (also !== '') return `${start}${also}`;
          return first === undefined
            ? `${start}；没有文件设置它`
            : `${start}；通途看得懂的文件内容里没有设置它，但 ${at(first)} 没能看懂`;
        }
        case 'started-with':
          return `这里的第一个进程 ${processText(origin.by)} 启动时就有 ${name}${handed}${also}`;
        case 'unknown': {
          const by = origin.by === undefined ? '' : processText(origin.by);
          return origin.why === 'parent-gone'
            ? `不知道 ${name} 从哪里来：看不到是谁启动了 ${by}${also}`
            : `不知道 ${name} 从哪里来：${by} ${UNKNOWN[origin.why as keyof typeof UNKNOWN] ?? ''}${also}`;
        }
      }
    },
    'setting-slip': ({ slip, home }) => {
      const at = placeIn(slip.place, home);
      switch (slip.kind) {
        case 'misspelt':
          return `${at} 设置的是 ${slip.name}，没有程序会读它；程序读的是 ${slip.meant}`;
        case 'self-sourcing': {
          const through = slip.through.map((path) => shortPath(path, home)).join(' → ');
          return through === ''
            ? `${at} 又读取了自己所在的文件：新开的 shell 会反复读取它，直到崩溃`
            : `${at} 读取 ${through}，又绕回它自己：新开的 shell 会一直读下去，直到崩溃`;
        }
        case 'grows':
          return `${at} 每读一次就往 ${slip.name} 里再加一遍，在 shell 里再开 shell，条目就会重复`;
        case 'blank-in-list':
          return `${at}：${slip.name}="${slip.value}" 里该用逗号的地方用了空格，Python requests 会把两个名字连成一个`;
        case 'blank-in-value':
          return `${at}：${slip.name} 的值里带有空格或引号：${JSON.stringify(slip.value)}`;
        case 'overwritten':
          return `${at} 重新设置了 ${slip.name}，第 ${slip.earlier.line} 行的 ${slip.lost.slice(0, 3).join('、')} 被覆盖掉了`;
        case 'not-exported':
          return `${at} 设置 ${slip.name} 时没有 export，从这个 shell 启动的程序看不到它`;
        case 'never-read':
          return `${at} 设置了 ${slip.name}，但 ${slip.shell} 不读这个文件`;
      }
    },
  },
  causes: {
    'proxy-setting-slip': ({ slip, name, meant }) => {
      switch (slip) {
        case 'misspelt':
          return `设置的是 ${name}，本意应是 ${meant}：没有程序读这个名字的变量`;
        case 'grows':
          return `每在 shell 里再开一个 shell，${name} 就变长一次`;
        case 'blank-in-list':
          return `${name} 的两个条目之间是空格，各程序的理解不一样`;
        case 'blank-in-value':
          return `${name} 的值里带有空格或引号`;
        case 'overwritten':
          return `${name} 设置了两次，第二次丢掉了第一次的条目`;
        case 'not-exported':
          return `${name} 设置了，但没有 export`;
        default:
          return `${name} 写在了这里没有程序会读的文件里`;
      }
    },
    'profile-sources-itself': () => '启动文件读取了它自己：新开的 shell 会卡死在这里直到崩溃',
  },
};
