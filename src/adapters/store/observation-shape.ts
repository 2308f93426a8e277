import type { Answer, Observation, Question } from '../../domain/facts/observation.ts';
import { inStep, type SameType } from '../../domain/schema/same-type.ts';
import {
  count,
  list,
  number,
  object,
  oneOf,
  optional,
  pair,
  type TypeOf,
  text,
  variants,
  yesNo,
} from '../../domain/schema/shape.ts';

const texts = list(text);
/** A duration may have decimals. */
const ms = number;

const from = object({ node: text, uid: count });
const endpoint = object({ address: text, port: count });
const route = variants(
  'kind',
  object({ kind: oneOf('direct') }),
  object({ kind: oneOf('proxy'), proxyUrl: text, form: oneOf('absolute', 'connect') }),
);
const request = { from, url: text, route, connectTo: list(endpoint), bearer: optional(text) };

const question = variants(
  'kind',
  object({ kind: oneOf('echo'), from, address: text }),
  object({ kind: oneOf('tcp'), from, to: endpoint }),
  object({ kind: oneOf('tls'), from, to: endpoint, serverName: text }),
  object({ kind: oneOf('http-get'), ...request, hostHeader: optional(text) }),
  object({ kind: oneOf('chat'), ...request, model: text, maxTokens: optional(count) }),
);

const connectFailure = oneOf(
  'refused',
  'timed-out',
  'host-unreachable',
  'network-unreachable',
  'address-not-available',
  'denied',
  'reset',
  'other',
);
const failedAttempts = list(object({ to: endpoint, failure: connectFailure, tookMs: ms }));

const response = object({
  status: count,
  httpVersion: text,
  headers: list(pair(text, text)),
  bodyStart: text,
  bodyBytes: count,
  isTruncated: yesNo,
  hadControl: yesNo,
  models: optional(object({ ids: texts, ownedBy: texts })),
});

const httpFailure = variants(
  'at',
  object({ at: oneOf('connect') }),
  object({ at: oneOf('tunnel'), response }),
  object({ at: oneOf('tls'), detail: text, peer: optional(oneOf('proxy')) }),
  object({
    at: oneOf('response'),
    failure: oneOf('silent', 'closed', 'reset', 'not-http', 'head-too-large'),
    firstBytes: text,
  }),
);

const certificates = { tlsProblem: optional(text), proxyTlsProblem: optional(text) };

const answer = variants(
  'kind',
  object({ kind: oneOf('echoed'), tookMs: ms }),
  object({ kind: oneOf('connected'), tookMs: ms }),
  object({ kind: oneOf('failed'), failure: connectFailure, tookMs: ms }),
  object({ kind: oneOf('tls'), tookMs: ms, protocol: text, subject: text, problem: optional(text) }),
  object({
    kind: oneOf('response'),
    connectedTo: endpoint,
    failedAttempts,
    response,
    timing: object({ connectMs: ms, firstByteMs: ms, totalMs: ms }),
    stream: optional(object({ firstTokenMs: ms, tokens: count })),
    ...certificates,
  }),
  object({
    kind: oneOf('no-response'),
    connectedTo: optional(endpoint),
    failedAttempts,
    failure: httpFailure,
    tookMs: ms,
    ...certificates,
  }),
  object({ kind: oneOf('not-askable'), why: oneOf('denied', 'missing-tool', 'unsupported') }),
);

export const observationShape = object({ question, askedAt: text, answer });

inStep<SameType<TypeOf<typeof question>, Question>>();
inStep<SameType<TypeOf<typeof answer>, Answer>>();
inStep<SameType<TypeOf<typeof observationShape>, Observation>>();
