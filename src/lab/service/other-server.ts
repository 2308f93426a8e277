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
  }
};
