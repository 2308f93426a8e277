import type { Server, Socket } from 'node:net';
import { createServer } from 'node:net';
import type { Misbehaviour } from '../network.ts';

/** On bare sockets: an HTTP library would refuse to send most of this. Each starts when the request's first bytes are there. */
export const misbehavingServer = (behaviour: Misbehaviour): Server =>
  createServer((socket) => {
    // The other side gives up at its own limit, and that is the point.
    socket.on('error', () => undefined);
    socket.once('data', () => BEHAVIOURS[behaviour](socket));
  });

/** Clears the screen, sets the window's title, turns the text red, and turns the reading direction round. */
const NASTY = '\u001b[2J\u001b[H\u001b]0;owned\u0007\u001b[31m\u202eevil\u0000\u009b2J';
/** curl ends at a NUL in a head, whatever else is in it. */
const NASTY_IN_HEAD = NASTY.replace('\u0000', '');
/** The part of it that HTTP parsers let through in a header: the one-character CSI (bytes C2 9B) and the bidi control. */
const NASTY_IN_HEADER = '\u202eevil\u009b2J\u009b31m';

const FIVE_GIB = 5 * 2 ** 30;

const BEHAVIOURS: Readonly<Record<Misbehaviour, (socket: Socket) => void>> = {
  escapes: (socket) => {
    const data = [{ id: `model${NASTY}`, object: 'model', owned_by: NASTY }];
    const body = JSON.stringify({ object: 'list', data });
    socket.end(
      `HTTP/1.1 200 OK\r\nServer: uvicorn${NASTY_IN_HEADER}\r\nContent-Type: application/json\r\n` +
        `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    );
  },
  'escapes-in-head': (socket) =>
    socket.end(
      `HTTP/1.1 200 ${NASTY_IN_HEAD}\r\nServer: ${NASTY_IN_HEAD}\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`,
    ),
  'endless-head': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    writeForever(socket, Buffer.from(`X-Padding: ${'a'.repeat(1000)}\r\n`), Number.POSITIVE_INFINITY);
  },
  'huge-body': (socket) => {
    socket.write(
      `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${FIVE_GIB}\r\nConnection: close\r\n\r\n`,
    );
    writeForever(socket, Buffer.alloc(65_536, ' '), FIVE_GIB);
  },
  garbage: (socket) => {
    const bytes = Buffer.alloc(4096);
    for (let index = 0; index < bytes.length; index += 1) bytes[index] = (index * 197 + 91) % 256;
    socket.end(bytes);
  },
  silence: (socket) => socket.resume(),
  close: (socket) => socket.end(),
};

/** Writes as fast as the other side reads, and holds no more than one chunk. */
const writeForever = (socket: Socket, chunk: Buffer, totalBytes: number): void => {
  let left = totalBytes;
  const more = (): void => {
    while (left > 0 && !socket.destroyed) {
      left -= chunk.length;
      if (!socket.write(chunk)) {
        socket.once('drain', more);
        return;
      }
    }
    if (left <= 0) socket.end();
  };
  more();
};
