import type { ModelService } from '../src/lab/network.ts';
import { at, GATE_PROXY, office, squid, vllm } from './office.ts';
import type { Scenario } from './scenario.ts';
import { scenario, warning } from './scenario.ts';

const PROXY = { http_proxy: GATE_PROXY } as const;

const SELF_CHECK = warning('proxy-intercepts-local', {
  proof: 'control-probe',
  shows: ['started-with', 'control-direct'],
});

/** Its own environment sends the request that it makes of itself to the proxy. Who asks has none. */
const startedWithProxy = (
  name: string,
  reports: readonly string[],
  service: Partial<ModelService>,
  url: string,
  must: readonly string[],
  finding = SELF_CHECK,
): Scenario =>
  scenario({
    name,
    reports,
    network: office({ desk: [vllm({ env: PROXY, ...service })], gate: [squid({ kind: 'deny' })] }),
    url,
    expect: { findings: [finding], must: ['self-check', ...must] },
  });

const NAMES = '127.0.0.1,localhost,::1';

export const SERVER_ENVIRONMENT: readonly Scenario[] = [
  startedWithProxy(
    'gradio-started-with-a-proxy',
    ['Plachtaa/VALL-E-X#26'],
    { family: 'gradio', models: [], listen: [at('127.0.0.1', 7860)] },
    'http://127.0.0.1:7860',
    [`NO_PROXY=${NAMES}`, 'Gradio'],
  ),
  startedWithProxy(
    'sglang-started-with-a-proxy',
    ['sgl-project/sglang#9155'],
    { family: 'sglang', listen: [at('0.0.0.0', 30000)] },
    'http://127.0.0.1:30000/v1',
    [`NO_PROXY=${NAMES},0.0.0.0 sglang serve`, 'SGLang'],
  ),
  startedWithProxy(
    'xinference-started-with-a-proxy',
    ['xorbitsai/inference#745', 'xorbitsai/inference#2608'],
    { family: 'xinference-local', listen: [at('0.0.0.0', 9997)] },
    'http://127.0.0.1:9997/v1',
    [`NO_PROXY=${NAMES} xinference-local`, 'Xinference'],
    // It asks by the name localhost, which only who asks for it looks up.
    warning('proxy-intercepts-local', { proof: 'model', shows: ['started-with'] }),
  ),
  // vLLM asks nothing of itself: its proxy is for its downloads.
  scenario({
    name: 'vllm-started-with-a-proxy',
    network: office({ desk: [vllm({ env: PROXY })], gate: [squid()] }),
  }),
  scenario({
    name: 'gradio-is-well',
    network: office({ desk: [vllm({ family: 'gradio', models: [], listen: [at('127.0.0.1', 7860)] })] }),
    url: 'http://127.0.0.1:7860',
  }),
];
