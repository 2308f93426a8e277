import { formatHostPort } from '../../net/format-address.ts';
import { parseTarget } from '../../net/parse-target.ts';
import type { Case } from '../case.ts';
import type { Cause } from '../cause.ts';
import type { Evidence, Finding, Fix } from '../finding.ts';
import { heardOf, isSuccess } from '../heard.ts';
import { extendNoProxyFix } from '../no-proxy-fix.ts';
import { clientNames, targetText } from '../path.ts';
import type { Refusal } from '../refusal.ts';
import { askSocket, loopbackSockets, refusalEvidence, refusals, socketAt, socketUrl } from '../refusal.ts';

const fixesOf = (it: Case, refusal: Refusal, url: string): readonly Fix[] => {
  const address = refusal.endpoints[0]?.address ?? '';
  const bind: Fix = { kind: 'bind-address', paste: [`--host ${address}`], exposes: address };
  if (refusal.node?.id !== it.here.id) return [bind];
  const parsed = parseTarget(url);
  const stayDirect =
    refusal.path.proxy !== undefined && parsed.ok ? [extendNoProxyFix(it, parsed.value.host)] : [];
  return [{ kind: 'use-url', paste: [url] }, ...stayDirect, bind];
};

const findIn = (it: Case, refusal: Refusal): Finding | undefined => {
  const [socket] = loopbackSockets(refusal);
  const { node, path } = refusal;
  if (socket === undefined || node === undefined) return undefined;
  const by = socketAt(node, socket);
  const question = askSocket(it, socket);
  const answer = node.id === it.here.id ? it.answerTo(question) : undefined;
  const heard = heardOf(answer);
  const evidence: Evidence[] = [...refusalEvidence(refusal)];
  if (heard !== undefined) evidence.push({ kind: 'control-elsewhere', url: question.url, heard, by });
  return {
    code: 'service-bound-to-loopback',
    severity: 'broken',
    proof: isSuccess(answer) ? 'control-probe' : 'model',
    node: node.id,
    clients: clientNames(path),
    params: {
      target: targetText(it),
      listens: formatHostPort(socket.address, socket.socket.port),
      process: by.name ?? '',
    },
    evidence,
    fixes: fixesOf(it, refusal, socketUrl(it, socket)),
  };
};

/** The service listens on 127.0.0.1 or ::1 alone, and another of the machine's addresses was asked. */
export const serviceBoundToLoopback: Cause = {
  code: 'service-bound-to-loopback',
  asks: (it) =>
    refusals(it)
      .filter(({ node }) => node?.id === it.here.id)
      .flatMap((refusal) => loopbackSockets(refusal).slice(0, 1))
      .map((socket) => askSocket(it, socket)),
  find: (it) => refusals(it).flatMap((refusal) => findIn(it, refusal) ?? []),
};
