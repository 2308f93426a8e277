import type { Socket } from 'node:net';
import { connect } from 'node:net';
import type { Endpoint } from '../../../domain/facts/observation.ts';

/** A CONNECT proxy's one act: answers `reply` to the request's head and joins the client with `to`. */
export const tunnelTo =
  (to: Endpoint, reply = 'HTTP/1.1 200 Connection established\r\n\r\n') =>
  (socket: Socket): void => {
    socket.once('data', () => {
      socket.pause();
      const target = connect(to.port, to.address, () => {
        socket.write(reply);
        socket.pipe(target).pipe(socket);
      });
      target.on('error', () => socket.destroy());
      socket.on('close', () => target.destroy());
    });
  };
