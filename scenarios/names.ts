import type { Machine, Network } from '../src/lab/network.ts';
import { ADDRESS, at, GATE_PROXY, NOBODY, office, squid, vllm } from './office.ts';
import type { Scenario } from './scenario.ts';
import { broken, scenario } from './scenario.ts';

const EVERYWHERE = [vllm({ listen: [at('0.0.0.0')] })];

/** The office with a desk that finds names in its own way. */
const naming = (network: Network, naming: Pick<Machine, 'nameSources' | 'resolver'>): Network => {
  const desk = network.machines['desk'] as Machine;
  return { machines: { ...network.machines, desk: { ...desk, ...naming } } };
};

/** A name server that is there for everything but names. */
const DROPS_DNS =
  'table inet lab {\n chain input {\n type filter hook input priority 0; meta l4proto { tcp, udp } th dport 53 drop;\n }\n}';

const UNRESOLVED = broken('name-unresolved', {
  proof: 'stated-by-peer',
  shows: ['name-unresolved', 'resolver-asked'],
});

/** The name leads nowhere. */
const unresolved: readonly Scenario[] = [
  scenario({
    name: 'name-server-of-its-own-does-not-run',
    network: naming(office({ shelf: EVERYWHERE }), {
      nameSources: 'files dns',
      resolver: ['nameserver 127.0.1.1'],
    }),
    url: 'http://gpu-box.office.test:8000/v1',
    expect: {
      exit: 1,
      findings: [{ ...UNRESOLVED, shows: ['name-server-dead'] }],
      must: ['127.0.1.1', 'nothing-listens', '"why":"no-server"'],
    },
  }),
  scenario({
    name: 'name-server-is-gone',
    waits: true,
    network: naming(office({ gate: [], shelf: EVERYWHERE }, {}, { firewall: DROPS_DNS }), {
      nameSources: 'files dns',
      resolver: [`nameserver ${ADDRESS.gate}`, 'search office.test', 'options timeout:1 attempts:1'],
    }),
    url: 'http://gpu-box.office.test:8000/v1',
    reports: ['microsoft/WSL#8365'],
    expect: {
      exit: 1,
      findings: [
        broken('name-unresolved', { shows: ['name-unresolved', 'name-server-dead', 'resolver-asked'] }),
      ],
      must: [ADDRESS.gate, '"why":"no-server"'],
    },
  }),
  scenario({
    name: 'name-under-local-and-nobody-asks-the-neighbours',
    network: office({ shelf: EVERYWHERE }),
    url: 'http://shelf.local:8000/v1',
    expect: { exit: 1, findings: [UNRESOLVED], must: ['"why":"mdns"', 'libnss-mdns'] },
  }),
  scenario({
    name: 'name-with-a-slip',
    network: office({ shelf: EVERYWHERE }, { hosts: ['127.0.0.1 localhost', `${ADDRESS.shelf} gpu-box`] }),
    url: 'http://gpu-bxo:8000/v1',
    expect: {
      exit: 1,
      findings: [{ ...UNRESOLVED, shows: ['hosts-line'] }],
      must: ['"why":"misspelt"', 'http://gpu-box:8000/v1'],
    },
  }),
  // Docker tells it to its containers alone; a shell beside them is none.
  scenario({
    name: 'name-that-only-containers-are-told',
    reports: ['NVIDIA/NemoClaw#8127', 'NetAppLabs/genai-toolkit-deployments#44'],
    network: office({ desk: [vllm({ listen: [at('0.0.0.0')] })] }),
    url: 'http://host.docker.internal:8000/v1',
    expect: {
      exit: 1,
      findings: [UNRESOLVED],
      must: ['"why":"container-name"', 'http://127.0.0.1:8000/v1'],
    },
  }),
  scenario({
    name: 'name-that-only-containers-are-told-asked-of-squid',
    network: office({ desk: [vllm()], gate: [squid()] }),
    env: { http_proxy: GATE_PROXY },
    flags: ['--as', 'curl'],
    url: 'http://host.docker.internal:8000/v1',
    expect: {
      exit: 1,
      findings: [broken('name-unresolved', { shows: ['answered', 'name-unresolved'] })],
      must: ['"why":"container-name"', 'http://127.0.0.1:8000/v1'],
    },
  }),
  // curl has its own localhost and gets through.
  scenario({
    name: 'localhost-is-in-no-file',
    network: office({ desk: [vllm()] }, { hosts: ['127.0.1.1 desk'] }),
    url: 'http://localhost:8000/v1',
    expect: { exit: 1, findings: [UNRESOLVED], must: ['"why":"localhost"', '127.0.0.1 localhost'] },
  }),
];

const STALE = broken('host-address-stale', {
  proof: 'control-probe',
  shows: ['no-answer', 'ping', 'control-elsewhere'],
});

/** The address belonged to somebody once. */
const stale: readonly Scenario[] = [
  scenario({
    name: 'url-with-the-address-that-this-machine-had',
    network: office({ desk: EVERYWHERE }),
    url: `http://${NOBODY}:8000/v1`,
    expect: { exit: 1, findings: [STALE], must: [NOBODY, `http://${ADDRESS.desk}:8000/v1`, 'vllm'] },
  }),
  scenario({
    name: 'hosts-file-with-the-address-that-this-machine-had',
    network: office(
      { desk: EVERYWHERE },
      { hosts: ['127.0.0.1 localhost', '', `${NOBODY} models.office.test`] },
    ),
    url: 'http://models.office.test:8000/v1',
    expect: {
      exit: 1,
      findings: [{ ...STALE, shows: ['no-answer', 'hosts-line', 'control-elsewhere'] }],
      must: ['"line":"3"', `${ADDRESS.desk} models.office.test`],
    },
  }),
  scenario({
    name: 'hosts-file-with-an-address-of-nobody',
    network: office({ shelf: EVERYWHERE }, { hosts: ['127.0.0.1 localhost', `${NOBODY} gpu-box`] }),
    url: 'http://gpu-box:8000/v1',
    expect: {
      exit: 1,
      findings: [
        broken('host-address-stale', { proof: 'suspicion', shows: ['no-answer', 'ping', 'hosts-line'] }),
      ],
      must: ['"line":"2"', NOBODY],
    },
  }),
  // curl has its own localhost and gets through.
  scenario({
    name: 'localhost-is-somebody-else',
    network: office({ desk: [vllm()] }, { hosts: [`${NOBODY} localhost`] }),
    url: 'http://localhost:8000/v1',
    expect: {
      exit: 1,
      findings: [{ ...STALE, shows: ['no-answer', 'hosts-line', 'control-elsewhere'] }],
      must: ['127.0.0.1 localhost', '"line":"1"'],
    },
  }),
  // A neighbour that is down is not named for anything that it is not.
  scenario({
    name: 'neighbour-is-down',
    network: office({}),
    url: `http://${NOBODY}:8000/v1`,
    expect: { exit: 2, findings: [] },
  }),
];

export const NAMES: readonly Scenario[] = [...unresolved, ...stale];
