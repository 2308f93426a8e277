import { CERTIFICATE } from '../src/adapters/probe/testing/certificate.ts';
import type { Misbehaviour } from '../src/lab/network.ts';
import { ADDRESS, at, office, vllm } from './office.ts';
import { BY_PRIVATE_AUTHORITY } from './private-authority.ts';
import type { Expectation, Scenario } from './scenario.ts';
import { broken, CANARIES, scenario } from './scenario.ts';

/** The probe goes on past a certificate that every client refuses. */
const CLIENT_NAMES = ['curl', 'requests', 'httpx', 'node'];

/** The service is reached, and says no. */
const refuses: readonly Scenario[] = [
  scenario({
    name: 'service-wants-a-key',
    network: office({ desk: [vllm({ apiKey: CANARIES.apiKey })] }),
    expect: {
      exit: 1,
      findings: [broken('unauthorized', { proof: 'stated-by-peer', shows: ['started-with'] })],
      must: ['401', 'uvicorn', '--api-key'],
    },
  }),
  // Set for the server in a profile, and forgotten.
  scenario({
    name: 'service-wants-a-key-of-its-environment',
    reports: ['vllm-project/vllm#22407'],
    network: office({ desk: [vllm({ apiKey: CANARIES.apiKey, env: { VLLM_API_KEY: CANARIES.apiKey } })] }),
    expect: {
      exit: 1,
      findings: [broken('unauthorized', { proof: 'stated-by-peer', shows: ['started-with'] })],
      must: ['401', 'VLLM_API_KEY'],
    },
  }),
  scenario({
    name: 'service-fails-inside',
    network: office({ desk: [vllm({ status: 500 })] }),
    expect: {
      exit: 1,
      findings: [broken('service-error', { proof: 'stated-by-peer' })],
      must: ['500', 'uvicorn'],
    },
  }),
  scenario({
    name: 'name-of-nobody',
    network: office({}),
    url: 'http://gpu-box.office.test:8000/v1',
    expect: { exit: 1, findings: [broken('name-unresolved')], must: ['gpu-box.office.test'] },
  }),
];

/** What each must come to: where nothing can be told, that is said. */
const BEHAVIOURS: Readonly<Record<Misbehaviour, Partial<Expectation>>> = {
  // Every client takes it for a list of models; whoever sends such names is no honest service.
  escapes: { exit: 2, must: ['control'] },
  // Node's parser refuses control characters in a head; curl, requests and the probe do not.
  'escapes-in-head': { exit: 2, differs: ['node'] },
  'endless-head': { exit: 2 },
  'huge-body': { exit: 2 },
  garbage: { exit: 1, findings: [broken('port-conflict', { proof: 'stated-by-peer' })], must: ['unknown'] },
  silence: { exit: 1, findings: [broken('service-silent', { proof: 'control-probe' })], must: ['silent'] },
  close: { exit: 1, findings: [broken('service-silent', { proof: 'control-probe' })], must: ['closed'] },
};

const misbehaves: readonly Scenario[] = Object.entries(BEHAVIOURS).map(([behaviour, expected]) =>
  scenario({
    name: `service-sends-${behaviour}`,
    waits: behaviour === 'silence',
    network: office({
      desk: [
        { kind: 'misbehaving-service', behaviour: behaviour as Misbehaviour, listen: [at('127.0.0.1')] },
      ],
    }),
    expect: expected,
  }),
);

/** TLS by an authority that no client knows, and TLS where none is spoken. */
const overTls: readonly Scenario[] = [
  scenario({
    name: 'certificate-signed-by-itself',
    network: office({ desk: [vllm({ tls: CERTIFICATE, listen: [at('127.0.0.1', 8443)] })] }),
    url: 'https://127.0.0.1:8443/v1',
    expect: {
      exit: 1,
      findings: [broken('tls-untrusted', { proof: 'stated-by-peer' })],
      must: ['DEPTH_ZERO_SELF_SIGNED_CERT'],
      differs: CLIENT_NAMES,
    },
  }),
  // Signed by an authority of one company, which no client has in its list.
  scenario({
    name: 'certificate-of-a-private-authority',
    reports: ['vllm-project/vllm#1644'],
    network: office(
      { shelf: [vllm({ tls: BY_PRIVATE_AUTHORITY, listen: [at('0.0.0.0', 8443)] })] },
      { hosts: ['127.0.0.1 localhost', `${ADDRESS.shelf} models.office.test`] },
    ),
    url: 'https://models.office.test:8443/v1',
    expect: {
      exit: 1,
      findings: [broken('tls-untrusted', { proof: 'stated-by-peer' })],
      must: ['UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
      differs: CLIENT_NAMES,
    },
  }),
  scenario({
    name: 'plain-http-to-a-tls-port',
    network: office({ desk: [vllm({ tls: CERTIFICATE, listen: [at('127.0.0.1', 8443)] })] }),
    url: 'http://127.0.0.1:8443/v1',
    expect: {
      exit: 1,
      findings: [broken('tls-mismatch', { proof: 'control-probe' })],
      must: ['https://127.0.0.1:8443/v1'],
    },
  }),
  scenario({
    name: 'https-to-a-plain-port',
    network: office({ desk: [vllm()] }),
    url: 'https://127.0.0.1:8000/v1',
    expect: {
      exit: 1,
      findings: [broken('tls-mismatch', { proof: 'control-probe' })],
      must: ['http://127.0.0.1:8000/v1'],
    },
  }),
];

/** It lists its models at once, and a chat request hangs. */
const hangs: readonly Scenario[] = [
  scenario({
    name: 'chat-hangs',
    waits: true,
    network: office({ desk: [vllm({ chat: 'silent' })] }),
    expect: {
      exit: 1,
      findings: [broken('service-silent', { proof: 'control-probe', shows: ['no-answer', 'answered'] })],
      must: ['"to":"chat"', 'silent'],
    },
  }),
];

export const SERVICE_FAILS: readonly Scenario[] = [...refuses, ...misbehaves, ...overTls, ...hangs];
