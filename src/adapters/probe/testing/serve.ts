import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';
import type { Endpoint } from '../../../domain/facts/observation.ts';

/** A TCP server on a free port, and the sockets it has seen. */
export interface Served {
  readonly endpoint: Endpoint;
  readonly url: string;
  /** Everything that clients have sent, a connection each. */
  readonly received: string[];
  /** Resolves once no connection is open any more. */
  readonly quiet: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Serves connections with `onConnection`, which sees each before anything is read of it. */
export const serve = (onConnection: (socket: Socket) => void, address = '127.0.0.1'): Promise<Served> =>
  new Promise((resolve) => {
    const open = new Set<Socket>();
    const received: string[] = [];
    const server = createServer((socket) => {
      const index = received.push('') - 1;
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => open.delete(socket));
      socket.on('data', (bytes) => {
        received[index] += bytes.toString('latin1');
      });
      onConnection(socket);
    });
    server.listen(0, address, () => {
      const { port } = server.address() as AddressInfo;
      const host = address.includes(':') ? `[${address}]` : address;
      resolve({
        endpoint: { address, port },
        url: `http://${host}:${port}`,
        received,
        quiet: () => Promise.all([...open].map((socket) => closed(socket))).then(() => undefined),
        close: () =>
          new Promise((done) => {
            for (const socket of open) socket.destroy();
            server.close(() => done());
          }),
      });
    });
  });

const closed = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    if (socket.closed) resolve();
    else socket.once('close', () => resolve());
  });

/** Sends `text` once a request's head is there, and closes. */
export const answerWith =
  (text: string | Buffer) =>
  (socket: Socket): void => {
    socket.once('data', () => socket.end(text));
  };

/** An HTTP/1.1 response with the length of its body. */
export const httpText = (body: string, headers: readonly string[] = [], status = '200 OK'): string =>
  [`HTTP/1.1 ${status}`, ...headers, `Content-Length: ${Buffer.byteLength(body)}`, '', body].join('\r\n');
