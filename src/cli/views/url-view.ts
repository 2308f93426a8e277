import type { Finding } from '../../domain/diagnose/finding.ts';
import type { UrlProblem } from '../../domain/net/target.ts';
import { styled, widthOf } from '../screen.ts';
import { REPORT_SCHEMA_VERSION } from './doctor-json.ts';
import type { ViewContext } from './view-context.ts';

/** A URL that is none, as a finding: the JSON has one shape for everything. */
const urlFinding = (problem: UrlProblem, node: string): Finding => ({
  code: 'url-malformed',
  severity: 'broken',
  proof: 'stated-by-peer',
  node,
  clients: [],
  params: { url: problem.text },
  evidence: [{ kind: 'url', problem }],
  fixes: problem.suggestion === undefined ? [] : [{ kind: 'use-url', paste: [problem.suggestion] }],
});

export const urlJson = (problem: UrlProblem): unknown => ({
  schemaVersion: REPORT_SCHEMA_VERSION,
  conclusion: 'unclear',
  flows: [],
  findings: [urlFinding(problem, 'argument')],
  unknowns: [],
});

/** The text, a pointer under the first character that is wrong, and the corrected URL where there is one. */
export const urlView = (
  problem: UrlProblem,
  { words, screen }: Pick<ViewContext, 'words' | 'screen'>,
): string => {
  const before = problem.text.slice(0, problem.at);
  // What cannot be printed keeps its place as a dot, so that the pointer stays under it.
  const printable = (text: string): string =>
    [...text].map((one) => (/\p{C}/u.test(one) ? '·' : one)).join('');
  // Only a URL that does not fit is shown from its middle.
  const fits = problem.text.length <= screen.columns - 4;
  const from = fits ? 0 : Math.max(0, before.length - Math.floor(screen.columns / 2));
  const shown = printable(problem.text.slice(from, from + screen.columns - 6));
  const pointer = ' '.repeat(2 + widthOf(printable(before.slice(from))));
  return [
    styled(screen, 'red', `✗ ${words.causes['url-malformed']({ url: '' }, '').replace(/[:：]\s*$/, '')}`),
    '',
    `  ${shown}`,
    `${pointer}${styled(screen, 'red', '^')} ${words.urlProblems[problem.kind]}`,
    '',
    ...(problem.suggestion === undefined ? [] : [`  ${words.words.didYouMean(problem.suggestion)}`, '']),
  ].join('\n');
};
