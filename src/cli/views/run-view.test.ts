import { describe, expect, it } from 'vitest';
import type { RunPlan } from '../../app/run-command.ts';
import { createSecrets } from '../../app/world.ts';
import { en } from '../../messages/en.ts';
import { zh } from '../../messages/zh.ts';
import { widthOf } from '../screen.ts';
import { runJson, runView } from './run-view.ts';

const HOSTS = ['127.0.0.1', 'localhost', '::1', 'workstation', '172.28.4.55'];
const LIST = HOSTS.join(',');
const QUIET: RunPlan = {
  program: 'curl',
  kinds: ['curl'],
  hosts: HOSTS,
  changes: [],
  dropped: [],
  hasProxy: false,
  isThroughSudo: false,
  isUnderSudo: false,
};
const PROXY = 'socks5h://me:CANARY@10.0.0.2:1080';

const PLANS: Readonly<Record<string, RunPlan>> = {
  'no-proxy': QUIET,
  'held-already': { ...QUIET, hasProxy: true },
  lists: {
    ...QUIET,
    hasProxy: true,
    changes: [
      { name: 'no_proxy', before: 'corp.example.com', after: `corp.example.com,${LIST}` },
      { name: 'NO_PROXY', before: undefined, after: `corp.example.com,${LIST}` },
    ],
  },
  everything: {
    ...QUIET,
    program: 'sudo',
    kinds: ['python'],
    hasProxy: true,
    isThroughSudo: true,
    notForAll: 'socks5h',
    dropped: ['fd00::/8'],
    changes: [
      { name: 'http_proxy', before: 'http://old:CANARY@10.0.0.1:3128', after: PROXY },
      { name: 'https_proxy', before: undefined, after: PROXY },
      { name: 'Http_Proxy', before: 'http://10.0.0.1:3128', after: undefined },
      { name: 'no_proxy', before: undefined, after: LIST },
      { name: 'NO_PROXY', before: 'fd00::/8', after: LIST },
    ],
  },
  'under-sudo': { ...QUIET, isUnderSudo: true },
  'spare-socks': {
    ...QUIET,
    program: 'evalscope',
    kinds: ['python'],
    hasProxy: true,
    changes: [
      { name: 'ALL_PROXY', before: 'socks5://me:CANARY@10.0.0.2:7891', after: undefined },
      { name: 'no_proxy', before: undefined, after: LIST },
      { name: 'NO_PROXY', before: undefined, after: LIST },
    ],
  },
  unknown: { ...QUIET, program: './run.sh', kinds: [] },
};

describe('what a command would be run with', () => {
  for (const [name, plan] of Object.entries(PLANS)) {
    it.each([en, zh])(`${name}, $language`, async (words) => {
      const text = runView(plan, words, { columns: 80, hasColor: false }, createSecrets());
      expect(text.split('\n').filter((line) => widthOf(line) > 80)).toEqual([]);
      expect(text).not.toContain('CANARY');
      await expect(text).toMatchFileSnapshot(`golden/run-${name}.${words.language}.txt`);
    });
  }

  it('is the same for a program, without its secrets', () => {
    const json = JSON.stringify(PLANS['everything'] && runJson(PLANS['everything'], createSecrets()));
    expect(json).toContain('"dropped":["fd00::/8"]');
    expect(json).not.toContain('CANARY');
  });
});
