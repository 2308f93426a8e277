import type { Question } from '../facts/observation.ts';
import { formatTarget } from '../net/format-target.ts';
import type { Case, Path } from './case.ts';

/**
 * A streamed token of the model that is wanted, or of the first that the service lists, by the same way as the list came;
 * absent where there is none.
 */
export const chatQuestion = (it: Case, path: Path): Extract<Question, { kind: 'chat' }> | undefined => {
  const { question, answer } = path.way;
  const { chatPath } = it.request;
  if (!it.intent.withInference || chatPath === undefined || question === undefined) return undefined;
  const listed =
    answer?.kind === 'response' && answer.response.status === 200 ? answer.response.models : undefined;
  const model = listed === undefined ? undefined : (it.intent.model ?? listed.ids[0]);
  if (model === undefined) return undefined;
  const { from, route, connectTo, bearer } = question;
  const { chatTokens } = it.intent;
  const url = formatTarget(it.intent.target, chatPath);
  const key = bearer === undefined ? {} : { bearer };
  const chat = { kind: 'chat', from, url, route, connectTo, ...key, model } as const;
  return chatTokens === undefined ? chat : { ...chat, maxTokens: chatTokens };
};
