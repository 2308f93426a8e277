import { expect, it } from 'vitest';
import { requestOf } from './request-of.ts';

it.each([
  ['curl http://127.0.0.1:8000/v1', { url: 'http://127.0.0.1:8000/v1' }],
  ['curl -s 127.0.0.1:8000/v1', { url: 'http://127.0.0.1:8000/v1' }],
  [
    '/usr/bin/curl -x http://10.0.0.2:3128 http://a.test/',
    { url: 'http://a.test/', proxy: 'http://10.0.0.2:3128' },
  ],
  ['env http_proxy=http://p:1 curl http://a.test/', { url: 'http://a.test/', proxy: 'http://p:1' }],
  ['curl -H Referer:http://b.test -e http://c.test http://a.test/', { url: 'http://a.test/' }],
  ['evalscope eval --api-url http://127.0.0.1:8000/v1 --model m', { url: 'http://127.0.0.1:8000/v1' }],
  ['lm_eval --model_args base_url=http://127.0.0.1:8000/v1,model=m', { url: 'http://127.0.0.1:8000/v1' }],
  ['python3 script.py', {}],
])('%s', (line, asked) => {
  expect(requestOf(line.split(' '))).toEqual(asked);
});
