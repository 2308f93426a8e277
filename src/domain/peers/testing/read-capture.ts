import type { HttpResponse } from '../../facts/observation.ts';
import { parseModelList } from '../model-list.ts';
import { isPage, pageText } from '../page-text.ts';
import { parseResponseHead } from '../response-head.ts';

/** A response as it was recorded off the wire, head and body, as the prober would report it. */
export const readCapture = (raw: string): HttpResponse => {
  const end = raw.indexOf('\r\n\r\n');
  const head = parseResponseHead(raw.slice(0, end));
  if (end === -1 || head === undefined) throw new Error('no HTTP response');
  const body = raw.slice(end + 4);
  const models = parseModelList(body);
  return {
    ...head,
    bodyStart: (isPage(body) ? pageText(body) : body).slice(0, 2048),
    bodyBytes: body.length,
    isTruncated: false,
    hadControl: false,
    ...(models === undefined ? {} : { models }),
  };
};
