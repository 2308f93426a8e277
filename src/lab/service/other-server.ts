import { createServer as createHttpServer } from 'node:http';
import type { Server } from 'node:net';
import { createServer } from 'node:net';
import type { OtherService } from '../network.ts';

const PAGE = '<!doctype html><title>Backups</title><h1>Backups</h1><p>The last one is two days old.</p>\n';

/** Something on a port that is no AI service. */
export const otherServer = (speaks: OtherService['speaks']): Server => {
  switch (speaks) {
    case 'web-page':
      return createHttpServer((request, response) => {
        const isRoot = request.url === '/';
        response.writeHead(isRoot ? 200 : 404, { 'Content-Type': 'text/html; charset=utf-8' });
        response.end(isRoot ? PAGE : '<!doctype html><title>404</title><h1>Not found</h1>\n');
      });
    case 'banner':
      return createServer((socket) => {
        socket.on('error', () => undefined);
        socket.write('SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u7\r\n');
        socket.once('data', () => socket.end('Invalid SSH identification string.\r\n'));
      });
    default:
      return talker(speaks);
  }
};

/** What each says and when. The ZMTP greeting is libzmq's, from its specification (ZMTP 3.1, 3.1); the HTTP/2 one a SETTINGS frame (RFC 9113). */
const TALK = {
  zmtp: { first: [0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0x7f, 3], answer: [] },
  http2: {
    first: [0, 0, 18, 4, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 100, 0, 4, 0, 1, 0, 0, 0, 5, 0, 0, 64, 0],
    answer: [],
  },
  redis: {
    first: [] as readonly number[],
    answer: [...Buffer.from("-ERR wrong number of arguments for 'get' command\r\n")],
  },
} as const;

const talker = (speaks: keyof typeof TALK): Server =>
  createServer((socket) => {
    const { first, answer } = TALK[speaks];
    socket.on('error', () => undefined);
    if (first.length > 0) socket.write(Buffer.from(first));
    socket.once('data', () => (answer.length > 0 ? socket.end(Buffer.from(answer)) : undefined));
  });
