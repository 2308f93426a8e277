import type { Heard, ProcessAt } from '../../domain/diagnose/finding.ts';
import { milliseconds, peerName, place, tellingMarks } from '../notation.ts';

/** Between a text and a Chinese character behind it: a blank, unless the text ends in Chinese or in a full-width sign. */
export const gapAfter = (text: string): string =>
  /[\p{Script=Han}，。：；！？（）“”、]$/u.test(text) ? '' : ' ';

const gapBefore = (text: string): string => (/^[\p{Script=Han}，。：；！？（）“”、]/u.test(text) ? '' : ' ');

/** A text in the middle of a Chinese sentence. */
const amid = (text: string): string => `${gapBefore(text)}${text}${gapAfter(text)}`;

const and = (before: string, after: string): string =>
  `${before}${gapAfter(before)}和${gapBefore(after)}${after}`;

/** Items as a sentence joins them. */
export const list = (items: readonly string[]): string => {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : and(items.slice(0, -1).join('、'), last);
};

/** A process with its pid and socket. */
export const process = (by: ProcessAt): string => {
  const where = by.pid === undefined ? place(by.listen) : `pid ${by.pid}，${place(by.listen)}`;
  return `${by.name ?? '某个无权查看的进程'}（${where}）`;
};

/** The program that answered. */
const peer = (it: Heard): string => peerName(it) ?? '未能识别的程序';

/** The models that were listed, as the end of a sentence. */
export const models = ({ models: ids }: Heard): string =>
  ids.length === 0 ? '' : `，模型 ${ids.join('、')}`;

/** What came back: status, program, time, and the marks that tell more. */
export const heard = (it: Heard): string => {
  const telling = tellingMarks(it);
  const marks = telling.length === 0 ? '' : `（${telling.join('；')}）`;
  const said = it.said === '' ? '' : `：“${it.said}”`;
  return `${milliseconds(it.tookMs)} 后由${amid(peer(it))}返回 ${it.status}${marks}${said}`;
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
  silent: '接受了连接，但没有响应',
  closed: '接受了连接，一个字节没发就关闭了',
  'not-http': '应答的不是 HTTP',
  'head-too-large': '响应头没有尽头',
  other: '连接失败',
};

/** How a connection or an exchange ended without an answer. */
export const failure = (kind: string): string => FAILURES[kind] ?? kind;

/** The same, with the time that it took, or that was waited for what did not come. */
export const failureAfter = (kind: string, tookMs: number): string => {
  const time = milliseconds(tookMs);
  if (kind === 'silent') return `接受了连接，但 ${time} 内没有响应`;
  return kind === 'timed-out' ? `${time} 内没有回应连接请求` : `${time} 后${failure(kind)}`;
};

/** Who answered: by its process where that is known. */
export const answerer = (it: Heard, by: ProcessAt | undefined): string =>
  by === undefined ? amid(peer(it)) : amid(process(by));
