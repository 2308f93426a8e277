import { describe, expect, it } from 'vitest';
import { fails, lists } from '../testing/answers.ts';
import { SERVICE_SITUATIONS } from '../testing/service-situations.ts';
import type { Situation } from '../testing/situation.ts';
import { codes, examine, here } from '../testing/situation.ts';
import type { MachineSketch } from '../testing/snapshot.ts';

describe('one situation at the service, its causes and nothing else', () => {
  it.each(Object.entries(SERVICE_SITUATIONS))('%s', (_, situation) => {
    expect(codes(examine(situation))).toEqual(situation.finds);
  });
});

describe('what to do about a service on its loopback', () => {
  const bound = (command: string, more: MachineSketch = {}) =>
    examine({
      url: 'http://10.0.0.1:8000/v1',
      machines: {
        here: here({ listeners: ['python3 1 127.0.0.1:8000'], commands: { 1: command }, ...more }),
      },
      answering: (question) =>
        (question.connectTo[0]?.address === '127.0.0.1' ? lists('m') : fails('refused'))(question),
    }).findings[0];
  const VLLM = 'python3 -m vllm.entrypoints.openai.api_server --model m';

  it('names the service by its program, where the process is called after its interpreter', () => {
    expect(bound(VLLM)?.params['process']).toBe('vLLM');
  });

  it('binds the one address that is needed, and all of them only with a key and what that opens', () => {
    expect(bound(VLLM)?.fixes).toEqual([
      { kind: 'use-url', paste: ['http://127.0.0.1:8000/v1'] },
      { kind: 'bind-address', paste: [`${VLLM} --host 10.0.0.1`], exposes: '10.0.0.1' },
      {
        kind: 'bind-everywhere',
        paste: [`${VLLM} --host 0.0.0.0 --api-key KEY`],
        exposes: '10.0.0.1 (eth0)',
      },
    ]);
  });

  it('says that a variable which would do it never reached the process', () => {
    const finding = bound('ollama serve', {
      listeners: ['ollama 1 127.0.0.1:8000'],
      environment: { OLLAMA_HOST: '0.0.0.0' },
    });
    expect(finding?.evidence).toContainEqual(
      expect.objectContaining({ kind: 'variable-elsewhere', name: 'OLLAMA_HOST', value: '0.0.0.0' }),
    );
    expect(finding?.fixes[1]?.paste).toEqual(['OLLAMA_HOST=10.0.0.1:8000 ollama serve']);
  });
});

it('a service is started again so that it reaches itself, with its own command', () => {
  const [finding] = examine(
    SERVICE_SITUATIONS['a service that checks itself was started with a proxy variable'] as Situation,
  ).findings;
  expect(finding?.fixes).toEqual([
    {
      kind: 'start-without-proxy',
      paste: [
        'no_proxy=127.0.0.1,localhost,::1,0.0.0.0 NO_PROXY=127.0.0.1,localhost,::1,0.0.0.0 python3 -m sglang.launch_server --model-path m --host 0.0.0.0',
      ],
    },
  ]);
});

it('a wrong path is corrected exactly', () => {
  const corrected = (name: string) =>
    examine(SERVICE_SITUATIONS[name] as Situation).findings.map(({ fixes }) => fixes[0]?.paste);
  expect(corrected('an OpenAI client is given the root, and appends nothing before its request')).toEqual([
    ['http://127.0.0.1:8000/v1'],
  ]);
  expect(corrected('the version stands in it twice')).toEqual([['http://127.0.0.1:8000/v1']]);
  expect(corrected('another API is asked for')).toEqual([['http://127.0.0.1:8000/v1']]);
});

it('the nearest model is offered first, exactly as it is served', () => {
  const [finding] = examine(SERVICE_SITUATIONS['the model has another name'] as Situation).findings;
  expect(finding?.fixes).toEqual([{ kind: 'use-model', paste: ['/q/Llama-3.3-70B'] }]);
});
