import { asPlaceholder, keysToTry } from '../../intents/asker-key.ts';
import { formatTarget } from '../../net/format-target.ts';
import { factState } from '../../trace/model.ts';
import type { Case, Path } from '../case.ts';
import type { Evidence, Finding, Fix, ProcessAt, Proof } from '../finding.ts';
import { programPid } from '../key-of.ts';
import { directListener } from '../path.ts';
import { hasSentKey, isKeyHeldBack } from '../sent-key.ts';
import { shellWord } from '../shell-word.ts';
import { statedByService } from '../stated-by-service.ts';
import { isFoundListening } from '../wants-key.ts';

/** Where servers take their key from: vLLM, SGLang, llama.cpp, LMDeploy, MS-Swift. */
const ARGUMENT = /^--api[-_]keys?(?==|$)/;
const VARIABLES: ReadonlySet<string> = new Set(['VLLM_API_KEY', 'LLAMA_API_KEY']);

/** A key that the service was started with, by the name that it stands behind; its placeholder where that is known. */
interface ServersKey {
  readonly name: string;
  readonly placeholder: string | undefined;
  readonly by: ProcessAt;
}

const serversKeys = (it: Case, path: Path): readonly ServersKey[] => {
  const by = directListener(path);
  if (by?.pid === undefined) return [];
  const argv = it.model.nodes.get(by.node)?.processes.get(by.pid)?.argv ?? [];
  const state = factState(it.model.facts, by.node, 'environment', String(by.pid));
  const variables = state.kind === 'known' ? state.value.variables : [];
  return [
    ...argv.flatMap((word, index) => {
      const name = ARGUMENT.exec(word)?.[0];
      const value = word === name ? argv[index + 1] : word.slice((name?.length ?? 0) + 1);
      return name === undefined ? [] : [{ name, placeholder: asPlaceholder(value), by }];
    }),
    ...variables.flatMap(({ name, value }) =>
      VARIABLES.has(name) ? [{ name, placeholder: asPlaceholder(value), by }] : [],
    ),
  ];
};

/** What made the service want a key, by name: people forget that they set it. */
const keyOrigin = (it: Case, path: Path): readonly Evidence[] =>
  serversKeys(it, path).map(({ name, by }) => ({ kind: 'started-with', name, value: '', by }));

/** Whether it is known what the client sends: a key that nobody could read, or that a proxy must not see, may be the right one. */
const isTold = (it: Case, path: Path): boolean => {
  if (it.key?.kind === 'unread' || (it.key === undefined && isFoundListening(it))) return false;
  if (it.key?.kind !== 'held' || hasSentKey(path.way)) return true;
  const { answer } = path.direct;
  return (
    isKeyHeldBack(path) &&
    hasSentKey(path.direct) &&
    answer?.kind === 'response' &&
    answer.response.status === 401
  );
};

/** A program may take its key from a file or from its own code: of one that shows none, nobody knows. */
const proofOf = (it: Case): Proof =>
  it.key === undefined && programPid(it.model, it.intent.asker) !== undefined
    ? 'suspicion'
    : 'stated-by-peer';

const stateOf = ({ key }: Case): Finding['params'] => {
  if (key?.kind === 'held') return { key: 'refused', holder: key.place.name, place: key.place.kind };
  return key?.kind === 'unset' ? { key: 'unset', holder: key.name } : { key: 'none', holder: '' };
};

/** Equal keys have equal placeholders. */
const sentEvidence = (it: Case, path: Path): readonly Evidence[] => {
  const { key } = it;
  if (key?.kind !== 'held') return [];
  const own = serversKeys(it, path).map(({ placeholder }) => placeholder);
  const isOther = own.length > 0 && own.every((one) => one !== undefined && one !== key.placeholder);
  return [{ kind: 'key-sent', from: key.place, ...(isOther ? { isOtherThanServers: true } : {}) }];
};

const fixes = (it: Case): readonly Fix[] => {
  const { intent, key, request } = it;
  const send: Fix = {
    kind: 'send-key',
    paste: [`curl -H 'Authorization: Bearer KEY' ${shellWord(formatTarget(intent.target, request.path))}`],
  };
  if (key?.kind === 'held') return [{ kind: 'correct-key', paste: [] }];
  const pid = programPid(it.model, intent.asker);
  const from = pid === undefined ? '' : ` --from pid:${pid}`;
  const names = key === undefined ? keysToTry(it.variables) : [];
  const url = shellWord(formatTarget(intent.target));
  const paste = names.map((name) => `tongtu doctor ${url}${from} --key-variable ${name}`);
  return paste.length === 0 ? [send] : [{ kind: 'try-key', paste }, send];
};

/** The service answers 401 (RFC 9110 section 15.5.2): it wants an API key, or another one than the client has. */
export const unauthorized = statedByService('unauthorized', (status) => status === 401, {
  applies: isTold,
  asks: (_, path) =>
    isKeyHeldBack(path) && path.direct.question !== undefined ? [path.direct.question] : [],
  evidence: (it, path) => [...sentEvidence(it, path), ...keyOrigin(it, path)],
  more: (it) => ({ proof: proofOf(it), params: stateOf(it) }),
  fixes,
});
