import { describe, expect, it } from 'vitest';
import type { Evidence, Heard } from '../../domain/diagnose/finding.ts';
import { namedAlike, namedBy } from './named-heard.ts';

const heardFrom = (program: string): Heard => ({
  peer: { program, role: 'unknown', marks: [] },
  status: 401,
  marks: [],
  models: [],
  said: '',
  tookMs: 3,
});
const UNKNOWN = heardFrom('unknown');
const listens = (name: string): Evidence => ({
  kind: 'listens',
  by: { node: 'laptop', pid: 21244, name, listen: { address: '127.0.0.1', port: 8000 } },
});
const programs = (evidence: readonly Evidence[]): readonly string[] =>
  namedAlike(evidence).flatMap((item) => (item.kind === 'answered' ? [item.heard.peer.program] : []));

describe('who answered, where the answer does not say', () => {
  it('is the process that holds the port', () => {
    expect(programs([{ kind: 'answered', heard: UNKNOWN }, listens('python3')])).toEqual(['python3']);
  });

  it('stays what the answer says', () => {
    expect(namedBy(heardFrom('vllm'), 'python3').peer.program).toBe('vllm');
    expect(namedBy(UNKNOWN, undefined)).toBe(UNKNOWN);
  });

  it('is not guessed where a proxy or several processes could be meant', () => {
    const proxied: Evidence = { kind: 'answered', heard: UNKNOWN, through: 'http://10.0.0.2:3128' };
    expect(programs([proxied, listens('python3')])).toEqual(['unknown']);
    const direct: Evidence = { kind: 'answered', heard: UNKNOWN };
    expect(programs([direct, listens('python3'), listens('nginx')])).toEqual(['unknown']);
  });
});
