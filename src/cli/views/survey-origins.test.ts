import { describe, expect, it } from 'vitest';
import { survey } from '../../app/survey.ts';
import type { Fact } from '../../domain/facts/fact.ts';
import { known } from '../../domain/facts/known.ts';
import { succeed } from '../../domain/facts/result.ts';
import type { Ancestor } from '../../domain/facts/settings.ts';
import { answersOf, fails, lists } from '../../domain/testing/answers.ts';
import { process, settingsOf } from '../../domain/testing/settings.ts';
import { sketchSnapshot } from '../../domain/testing/snapshot.ts';
import { en } from '../../messages/en.ts';
import { surveyJson } from './survey-json.ts';
import { surveyView } from './survey-view.ts';
import { viewContext } from './view-context.ts';

const PROXY = { http_proxy: 'http://10.0.0.2:3128' };
const EVALSCOPE = 'evalscope eval --api-url http://127.0.0.1:8000/v1';

/** Two processes with one proxy, by the parents of each: what a person is told, and what a program reads. */
const toldOf = async (parents: readonly [readonly Ancestor[], readonly Ancestor[]]) => {
  const read = sketchSnapshot({
    here: {
      addresses: ['eth0 10.0.0.1/24'],
      listeners: ['vllm 9 127.0.0.1:8000'],
      commands: { 23: EVALSCOPE, 24: `${EVALSCOPE}/models` },
      environments: { 23: PROXY, 24: PROXY },
      settings: settingsOf(),
    },
  });
  const lineages = parents.map((above, index): Fact => {
    const pid = 23 + index;
    const chain = [process(`evalscope ${pid}`, PROXY), ...above];
    const state = known({ settings: '', chain }, { via: 'file', what: 'sketch' });
    return { node: read.consumer.node, kind: 'lineage', key: String(pid), readAt: read.takenAt, state };
  });
  const result = await survey(
    {
      collect: async () => succeed({ ...read, facts: [...read.facts, ...lineages] }),
      ask: async (snapshot, questions) =>
        answersOf(snapshot, questions, (question) =>
          (question.route.kind === 'proxy' ? fails('refused') : lists('m'))(question),
        ),
      close: () => {},
    },
    () => {},
  );
  if (!result.ok) throw new Error(result.problem.kind);
  const context = viewContext(result.value.snapshot, en, { columns: 200, hasColor: false });
  const json = JSON.stringify(surveyJson(result.value));
  return {
    text: surveyView(result.value, context, undefined),
    findings: JSON.parse(json).findings as readonly {
      readonly evidence: readonly { readonly kind: string }[];
      readonly intents: readonly { readonly origins: readonly unknown[] }[];
    }[],
  };
};

const isOrigin = ({ kind }: { readonly kind: string }): boolean => kind === 'variable-origin';

describe('where the variable of several processes comes from', () => {
  const login = process('sshd 4', {});
  const shell = process('bash 5', PROXY, {
    shell: { shell: 'bash', isLogin: true, isInteractive: true, runs: 'typed' },
  });

  it('is told of all where it is the same', async () => {
    const { text, findings } = await toldOf([
      [shell, login],
      [shell, login],
    ]);
    expect(text).toMatch(/^ +http_proxy was set by sshd \(pid 4\)/m);
    expect(findings.map(({ evidence }) => evidence.filter(isOrigin).length)).toEqual([1, 1]);
  });

  it('is told of the one of whom it is so, by name, where that of another is not known', async () => {
    const { text, findings } = await toldOf([[shell, login], []]);
    expect(text).toMatch(/^ +evalscope \(pid 23\): http_proxy was set by sshd \(pid 4\)/m);
    expect(findings.map(({ evidence }) => evidence.filter(isOrigin))).toEqual([[], []]);
    expect(findings.map(({ intents }) => intents.map(({ origins }) => origins.length))).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });
});
