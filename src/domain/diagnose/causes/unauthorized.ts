import { formatTarget } from '../../net/format-target.ts';
import { factState } from '../../trace/model.ts';
import type { Case, Path } from '../case.ts';
import type { Evidence } from '../finding.ts';
import { directListener } from '../path.ts';
import { shellWord } from '../shell-word.ts';
import { statedByService } from '../stated-by-service.ts';

/** Where servers take their key from: vLLM, SGLang, llama.cpp, LMDeploy, MS-Swift. */
const ARGUMENT = /^--api[-_]keys?(?==|$)/;
const VARIABLES: ReadonlySet<string> = new Set(['VLLM_API_KEY', 'LLAMA_API_KEY']);

/** What made the service want a key, by name: people forget that they set it. */
const keyOrigin = (it: Case, path: Path): readonly Evidence[] => {
  const by = directListener(path);
  if (by?.pid === undefined) return [];
  const argv = it.model.nodes.get(by.node)?.processes.get(by.pid)?.argv ?? [];
  const state = factState(it.model.facts, by.node, 'environment', String(by.pid));
  const variables = state.kind === 'known' ? state.value.variables : [];
  const names = [
    ...argv.flatMap((word) => ARGUMENT.exec(word)?.[0] ?? []),
    ...variables.flatMap(({ name }) => (VARIABLES.has(name) ? [name] : [])),
  ];
  return names.map((name) => ({ kind: 'started-with', name, value: '', by }));
};

/** The service answers 401 (RFC 9110 section 15.5.2): it wants an API key. */
export const unauthorized = statedByService('unauthorized', (status) => status === 401, {
  evidence: keyOrigin,
  fixes: (it) => [
    {
      kind: 'send-key',
      paste: [
        `curl -H 'Authorization: Bearer KEY' ${shellWord(formatTarget(it.intent.target, it.request.path))}`,
      ],
    },
  ],
});
