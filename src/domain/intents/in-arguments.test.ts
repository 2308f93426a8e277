import { describe, expect, it } from 'vitest';
import { servicesInArguments } from './in-arguments.ts';

const found = (line: string) =>
  servicesInArguments(line.split(' ')).map(({ argument, url, meaning, model }) =>
    [argument, url, meaning, model].filter((part) => part !== undefined).join(' '),
  );

describe('services in a command line', () => {
  it.each([
    [
      'evalscope eval --model mh-sft-7b --api-url http://127.0.0.1:8000/v1 --datasets ceval',
      ['--api-url http://127.0.0.1:8000/v1 api-base mh-sft-7b'],
    ],
    ['x --base-url=http://gpu:8000/v1', ['--base-url http://gpu:8000/v1 api-base']],
    [
      'lm_eval --model local-completions --model_args model=q,base_url=http://127.0.0.1:8000/v1/completions,num_concurrent=1',
      ['base_url= http://127.0.0.1:8000/v1/completions url q'],
    ],
    ['curl -s http://127.0.0.1:8000/v1/models', [' http://127.0.0.1:8000/v1/models url']],
    ['x --endpoint "http://h:1/"', ['--endpoint http://h:1/ url']],
    ['x --server http://h:1 --server http://h:1', ['--server http://h:1 url']],
  ])('%s', (line, services) => expect(found(line)).toEqual(services));

  it.each([
    'x --proxy http://p:3128',
    'x --https-proxy=http://p:3128',
    'curl -x http://p:3128',
    'x --title http://h:1',
    'x --api-url not-a-url',
    'x --host 127.0.0.1',
    'ssh user@host',
    'http://h:1',
    '',
  ])('names none in: %s', (line) => expect(found(line)).toEqual([]));

  it('does not take what follows an option without a value for that option’s', () =>
    expect(found('x --verbose http://h:1/v1')).toEqual([]));
});
