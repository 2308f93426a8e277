import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** An npm registry on this machine's loopback that serves packages out of a node_modules folder. */
export interface LoopbackRegistry {
  readonly url: string;
  /** Names of the packages whose tarball was sent, in order. */
  readonly sent: readonly string[];
  /** While true, requests get no answer. */
  isSilent: boolean;
  close(): void;
}

/** `node_modules/NAME` as npm packs it: a gzipped tar whose entries begin with `package/`. */
const pack = (folder: string): Buffer =>
  execFileSync('tar', ['-C', folder, '-cz', '--transform', 's,^\\.,package,', '.'], { maxBuffer: 2 ** 28 });

export async function loopbackRegistry(
  nodeModules: string,
  names: readonly string[],
): Promise<LoopbackRegistry> {
  const packages = new Map(
    names.map((name) => {
      const folder = join(nodeModules, name);
      const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      return [name, { manifest, tarball: pack(folder) }];
    }),
  );
  const sent: string[] = [];
  const registry = { url: '', sent, isSilent: false, close: () => server.close() };
  const server: Server = createServer((request, response) => {
    if (registry.isSilent) return;
    const path = decodeURIComponent(request.url ?? '').slice(1);
    const name = path.replace(/\.tgz$/, '');
    const found = packages.get(name);
    if (found === undefined) {
      response.writeHead(404).end('{}');
    } else if (path.endsWith('.tgz')) {
      sent.push(name);
      response.end(found.tarball);
    } else {
      const { version } = found.manifest;
      const dist = { tarball: `${registry.url}${name}.tgz` };
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          name,
          'dist-tags': { latest: version },
          versions: { [version]: { ...found.manifest, dist } },
        }),
      );
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  registry.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return registry;
}
