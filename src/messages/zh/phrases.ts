import type { Heard, ProcessAt } from '../../domain/diagnose/finding.ts';
import { milliseconds, peerName, place, tellingMarks } from '../notation.ts';

/** Items as a sentence joins them. */
export const list = (items: readonly string[]): string =>
  items.length < 3 ? items.join(' 和 ') : `${items.slice(0, -1).join('、')} 和 ${items.at(-1)}`;

/** A process with its pid and socket. */
export const process = (by: ProcessAt): string => {
  const where = by.pid === undefined ? place(by.listen) : `pid ${by.pid}，${place(by.listen)}`;
  return `${by.name ?? '某个无权查看的进程'}（${where}）`;
};

/** The program that answered. */
export const peer = (it: Heard): string => peerName(it) ?? '未能识别的程序';

/** The models that were listed, as the end of a sentence. */
export const models = ({ models: ids }: Heard): string =>
  ids.length === 0 ? '' : `，模型 ${ids.join('、')}`;

/** What came back: status, program, time, and the marks that tell more. */
export const heard = (it: Heard): string => {
  const telling = tellingMarks(it);
  const marks = telling.length === 0 ? '' : `（${telling.join('；')}）`;
  const said = it.said === '' ? '' : `：“${it.said}”`;
  return `${milliseconds(it.tookMs)} 后由 ${peer(it)} 返回 ${it.status}${marks}${said}`;
};

const FAILURES: Readonly<Record<string, string>> = {
  refused: '连接被拒绝',
  'timed-out': '连接请求没有回应',
  'host-unreachable': '主机不可达',
  'network-unreachable': '网络不可达',
  'address-not-available': '本机没有这个地址',
  denied: '本机不允许这个连接',
  reset: '连接被重置',
  tunnel: '代理拒绝建立隧道',
  tls: 'TLS 握手失败',
  silent: '接受了连接，却一直没有响应',
  closed: '接受了连接，一个字节没发就关闭了',
  'not-http': '应答的不是 HTTP',
  'head-too-large': '响应头没有尽头',
  other: '连接失败',
};

/** How a connection or an exchange ended without an answer. */
export const failure = (kind: string): string => FAILURES[kind] ?? kind;
