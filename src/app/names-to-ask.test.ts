import { describe, expect, it } from 'vitest';
import { namesModelService } from '../domain/intents/names-model-service.ts';
import { parseTarget } from '../domain/net/parse-target.ts';
import { sketchSnapshot } from '../domain/testing/snapshot.ts';
import { namesOfProcesses, namesToAsk } from './names-to-ask.ts';

const ask = (env: Readonly<Record<string, string>>, url?: string) => {
  const target = url === undefined ? undefined : parseTarget(url);
  const variables = Object.entries(env).map(([name, value]) => ({ name, value }));
  return namesToAsk(variables, target?.ok ? target.value : undefined);
};

describe('names to ask', () => {
  it('are the target’s and the proxies’, each once', () => {
    const env = {
      http_proxy: 'http://proxy.test:3128',
      HTTPS_PROXY: 'http://me:p@ss@proxy.test:3128/',
      all_proxy: 'other.test:1080',
    };
    expect(ask(env, 'http://svc.test/v1')).toEqual(['svc.test', 'proxy.test', 'other.test']);
  });

  it('leave addresses out', () => {
    expect(
      ask({ http_proxy: 'http://10.0.0.2:3128', https_proxy: '[::1]:3128' }, 'http://127.1:8000'),
    ).toEqual([]);
  });

  it('survive values that mean nothing', () => {
    expect(ask({ http_proxy: '::::', https_proxy: '', no_proxy: 'a.test' })).toEqual([]);
  });
});

describe('names that processes name', () => {
  it('are those of services for models and of proxies; of one process that was named, all', () => {
    const { facts } = sketchSnapshot({
      here: {
        commands: { 23: 'python3 a.py --api-url http://gpu.test:8000/v1', 24: 'curl https://files.test/a' },
        environments: {
          23: { https_proxy: 'http://proxy.test:3128', S3_ENDPOINT: 'http://minio.test:9000' },
        },
      },
    });
    expect(namesOfProcesses(facts, [], namesModelService).toSorted()).toEqual(['gpu.test', 'proxy.test']);
    expect(namesOfProcesses(facts, [], () => true)).toHaveLength(4);
  });
});
