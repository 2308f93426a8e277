import type { Answer } from '../facts/observation.ts';
import { outcomesOf } from '../trace/tree.ts';
import type { Path } from './case.ts';
import type { Evidence } from './finding.ts';
import { connectFailureOf, heardOf, isSuccess } from './heard.ts';
import { directListener } from './path.ts';

const modelsText = (answer: Answer | undefined): string => heardOf(answer)?.models.join(', ') ?? '';

/** What gives away that another service answered through the proxy: it answered where the target itself does not, or otherwise. */
export const differences = (path: Path): readonly Evidence[] => {
  if (!isSuccess(path.way.answer)) return [];
  const proxied = heardOf(path.way.answer);
  const direct = heardOf(path.direct.answer);
  const refused = connectFailureOf(path.direct.answer);
  if (proxied === undefined) return [];
  if (refused !== undefined) {
    return [
      { kind: 'differs', what: 'refused-directly', proxied: String(proxied.status), direct: refused.failure },
    ];
  }
  if (direct === undefined) return [];
  const found: Evidence[] = [];
  const [proxiedModels, directModels] = [modelsText(path.way.answer), modelsText(path.direct.answer)];
  if (proxiedModels !== directModels) {
    found.push({ kind: 'differs', what: 'models', proxied: proxiedModels, direct: directModels });
  }
  if (proxied.peer.program !== direct.peer.program) {
    found.push({
      kind: 'differs',
      what: 'server',
      proxied: proxied.peer.program,
      direct: direct.peer.program,
    });
  }
  const proxiedBy = outcomesOf(path.way.trace.tree).find(
    ({ verdict }) => verdict.kind === 'answered',
  )?.verdict;
  const directBy = directListener(path);
  if (proxiedBy?.kind === 'answered' && directBy !== undefined && proxiedBy.by.node !== directBy.node) {
    const name = (pid: number | undefined, process: string | undefined): string =>
      `${process ?? '?'} (pid ${pid ?? '?'})`;
    found.push({
      kind: 'differs',
      what: 'process',
      proxied: name(proxiedBy.by.listener.pid, proxiedBy.by.process),
      direct: name(directBy.pid, directBy.name),
    });
  }
  return found;
};
