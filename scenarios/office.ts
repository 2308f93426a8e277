import type { ListenAt, Machine, ModelService, Network, Program, Squid } from '../src/lab/network.ts';

/** The desk is where the consumer is, the gate where the proxy is, the shelf another machine with services. */
export const ADDRESS = { gate: '10.213.1.1', desk: '10.213.1.2', shelf: '10.213.1.3' } as const;

const ADDRESS6 = { gate: 'fd00:213:1::1', desk: 'fd00:213:1::2', shelf: 'fd00:213:1::3' } as const;

/** An address of the office that no machine has. */
export const NOBODY = '10.213.1.99';

/** The office's proxy, as people set it. */
export const GATE_PROXY = `http://${ADDRESS.gate}:3128`;

type Place = keyof typeof ADDRESS;

/** Machines on one Ethernet, each with the programs named; the desk is always there. */
export const office = (
  programs: Partial<Record<Place, readonly Program[]>>,
  desk: Partial<Pick<Machine, 'hosts' | 'firewall' | 'etc'>> = {},
  gate: Partial<Pick<Machine, 'firewall'>> = {},
): Network => {
  const places: readonly Place[] = ['desk', 'gate', 'shelf'];
  const present = places.filter((place) => place === 'desk' || programs[place] !== undefined);
  const machine = (place: Place): Machine => ({
    links: [{ segment: 'office', addresses: [`${ADDRESS[place]}/24`, `${ADDRESS6[place]}/64`] }],
    programs: programs[place] ?? [],
    ...(place === 'desk' ? desk : {}),
    ...(place === 'gate' ? gate : {}),
  });
  return { machines: Object.fromEntries(present.map((place) => [place, machine(place)])) };
};

export const at = (address: string, port = 8000): ListenAt => ({ address, port });

/** vLLM with one model; on 127.0.0.1:8000 where nothing else is said. */
export const vllm = (more: Partial<Omit<ModelService, 'kind'>> = {}): ModelService => ({
  kind: 'model-service',
  family: 'vllm',
  listen: [at('127.0.0.1')],
  models: ['OpenCUA-7B'],
  ...more,
});

/** Squid on the usual port, open to everyone where nothing else is said. */
export const squid = (access: Squid['access'] = { kind: 'allow' }): Squid => ({
  kind: 'squid',
  port: 3128,
  access,
});
