/** What /etc/resolv.conf says, resolv.conf(5). */
export interface ResolvConf {
  readonly nameservers: readonly string[];
  readonly search: readonly string[];
  readonly options: readonly string[];
}

/** The C library reads no more nameservers than these (MAXNS of <resolv.h>). */
const MOST_NAMESERVERS = 3;

/**
 * Reads /etc/resolv.conf: the first three `nameserver` lines, the last `search` or `domain` line, all `options`. A line that begins with
 * `#` or `;` is a comment.
 */
export const parseResolvConf = (text: string): ResolvConf => {
  const nameservers: string[] = [];
  const options: string[] = [];
  let search: readonly string[] = [];
  for (const line of text.split('\n')) {
    const [keyword, ...words] = line.trim().split(/\s+/);
    const [first] = words;
    if (keyword === 'nameserver' && first !== undefined) nameservers.push(first);
    if (keyword === 'options') options.push(...words);
    if (keyword === 'search') search = words;
    if (keyword === 'domain' && first !== undefined) search = [first];
  }
  return { nameservers: nameservers.slice(0, MOST_NAMESERVERS), search, options };
};
