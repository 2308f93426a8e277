import type { HttpFailure, HttpResponse } from '../../domain/facts/observation.ts';
import type { Result } from '../../domain/facts/result.ts';
import { fail, succeed } from '../../domain/facts/result.ts';
import { parseModelList } from '../../domain/peers/model-list.ts';
import type { ResponseHead } from '../../domain/peers/response-head.ts';
import { bodyDecoder } from './body-decoder.ts';
import type { Limits } from './limits.ts';
import type { BodyRead, OnBody } from './read-body.ts';
import { readBody } from './read-body.ts';
import type { HeadRead, NoHead } from './read-head.ts';
import { readHead } from './read-head.ts';
import { bodyText, cleanHeaders, cleanLine, describeBytes, hasControl, LONGEST } from './readable.ts';
import type { Wire } from './wire.ts';

export interface ReadOptions {
  readonly onFirstByte?: () => void;
  readonly onBody?: OnBody;
}

/** Reads a whole response within the limits, in texts that are clean and not yet cut to their last length. */
export const readResponse = async (
  wire: Wire,
  limits: Limits,
  options: ReadOptions = {},
): Promise<Result<HttpResponse, HttpFailure>> => {
  const read = await readHead(wire, limits.headBytes, options.onFirstByte);
  if (!read.ok) return fail(failureOf(read.problem));
  return succeed(await readRest(wire, read.value, limits, options.onBody));
};

/** The response whose head has been read. */
export const readRest = async (
  wire: Wire,
  { head, rest }: HeadRead,
  limits: Limits,
  onBody?: OnBody,
): Promise<HttpResponse> =>
  toResponse(head, await readBody(wire, bodyDecoder(head), rest, limits.bodyBytes, onBody));

export const failureOf = ({ failure, bytes }: NoHead): HttpFailure => ({
  at: 'response',
  failure,
  firstBytes: describeBytes(bytes),
});

const toResponse = (head: ResponseHead, body: BodyRead): HttpResponse => {
  const models = body.isTruncated ? undefined : parseModelList(body.bytes.toString('utf8'));
  const clean = (names: readonly string[]): readonly string[] =>
    names.map((name) => cleanLine(name, LONGEST.model));
  return {
    status: head.status,
    httpVersion: head.httpVersion,
    headers: cleanHeaders(head.headers),
    bodyStart: bodyText(head, body.bytes),
    bodyBytes: body.bytes.length,
    isTruncated: body.isTruncated,
    hadControl: hasControl([
      ...head.headers.map(([, value]) => value),
      ...(models === undefined ? [] : [...models.ids, ...models.ownedBy]),
      body.bytes.subarray(0, LONGEST.body).toString('latin1'),
    ]),
    ...(models === undefined ? {} : { models: { ids: clean(models.ids), ownedBy: clean(models.ownedBy) } }),
  };
};
