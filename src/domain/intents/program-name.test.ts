import { expect, it } from 'vitest';
import { clientsOf } from './program-clients.ts';
import { programName } from './program-name.ts';

const process = (line: string) => ({
  pid: 1,
  parentPid: 0,
  uid: 0,
  name: 'comm',
  argv: line.split(' '),
  startTicks: 1,
});

it.each([
  ['/usr/bin/python3 /usr/local/bin/evalscope eval', 'evalscope'],
  ['python3.11 -u eval.py', 'eval.py'],
  ['python3 -m vllm.entrypoints.openai.api_server --port 8000', 'vllm.entrypoints.openai.api_server'],
  ['python3 -c print(1)', 'comm'],
  ['node -e 0', 'comm'],
  ['node /srv/app/server.js', 'server.js'],
  ['/usr/bin/ollama run qwen', 'comm'],
])('a person calls %s: %s', (line, name) => expect(programName(process(line))).toBe(name));

it('goes by the kernel’s name where the command line was denied', () => {
  const { argv: _, ...denied } = process('');
  expect(programName(denied)).toBe('comm');
});

it.each([
  ['/usr/bin/python3 /usr/local/bin/evalscope eval', ['httpx']],
  ['python3 -m lm_eval --model x', ['requests', 'aiohttp', 'aiohttp-trust-env']],
  ['python3 ask.py', ['requests', 'httpx', 'aiohttp', 'aiohttp-trust-env']],
  ['curl http://h', ['curl']],
  ['timeout 5 curl http://h', ['curl']],
  ['node ask.js', ['node']],
  ['/usr/bin/ollama run qwen', []],
  ['sleep 5', []],
])('%s may ask with %j', (line, clients) => expect(clientsOf(process(line))).toEqual(clients));
