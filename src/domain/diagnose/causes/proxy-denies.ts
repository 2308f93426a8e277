import type { Answer, Question } from '../../facts/observation.ts';
import { formatTarget } from '../../net/format-target.ts';
import { proxyError } from '../../peers/proxy-error.ts';
import type { Case, ProxiedPath } from '../case.ts';
import { isProxied } from '../case.ts';
import type { Cause } from '../cause.ts';
import type { Evidence, Finding } from '../finding.ts';
import { heardOf, responseOf } from '../heard.ts';
import { clientNames, targetText } from '../path.ts';
import { unsetFix, wantsProxy } from '../proxy-fixes.ts';
import { proxyNode } from '../proxy-node.ts';

/** The proxy's own 403, by its page or because it refused the tunnel. */
const isDeniedBy = (answer: Answer | undefined): boolean => {
  const response = responseOf(answer);
  if (response === undefined) return false;
  if (proxyError(response)?.category === 'access-denied') return true;
  // A refused tunnel is the proxy's own word: nobody else has been asked yet.
  return answer?.kind === 'no-response' && response.status === 403;
};

/** The port that a proxy's rules allow of any host: a plain one for http, that of TLS for a tunnel. */
const USUAL_PORT = { http: 80, https: 443 } as const;

/** The same host on the usual port: allowed there, it is the port that the rules refuse. */
const portQuestion = (
  it: Case,
  { way }: ProxiedPath,
): Extract<Question, { kind: 'http-get' }> | undefined => {
  const { target } = it.intent;
  const port = USUAL_PORT[target.scheme];
  if (way.question === undefined || target.port === port || !wantsProxy(it)) return undefined;
  // The key is for the port that is asked for.
  const { bearer: _, ...question } = way.question;
  return { ...question, url: formatTarget({ ...target, port, isPortWritten: true }, '/') };
};

/** The answer to that, where the proxy let it pass. */
const allowedElsewhere = (it: Case, path: ProxiedPath): Evidence | undefined => {
  const question = portQuestion(it, path);
  const answer = question === undefined ? undefined : it.answerTo(question);
  const heard = heardOf(answer);
  if (question === undefined || answer === undefined || heard === undefined || isDeniedBy(answer))
    return undefined;
  return { kind: 'control-elsewhere', url: question.url, heard };
};

/** Squid's own line, where it is Squid (squid.conf, Safe_ports and SSL_ports). */
const portRule = (it: Case, program: string): readonly string[] => {
  const { scheme, port } = it.intent.target;
  return program === 'squid' ? [`acl ${scheme === 'https' ? 'SSL_ports' : 'Safe_ports'} port ${port}`] : [];
};

const findIn = (it: Case, path: ProxiedPath): Finding | undefined => {
  const heard = heardOf(path.way.answer);
  if (heard === undefined || !isDeniedBy(path.way.answer)) return undefined;
  const elsewhere = allowedElsewhere(it, path);
  const { choice, server } = path.proxy;
  return {
    code: 'proxy-denies',
    severity: 'broken',
    proof: elsewhere === undefined ? 'stated-by-peer' : 'control-probe',
    node: proxyNode(it, path)?.id ?? it.here.id,
    clients: clientNames(path),
    params: {
      proxy: server.text,
      target: targetText(it),
      port: elsewhere === undefined ? '' : String(it.intent.target.port),
    },
    evidence: [
      { kind: 'answered', heard, through: server.text },
      ...(elsewhere === undefined ? [] : [elsewhere]),
      { kind: 'variable', name: choice.variable.name, value: choice.variable.value, moment: it.moment },
    ],
    fixes: wantsProxy(it)
      ? [
          {
            kind: 'ask-proxy-owner',
            paste: elsewhere === undefined ? [] : portRule(it, heard.peer.program),
          },
          unsetFix(),
        ]
      : [],
  };
};

/** The proxy's own rules refuse this target: its 403, not the service's. */
export const proxyDenies: Cause = {
  code: 'proxy-denies',
  asks: (it) =>
    it.paths
      .filter(isProxied)
      .filter((path) => isDeniedBy(path.way.answer))
      .flatMap((path) => portQuestion(it, path) ?? []),
  find: (it) => it.paths.filter(isProxied).flatMap((path) => findIn(it, path) ?? []),
};
