import type { Speaker } from '../reading.ts';

/** The frame that a program puts around every message, also around one that a library of it gave. The first that fits. */
export const SPEAKERS: readonly (readonly [Speaker, RegExp])[] = [
  ['curl', /\bcurl: \(\d{1,3}\)/],
  ['git', /^(?:fatal|remote|error|致命错误)[:：] ?.{0,20}(?:unable to access|repository|无法访问)/],
  ['pip', /pip\._vendor|^WARNING: Retrying \(Retry|^ERROR: .{0,40}(?:install|requirement)/],
  ['npm', /^npm (?:ERR!|error)/],
  [
    'docker',
    /Error response from daemon|^docker: |failed to do request|registry-1\.docker\.io|userland proxy|external connectivity/,
  ],
  ['apt', /^(?:Err|E|W|Ign)\s?: ?|^Err:\d/],
  ['openai', /\bopenai\.|\blitellm\./],
  ['aiohttp', /aiohttp\./],
  ['httpx', /\bhttpx\.|\bhttpcore\./],
  ['requests', /requests\.(?:exceptions|packages)|urllib3\./],
  ['ssh', /^ssh: /],
  ['telnet', /^telnet: /],
  ['ping', /^ping6?: /],
  ['wget', /^wget: /],
];
