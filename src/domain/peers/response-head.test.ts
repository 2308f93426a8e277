import { describe, expect, it } from 'vitest';
import { parseResponseHead } from './response-head.ts';

describe('parseResponseHead', () => {
  it('reads the status line and the fields in their order', () => {
    expect(
      parseResponseHead('HTTP/1.1 503 Service Unavailable\r\nServer: squid/5.7\r\nX-A:1\r\nX-A: 2 '),
    ).toEqual({
      status: 503,
      httpVersion: '1.1',
      headers: [
        ['server', 'squid/5.7'],
        ['x-a', '1'],
        ['x-a', '2'],
      ],
    });
  });

  it.each(['HTTP/1.0 200', 'HTTP/1.1 200 ', 'HTTP/1.1 200 OK\nA: b'])('takes %j', (text) => {
    expect(parseResponseHead(text)?.status).toBe(200);
  });

  it.each(['', 'SSH-2.0-OpenSSH_9.2', 'HTTP/1.1 20 OK', 'HTTP/1.1  200 OK', 'http/1.1 200 OK', 'ICY 200 OK'])(
    'does not take %j',
    (text) => {
      expect(parseResponseHead(text)).toBeUndefined();
    },
  );

  it('joins folded lines and leaves out what is no field', () => {
    const head = parseResponseHead('HTTP/1.1 200 OK\r\nA: b\r\n\tc\r\nno field\r\nBad : x\r\n: y\r\nD: e');
    expect(head?.headers).toEqual([
      ['a', 'b c'],
      ['d', 'e'],
    ]);
  });
});
