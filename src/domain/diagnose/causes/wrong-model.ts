import type { Case, Path } from '../case.ts';
import type { Cause } from '../cause.ts';
import { chatQuestion } from '../chat-question.ts';
import type { Evidence, Finding, Fix } from '../finding.ts';
import { heardOf, isSuccess } from '../heard.ts';
import { isNearModel, isSameModel, nearestModels } from '../nearest-models.ts';
import { instanceEvidence, instanceUrl, listingInstances, otherInstances } from '../other-instances.ts';
import { clientNames, targetText } from '../path.ts';
import { lastWay } from '../refusal.ts';

const MOST_LISTED = 8;
const MOST_OFFERED = 3;

interface Missing {
  readonly asked: string;
  /** All that is served, the nearest first. */
  readonly served: readonly string[];
}

/** The model that is wanted, where the service lists others and would not give a token of it either. */
const missingModel = (it: Case, path: Path): Missing | undefined => {
  const { model } = it.intent;
  // A list that a proxy's own machine gives is another service's.
  const { answer } = lastWay(it, path) ?? path.way;
  if (model === undefined || answer?.kind !== 'response' || !isSuccess(answer)) return undefined;
  const { models } = answer.response;
  if (models === undefined || models.ids.some((id) => isSameModel(model, id))) return undefined;
  const chat = chatQuestion(it, path);
  const said = chat === undefined ? undefined : it.answerTo(chat);
  const isServed = said?.kind === 'response' && isSuccess(said) && (said.stream?.tokens ?? 0) > 0;
  return isServed ? undefined : { asked: model, served: nearestModels(model, models.ids) };
};

const chatEvidence = (it: Case, path: Path): readonly Evidence[] => {
  const chat = chatQuestion(it, path);
  const heard = chat === undefined ? undefined : heardOf(it.answerTo(chat));
  return heard === undefined ? [] : [{ kind: 'answered', heard }];
};

const slipIn = (asked: string, [nearest]: readonly string[]): string => {
  if (nearest === undefined) return 'nothing-served';
  if (nearest === `/${asked}`) return 'leading-slash';
  if (nearest.toLowerCase() === asked.toLowerCase()) return 'case';
  return nearest.endsWith(`/${asked}`) || asked.endsWith(`/${nearest}`) ? 'path' : 'other';
};

const findIn = (it: Case, path: Path): Finding | undefined => {
  const missing = missingModel(it, path);
  if (missing === undefined) return undefined;
  const { asked, served } = missing;
  const others = listingInstances(it, path).filter(({ answer }) =>
    answer.response.models?.ids.some((id) => isSameModel(asked, id)),
  );
  const urls = others.flatMap((instance) => instanceUrl(it, instance) ?? []);
  const near = served.filter((id) => isNearModel(asked, id));
  const offered = (near.length > 0 ? near : served).slice(0, MOST_OFFERED);
  const fixes: readonly Fix[] = [
    ...(urls.length === 0 ? [] : [{ kind: 'use-url', paste: urls } as const]),
    ...(offered.length === 0 ? [] : [{ kind: 'use-model', paste: offered } as const]),
  ];
  return {
    code: 'wrong-model',
    severity: 'broken',
    proof: urls.length > 0 ? 'control-probe' : 'stated-by-peer',
    node: it.here.id,
    clients: clientNames(path),
    params: { target: targetText(it), model: asked, nearest: served[0] ?? '', slip: slipIn(asked, served) },
    evidence: [
      ...chatEvidence(it, path),
      { kind: 'serves', asked, models: served.slice(0, MOST_LISTED), total: served.length },
      ...others.flatMap((instance) => instanceEvidence(instance, instance.answer)),
    ],
    fixes,
  };
};

/** The service does not have the model that the client asks for; perhaps under another name, perhaps another service has. */
export const wrongModel: Cause = {
  code: 'wrong-model',
  asks: (it) =>
    it.paths.flatMap((path) =>
      missingModel(it, path) === undefined ? [] : otherInstances(it, path).map(({ question }) => question),
    ),
  find: (it) => it.paths.flatMap((path) => findIn(it, path) ?? []),
};
