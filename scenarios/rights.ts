import type { As } from '../src/lab/run-inside.ts';
import { at, GATE_PROXY, office, squid, vllm } from './office.ts';
import type { ScenarioSketch } from './scenario.ts';
import { broken, type Scenario, scenario } from './scenario.ts';

const CLIENTS = ['curl', 'requests', 'httpx'] as const;

/** The main faults again, met by other people than root: they have the same causes. */
const FAULTS: readonly ScenarioSketch[] = [
  {
    name: 'http-proxy-set',
    network: office({ desk: [vllm()], gate: [squid()] }),
    env: { http_proxy: GATE_PROXY },
    expect: {
      exit: 1,
      findings: [broken('proxy-intercepts-local', { proof: 'control-probe', clients: CLIENTS })],
      must: ['ERR_CONNECT_FAIL', 'http_proxy', 'OpenCUA-7B'],
    },
  },
  {
    name: 'http-proxy-set-service-stopped',
    network: office({ gate: [squid()] }),
    env: { http_proxy: GATE_PROXY },
    expect: {
      exit: 1,
      findings: [
        broken('proxy-intercepts-local', { proof: 'model', clients: CLIENTS }),
        broken('nothing-listening', { proof: 'model' }),
      ],
      must: ['ERR_CONNECT_FAIL', 'http_proxy'],
    },
  },
  {
    name: 'nothing-listens',
    network: office({}),
    expect: { exit: 1, findings: [broken('nothing-listening', { proof: 'model' })] },
  },
  {
    name: 'service-on-another-port',
    network: office({ desk: [vllm({ listen: [at('127.0.0.1', 8001)] })] }),
    expect: {
      exit: 1,
      findings: [broken('wrong-port', { proof: 'control-probe' })],
      must: ['8001', 'OpenCUA-7B'],
    },
  },
];

const by =
  (as: As, suffix: string, unknowns: 'some' | 'any') =>
  (fault: ScenarioSketch): Scenario =>
    scenario({ ...fault, name: `${fault.name}-${suffix}`, as, expect: { ...fault.expect, unknowns } });

export const RIGHTS: readonly Scenario[] = [
  ...FAULTS.map(by('rosa', 'without-rights', 'some')),
  // sudo drops http_proxy; the request that fails is that of the user who called it.
  ...FAULTS.map(by('sudo', 'through-sudo', 'any')),
];
