import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCommandClient } from './command-client.ts';

const FIRST_LINES: Readonly<Record<string, string>> = {
  evaluate: '#!/usr/bin/python3',
  '/opt/run': '#!/usr/bin/env -S python3 -u',
  './serve.js': '#!/usr/bin/env node',
  'start.sh': '#!/bin/sh',
  loop: '#! loop',
};

const clientOf = (...argv: readonly string[]) => readCommandClient(argv, (name) => FIRST_LINES[name]);
const kindsOf = (line: string): string => clientOf(...line.split(' ')).kinds.join(' ');

describe('the client that a command line is', () => {
  it.each([
    ['curl http://x', 'curl'],
    ['/usr/bin/git clone x', 'curl'],
    ['wget -q x', 'wget'],
    ['python3.11 -m eval', 'python'],
    ['pip install x', 'python'],
    ['uv sync', 'rust python'],
    ['node x.js', 'node'],
    ['npx thing', 'npm node'],
    ['ollama list', 'go'],
    ['docker pull x', 'go'],
    ['lm_eval --model x', 'python'],
    ['evaluate --all', 'python'],
    ['/opt/run', 'python'],
    ['./serve.js', 'node'],
    ['start.sh', ''],
    ['loop', ''],
    ['something', ''],
    ['bash run.sh', ''],
  ])('%s: %s', (line, expected) => {
    expect(kindsOf(line)).toBe(expected);
  });

  it.each([
    ['env A=b -- curl x', ''],
    ['env -u C A=b curl x', 'curl'],
    ['env -i A=b python3', 'python'],
    ['sudo -u me -E curl x', 'curl'],
    ['sudo A=b curl', 'curl'],
    ['timeout -k 2 5 wget x', 'wget'],
    ['nice -n 5 node x', 'node'],
    ['nice -10 node x', 'node'],
    ['nohup stdbuf -oL python x', 'python'],
    ['time -f %e env timeout 5 curl', 'curl'],
    ['env', ''],
    ['timeout 5', ''],
  ])('through a wrapper, %s: %s', (line, expected) => {
    expect(kindsOf(line)).toBe(expected);
  });

  it.each([
    ['curl -s http://x | jq .', 'curl'],
    ['cd /x && A=b python3 eval.py; echo done', 'python'],
    ['if true; then curl x; fi', 'curl'],
    ['exec node x', 'node'],
    ['curl x; ./other', ''],
    ['echo hello', ''],
  ])('in a short script, %s: %s', (script, expected) => {
    expect(clientOf('bash', '-lc', script).kinds.join(' ')).toBe(expected);
  });

  it('knows what the command line itself sets, and whether sudo stands in between', () => {
    const found = clientOf('sudo', 'http_proxy=http://a:1', 'env', 'no_proxy=x', 'curl');
    expect(found.isThroughSudo).toBe(true);
    expect(found.assigned.map(({ name, value }) => `${name}=${value}`)).toEqual([
      'http_proxy=http://a:1',
      'no_proxy=x',
    ]);
  });

  it('has an answer to anything', () => {
    const word = fc.oneof(
      fc.constantFrom('env', 'sudo', 'bash', '-c', 'A=b', '--', '-', '', 'constructor', 'timeout', 'curl'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), (argv) => {
        expect(Array.isArray(readCommandClient(argv, (name) => `#!${name} x`).kinds)).toBe(true);
      }),
    );
  });
});
