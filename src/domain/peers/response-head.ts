/** The status line and headers of an HTTP/1 response, as sent. */
export interface ResponseHead {
  readonly status: number;
  /** `1.1` */
  readonly httpVersion: string;
  /** Names in lower case, in the order received. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** What every HTTP/1 response starts with. */
export const HTTP_START = 'HTTP/';

const STATUS_LINE = /^HTTP\/(\d(?:\.\d)?) (\d{3})(?: .*)?$/;
/** A field name is a token; a blank before the colon is what only attackers write. RFC 9112, 5.1. */
const FIELD = /^([!#$%&'*+.^_`|~\w-]+):(.*)$/s;

/**
 * Reads a head without its last empty line: `HTTP/1.1 200 OK\r\nServer: uvicorn`. Lines may end in LF alone and may be folded
 * (RFC 9112, 2.2 and 5.2). A line that is no field is left out, as clients do. `undefined`: it is not HTTP.
 */
export const parseResponseHead = (text: string): ResponseHead | undefined => {
  const [first = '', ...lines] = text.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const [, httpVersion, status] = STATUS_LINE.exec(first) ?? [];
  if (httpVersion === undefined || status === undefined) return undefined;
  const headers = lines.flatMap((line): ResponseHead['headers'] => {
    const [, name, value] = FIELD.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value.trim()]];
  });
  return { status: Number(status), httpVersion, headers };
};
