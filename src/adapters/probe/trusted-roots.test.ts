import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tls from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CERTIFICATE } from './testing/certificate.ts';
import { makeRoots } from './trusted-roots.ts';

let folder: string;
let server: tls.Server;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tongtu-roots-'));
  server = tls.createServer(CERTIFICATE, (socket) => socket.end());
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

/** What a client that trusts this file finds wrong with the server when it asks for it by `host`. */
const problemWith = (file: string, host: string): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    const secureContext = makeRoots(tls, join(folder, file));
    const plain = { host: '127.0.0.1', port, rejectUnauthorized: false, secureContext };
    const socket = tls.connect({
      ...plain,
      checkServerIdentity: (_, cert) => tls.checkServerIdentity(host, cert),
    });
    socket.on('error', reject).once('secureConnect', () => {
      resolve(socket.authorizationError ?? 'none');
      socket.destroy();
    });
  });

describe('the roots that a certificate is judged by', () => {
  it('hold those of the file, whose certificates are then good for their own names', async () => {
    writeFileSync(join(folder, 'added.crt'), `# a comment\n${CERTIFICATE.cert}`);
    expect(await problemWith('added.crt', 'service.test')).toBe('none');
    expect(await problemWith('added.crt', '127.0.0.1')).toBe('none');
    expect(await problemWith('added.crt', 'other.test')).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
  });

  it('are Node’s own where the file is missing or broken', async () => {
    writeFileSync(
      join(folder, 'broken.crt'),
      '-----BEGIN CERTIFICATE-----\nnone\n-----END CERTIFICATE-----\n',
    );
    for (const file of ['missing.crt', 'broken.crt']) {
      expect(await problemWith(file, 'service.test')).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
    }
  });
});
