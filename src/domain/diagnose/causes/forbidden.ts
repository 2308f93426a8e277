import type { Question } from '../../facts/observation.ts';
import { formatTarget } from '../../net/format-target.ts';
import { parseTarget } from '../../net/parse-target.ts';
import type { Case, Path } from '../case.ts';
import type { Evidence, Fix } from '../finding.ts';
import { heardOf, isSuccess } from '../heard.ts';
import { hasSentKey } from '../sent-key.ts';
import { statedByService } from '../stated-by-service.ts';

/** The same request, as if it came for `localhost`: a service that guards itself against DNS rebinding lets that pass. */
const asLocalhost = (it: Case, { way }: Path): Extract<Question, { kind: 'http-get' }> | undefined =>
  way.question === undefined || it.intent.target.scheme === 'https'
    ? undefined
    : { ...way.question, hostHeader: `localhost:${it.intent.target.port}` };

const passesAsLocalhost = (it: Case, path: Path): boolean => {
  const question = asLocalhost(it, path);
  return question !== undefined && isSuccess(it.answerTo(question));
};

const controlEvidence = (it: Case, path: Path): readonly Evidence[] => {
  const question = asLocalhost(it, path);
  const heard = question === undefined ? undefined : heardOf(it.answerTo(question));
  if (question === undefined || heard === undefined) return [];
  return [{ kind: 'control-host', host: question.hostHeader ?? '', heard }];
};

/** By its own loopback the same service is `localhost` to everybody here. */
const loopbackUrl = (it: Case): readonly Fix[] => {
  const { target } = it.intent;
  const parsed = parseTarget(`${target.scheme}://127.0.0.1:${target.port}${target.path}`);
  return it.place === 'loopback' && parsed.ok
    ? [{ kind: 'use-url', paste: [formatTarget(parsed.value)] }]
    : [];
};

/** How those who forward a name say `localhost` to the service instead. */
const hostFixes = (it: Case): readonly Fix[] => {
  return [
    ...loopbackUrl(it),
    {
      kind: 'rewrite-host',
      paste: [
        'nginx: proxy_set_header Host localhost;',
        `ngrok http ${it.intent.target.port} --host-header=localhost`,
        'cloudflared: originRequest: { httpHostHeader: localhost }',
      ],
    },
  ];
};

/** The service answers 403: its check of the Host header (Ollama behind a name), told apart by an experiment, or rights of its own. */
export const forbidden = statedByService('forbidden', (status) => status === 403, {
  asks: (it, path) => {
    const question = asLocalhost(it, path);
    return question === undefined ? [] : [question];
  },
  evidence: (it, path) => [
    ...(it.key?.kind === 'held' && hasSentKey(path.way)
      ? [{ kind: 'key-sent', from: it.key.place } as const]
      : []),
    ...controlEvidence(it, path),
  ],
  more: (it, path) =>
    passesAsLocalhost(it, path)
      ? { proof: 'control-probe', params: { why: 'host-check', host: it.intent.target.host.written } }
      : { params: { why: 'other' } },
  fixes: (it, path) => (passesAsLocalhost(it, path) ? hostFixes(it) : []),
});
