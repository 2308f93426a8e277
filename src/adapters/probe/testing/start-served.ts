import type { Socket } from 'node:net';
import { afterEach } from 'vitest';
import type { Served } from './serve.ts';
import { serve } from './serve.ts';

const started: Served[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.close()));
});

/** `serve`, until the test that calls it ends. */
export const startServed = async (
  onConnection: (socket: Socket) => void,
  address?: string,
): Promise<Served> => {
  const server = await serve(onConnection, address);
  started.push(server);
  return server;
};
