import { ADDRESS, at, office, vllm } from './office.ts';
import type { Expectation, Scenario, ScenarioSketch } from './scenario.ts';
import { broken, scenario, warning } from './scenario.ts';

const WRONG_MODEL = broken('wrong-model', { proof: 'stated-by-peer', shows: ['serves', 'answered'] });

const wants = (
  name: string,
  model: string,
  more: Pick<ScenarioSketch, 'network' | 'reports' | 'url'>,
  expected: Partial<Expectation>,
): Scenario =>
  scenario({
    name,
    ...more,
    flags: ['--model', model],
    expect: { exit: 1, findings: [WRONG_MODEL], ...expected },
  });

const serving = (...models: readonly string[]): Pick<ScenarioSketch, 'network'> => ({
  network: office({ desk: [vllm({ models })] }),
});

const OLLAMA = [at('127.0.0.1', 11434)];
const TAGS = 'http://127.0.0.1:11434/v1';

export const WRONG_MODEL_SCENARIOS: readonly Scenario[] = [
  wants(
    'model-served-under-its-path',
    'Qwen1.5-14B-Chat-GPTQ-Int8',
    { reports: ['vllm-project/vllm#3486'], ...serving('/data/models/Qwen1.5-14B-Chat-GPTQ-Int8') },
    { must: ['/data/models/Qwen1.5-14B-Chat-GPTQ-Int8', 'does not exist'] },
  ),
  wants(
    'model-without-its-leading-slash',
    'q/Llama-3.3-70B',
    { reports: ['BerriAI/litellm#7744'], ...serving('/q/Llama-3.3-70B') },
    { must: ['leading-slash', '"paste":["/q/Llama-3.3-70B"]'] },
  ),
  wants('model-in-other-case', 'opencua-7b', serving('OpenCUA-7B'), {
    must: ['"slip":"case"', 'OpenCUA-7B'],
  }),
  wants('model-served', 'OpenCUA-7B', serving('OpenCUA-7B'), { exit: 0, findings: [] }),
  // Ollama takes a name without a tag for the latest.
  wants(
    'model-without-a-tag',
    'qwen2.5',
    {
      network: office({ desk: [vllm({ family: 'ollama', models: ['qwen2.5:latest'], listen: OLLAMA })] }),
      url: TAGS,
    },
    { exit: 0, findings: [] },
  ),
  // Started by another user, whose models are elsewhere.
  wants(
    'models-of-another-user',
    'qwen2.5:7b',
    {
      reports: ['ollama/ollama#3041'],
      network: office({ desk: [vllm({ family: 'ollama', models: [], listen: OLLAMA, runAs: 'rosa' })] }),
      url: TAGS,
    },
    {
      findings: [broken('wrong-model', { proof: 'stated-by-peer', shows: ['serves'] })],
      must: ['nothing-served'],
    },
  ),
  wants(
    'model-at-another-instance',
    'qwen2.5:7b',
    {
      network: office({
        desk: [
          vllm({ family: 'ollama', models: ['llama3.2:3b'], listen: OLLAMA }),
          vllm({ family: 'ollama', models: ['qwen2.5:7b'], listen: [at('127.0.0.1', 11435)] }),
        ],
      }),
      url: TAGS,
    },
    {
      findings: [broken('wrong-model', { proof: 'control-probe', shows: ['serves', 'control-elsewhere'] })],
      must: ['http://127.0.0.1:11435/v1', 'llama3.2:3b', 'qwen2.5:7b'],
    },
  ),
  // One port, two of them: each has its own address, and its own models.
  wants(
    'model-at-another-instance-on-the-port',
    'qwen2.5:7b',
    {
      reports: ['open-webui/open-webui#741'],
      network: office({
        desk: [
          vllm({ family: 'ollama', models: ['llama3.2:3b'], listen: OLLAMA }),
          vllm({ family: 'ollama', models: ['qwen2.5:7b'], listen: [at(ADDRESS.desk, 11434)] }),
        ],
      }),
      url: TAGS,
    },
    {
      findings: [
        broken('wrong-model', { proof: 'control-probe', shows: ['serves', 'control-elsewhere'] }),
        warning('port-conflict', { proof: 'control-probe' }),
      ],
      must: [ADDRESS.desk, 'llama3.2:3b', 'qwen2.5:7b'],
    },
  ),
];
