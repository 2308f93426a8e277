import type { Misbehaviour } from '../src/lab/network.ts';
import { at, office, vllm } from './office.ts';
import type { Scenario } from './scenario.ts';
import { broken, CANARIES, scenario } from './scenario.ts';

/** The service is reached, and says no. */
const refuses: readonly Scenario[] = [
  scenario({
    name: 'service-wants-a-key',
    network: office({ desk: [vllm({ apiKey: CANARIES.apiKey })] }),
    expect: {
      exit: 1,
      findings: [broken('unauthorized', { proof: 'stated-by-peer' })],
      must: ['401', 'vllm'],
    },
  }),
  scenario({
    name: 'service-fails-inside',
    network: office({ desk: [vllm({ status: 500 })] }),
    expect: {
      exit: 1,
      findings: [broken('service-error', { proof: 'stated-by-peer' })],
      must: ['500', 'vllm'],
    },
  }),
  scenario({
    name: 'name-of-nobody',
    network: office({}),
    url: 'http://gpu-box.office.test:8000/v1',
    expect: { exit: 1, findings: [broken('name-unresolved')], must: ['gpu-box.office.test'] },
  }),
];

const BEHAVIOURS: readonly Misbehaviour[] = [
  'escapes',
  'escapes-in-head',
  'endless-head',
  'huge-body',
  'garbage',
  'silence',
  'close',
];

/** The service is reached, and what it says is no answer: nothing is known then, and that is said. */
const misbehaves: readonly Scenario[] = BEHAVIOURS.map((behaviour) =>
  scenario({
    name: `service-sends-${behaviour}`,
    network: office({ desk: [{ kind: 'misbehaving-service', behaviour, listen: [at('127.0.0.1')] }] }),
    expect: { exit: 2 },
  }),
);

export const SERVICE_FAILS: readonly Scenario[] = [...refuses, ...misbehaves];
