import { at, office, vllm } from './office.ts';
import type { Scenario, ScenarioSketch } from './scenario.ts';
import { broken, scenario } from './scenario.ts';

const DESK = office({ desk: [vllm()] });

const WRONG_PATH = broken('wrong-path', { proof: 'control-probe', shows: ['answered', 'control-elsewhere'] });

const wrong = (name: string, more: Partial<ScenarioSketch>, must: readonly string[]): Scenario =>
  scenario({ name, network: DESK, ...more, expect: { exit: 1, findings: [WRONG_PATH], must } });

/** What a client of the OpenAI API is given as its base. */
const asBase = (
  name: string,
  reports: readonly string[],
  url: string,
  must: readonly string[],
  network = DESK,
): Scenario => wrong(name, { reports, url, network, flags: ['--as', 'openai'] }, must);

const RIGHT = 'http://127.0.0.1:8000/v1';

export const WRONG_PATH_SCENARIOS: readonly Scenario[] = [
  asBase('base-without-version', ['BerriAI/litellm#5183'], 'http://127.0.0.1:8000', [RIGHT, 'uvicorn']),
  asBase(
    'base-with-a-whole-request',
    ['modelscope/evalscope#789'],
    'http://127.0.0.1:30000/v1/chat/completions',
    ['http://127.0.0.1:30000/v1', 'sglang'],
    office({ desk: [vllm({ family: 'sglang', listen: [at('127.0.0.1', 30000)] })] }),
  ),
  asBase('base-with-two-versions', [], 'http://127.0.0.1:8000/v1/v1', [RIGHT]),
  scenario({
    name: 'base-as-it-should-be',
    network: DESK,
    url: RIGHT,
    flags: ['--as', 'openai'],
  }),
  scenario({ name: 'root-of-a-service', network: DESK, url: 'http://127.0.0.1:8000' }),
  wrong(
    'request-of-another-api',
    { reports: ['vllm-project/vllm#6194'], url: 'http://127.0.0.1:8000/generate' },
    [RIGHT, '404'],
  ),
  wrong('ollama-api-asked-of-vllm', { url: 'http://127.0.0.1:8000/api/tags' }, [RIGHT, '404']),
  // Clients that append /chat/completions to what already ends in it.
  wrong(
    'request-appended-twice',
    {
      reports: ['modelscope/evalscope#789'],
      url: 'http://127.0.0.1:8000/v1/chat/completions/chat/completions',
    },
    [RIGHT],
  ),
];
