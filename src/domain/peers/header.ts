import type { HttpResponse } from '../facts/observation.ts';

/** Every value of a header, in the order received. `name` in lower case. */
export const headerValues = (response: HttpResponse, name: string): readonly string[] =>
  response.headers.flatMap(([header, value]) => (header === name ? [value] : []));

export const firstHeader = (response: HttpResponse, name: string): string | undefined =>
  response.headers.find(([header]) => header === name)?.[1];

/** A header as people know it: `x-squid-error` and its value → `X-Squid-Error: ERR_CONNECT_FAIL 111`. */
export const headerMark = (name: string, value: string): string =>
  `${name.replace(/(?:^|-)[a-z]/g, (start) => start.toUpperCase())}: ${value}`;

/** Whether the body is a page and the response an error: only then can it be a proxy's error page. */
export const isErrorPage = (response: HttpResponse): boolean =>
  response.status >= 400 && /^\s*</.test(response.bodyStart);
