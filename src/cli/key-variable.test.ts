import { describe, expect, it } from 'vitest';
import { createSecrets } from '../app/world.ts';
import { readArguments } from './arguments.ts';
import { keyVariableComplaint } from './key-variable.ts';

const complaint = (value: string, hasUrl = true) => {
  const args = readArguments(['doctor', `--key-variable=${value}`]);
  if (!args.ok) throw new Error(args.problem.kind);
  return keyVariableComplaint(args.value, createSecrets(), hasUrl);
};

describe('--key-variable', () => {
  it.each(['OPENAI_API_KEY', 'QWEN', '_k1'])('takes a name: %s', (name) => {
    expect(complaint(name)).toBeUndefined();
  });

  it.each(['sk-canary0123456789', 'hf_canaryCanary0123', 'c4n4rY0a1b2C3d4E5f60718', '1A', 'A B', '$KEY'])(
    'refuses what is none, and may be a key, without a word of it: %s',
    (text) => {
      const told = complaint(text);
      expect(told).toEqual({ kind: 'key-variable', problem: { kind: 'not-a-name' } });
      expect(JSON.stringify(told)).not.toContain(text);
    },
  );

  it('is for one URL', () => {
    expect(complaint('KEY', false)).toEqual({ kind: 'key-variable', problem: { kind: 'needs-url' } });
  });
});
