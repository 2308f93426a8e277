const OPENING = /<(style|script)\b|<!--/gi;

/** Whether a body is an HTML or XHTML page, by how it starts: error pages often lack the right content type. */
export const isPage = (body: string): boolean => /^\s*<(?:!doctype|html|\?xml)/i.test(body);

/**
 * A page without its styles, scripts and comments, each run of blanks as one: Squid's and Privoxy's error pages begin with
 * several kilobytes of style sheet, and what they say comes after it. One pass; what is not closed ends the page.
 */
export const pageText = (html: string): string => {
  const kept: string[] = [];
  let from = 0;
  OPENING.lastIndex = 0;
  for (let open = OPENING.exec(html); open !== null; open = OPENING.exec(html)) {
    kept.push(html.slice(from, open.index));
    from = closingAfter(html, open[1]?.toLowerCase(), OPENING.lastIndex);
    OPENING.lastIndex = from;
  }
  kept.push(html.slice(from));
  return kept.join('').replace(/\s+/g, ' ').trim();
};

const CLOSING: Readonly<Record<string, RegExp>> = {
  style: /<\/style\s{0,8}>/gi,
  script: /<\/script\s{0,8}>/gi,
};

/** Where the element or comment that is open at `from` ends; the end of the text where it does not. */
const closingAfter = (html: string, element: string | undefined, from: number): number => {
  const closing = element === undefined ? undefined : CLOSING[element];
  if (closing === undefined) {
    const end = html.indexOf('-->', from);
    return end === -1 ? html.length : end + 3;
  }
  closing.lastIndex = from;
  return closing.exec(html) === null ? html.length : closing.lastIndex;
};
