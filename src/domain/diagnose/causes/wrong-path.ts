import { formatTarget } from '../../net/format-target.ts';
import type { Case, Path } from '../case.ts';
import type { Cause } from '../cause.ts';
import type { Evidence, Finding } from '../finding.ts';
import { heardOf } from '../heard.ts';
import { clientNames, directListener, targetText } from '../path.ts';
import { lastWay } from '../refusal.ts';
import { baseGuesses, rightBase } from '../right-base.ts';

/** What is wrong with it, for the words. */
const slipIn = (path: string, base: string): string => {
  if (/(\/v\d+)\/v\d/.test(path)) return 'doubled-version';
  if (/\/(?:chat\/completions|completions|embeddings|responses|models)\/?$/.test(path)) return 'endpoint';
  return base.startsWith(path.replace(/\/+$/, '')) ? 'no-version' : 'other-api';
};

const findIn = (it: Case, path: Path): Finding | undefined => {
  const found = rightBase(it, path);
  const heard = heardOf((lastWay(it, path) ?? path.way).answer);
  const control = heardOf(found?.answer);
  if (found === undefined || heard === undefined || control === undefined) return undefined;
  const { target } = it.intent;
  const by = directListener(path);
  const evidence: readonly Evidence[] = [
    { kind: 'answered', heard },
    {
      kind: 'control-elsewhere',
      url: found.question.url,
      heard: control,
      ...(by === undefined ? {} : { by }),
    },
  ];
  return {
    code: 'wrong-path',
    severity: 'broken',
    proof: 'control-probe',
    node: it.here.id,
    clients: clientNames(path),
    params: {
      target: targetText(it),
      path: target.path,
      asked: it.request.path.replace(/\?.*$/, ''),
      base: found.base,
      slip: slipIn(target.path, found.base),
    },
    evidence,
    fixes: [{ kind: 'use-url', paste: [formatTarget(target, found.base + target.query)] }],
  };
};

/** The service is there, and its API is under another path: without `/v1`, with two of them, with a whole request in the base. */
export const wrongPath: Cause = {
  code: 'wrong-path',
  asks: (it) => it.paths.flatMap((path) => baseGuesses(it, path).map(({ question }) => question)),
  find: (it) => it.paths.flatMap((path) => findIn(it, path) ?? []),
};
