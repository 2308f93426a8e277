import { writeFileSync } from 'node:fs';
import type { Server } from 'node:net';
import type { MisbehavingService, ModelService, OtherService } from '../network.ts';
import { misbehavingServer } from './misbehaving-server.ts';
import { modelServer } from './model-server.ts';
import { otherServer } from './other-server.ts';

// The program that stands for every service of a lab. Bundled into one file and started under the name of the program it stands
// for; what it should do is in TONGTU_LAB_SERVICE, so that its command line can look like that program's.

type Service = ModelService | MisbehavingService | OtherService;

const serverOf = (service: Service): Server => {
  switch (service.kind) {
    case 'model-service':
      return modelServer(service);
    case 'misbehaving-service':
      return misbehavingServer(service.behaviour);
    case 'other-service':
      return otherServer(service.speaks);
  }
};

const service: Service = JSON.parse(process.env['TONGTU_LAB_SERVICE'] ?? '');
const name = process.argv[1]?.split('/').at(-1) ?? '';
// The thread's name, which `ps` and /proc/PID/comm show; newer Node versions change it at start.
writeFileSync('/proc/self/comm', name.slice(0, 15));

for (const { address, port } of service.listen) {
  serverOf(service).listen({ host: address, port, ipv6Only: address.includes(':') && address !== '::' });
}
