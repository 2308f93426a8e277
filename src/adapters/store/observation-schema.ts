import * as z from 'zod/mini';
import type { Answer, Observation, Question } from '../../domain/facts/observation.ts';
import type { SameType } from './same-type.ts';

const text = z.string();
const texts = z.array(text);
const count = z.int();
/** A duration may have decimals. */
const ms = z.number();
const optional = z.exactOptional;

const from = z.object({ node: text, uid: count });
const endpoint = z.object({ address: text, port: count });
const route = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('direct') }),
  z.object({ kind: z.literal('proxy'), proxyUrl: text, form: z.enum(['absolute', 'connect']) }),
]);
const request = { from, url: text, route, connectTo: z.array(endpoint) };

const question = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('echo'), from, address: text }),
  z.object({ kind: z.literal('tcp'), from, to: endpoint }),
  z.object({ kind: z.literal('tls'), from, to: endpoint, serverName: text }),
  z.object({ kind: z.literal('http-get'), ...request }),
  z.object({ kind: z.literal('chat'), ...request, model: text }),
]);

const connectFailure = z.enum([
  'refused',
  'timed-out',
  'host-unreachable',
  'network-unreachable',
  'address-not-available',
  'denied',
  'reset',
  'other',
]);
const failedAttempts = z.array(z.object({ to: endpoint, failure: connectFailure, tookMs: ms }));

const response = z.object({
  status: count,
  httpVersion: text,
  headers: z.array(z.tuple([text, text])),
  bodyStart: text,
  bodyBytes: count,
  isTruncated: z.boolean(),
  models: optional(z.object({ ids: texts, ownedBy: texts })),
});

const httpFailure = z.discriminatedUnion('at', [
  z.object({ at: z.literal('connect') }),
  z.object({ at: z.literal('tunnel'), response }),
  z.object({ at: z.literal('tls'), detail: text }),
  z.object({
    at: z.literal('response'),
    failure: z.enum(['silent', 'closed', 'reset', 'not-http', 'head-too-large']),
    firstBytes: text,
  }),
]);

const answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('echoed'), tookMs: ms }),
  z.object({ kind: z.literal('connected'), tookMs: ms }),
  z.object({ kind: z.literal('failed'), failure: connectFailure, tookMs: ms }),
  z.object({ kind: z.literal('tls'), tookMs: ms, protocol: text, subject: text, problem: optional(text) }),
  z.object({
    kind: z.literal('response'),
    connectedTo: endpoint,
    failedAttempts,
    response,
    timing: z.object({ connectMs: ms, firstByteMs: ms, totalMs: ms }),
    stream: optional(z.object({ firstTokenMs: ms, tokens: count })),
  }),
  z.object({
    kind: z.literal('no-response'),
    connectedTo: optional(endpoint),
    failedAttempts,
    failure: httpFailure,
    tookMs: ms,
  }),
  z.object({ kind: z.literal('not-askable'), why: z.enum(['denied', 'missing-tool', 'unsupported']) }),
]);

export const observationSchema = z.object({ question, askedAt: text, answer });

/** Fails to compile where src/domain/facts/observation.ts says something else. */
export const AGREES: [
  SameType<z.infer<typeof question>, Question>,
  SameType<z.infer<typeof answer>, Answer>,
  SameType<z.infer<typeof observationSchema>, Observation>,
] = [true, true, true];
