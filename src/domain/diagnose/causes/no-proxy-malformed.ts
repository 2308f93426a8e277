import { endsHttpx, httpxEntries } from '../../clients/httpx-mounts.ts';
import type { Variable } from '../../facts/fact.ts';
import type { Case } from '../case.ts';
import { clientGivesUp } from '../client-gives-up.ts';
import { shellWord } from '../shell-word.ts';

/** The list without what a client dies of; an IPv6 address in brackets is as good without them. */
const mended = ({ value }: Variable): string =>
  httpxEntries(value)
    .map((entry) => (endsHttpx(entry) ? entry.replace(/^\[(.*)\]$/, '$1') : entry))
    .filter((entry) => !endsHttpx(entry))
    .join(',');

const isBroken = ({ name, value }: Variable): boolean =>
  /^no_proxy$/i.test(name) && httpxEntries(value).some(endsHttpx);

const assignments = (it: Case): readonly string[] =>
  it.variables.filter(isBroken).map((list) => `export ${list.name}=${shellWord(mended(list))}`);

/** The exception list has an entry that a client cannot read, and it gives up whatever it is asked for: `[::1]`, `fd00::/8` in httpx. */
export const noProxyMalformed = clientGivesUp('no-proxy-malformed', ['bad-no-proxy-entry'], (it) => [
  { kind: 'shorten-no-proxy', paste: assignments(it) },
]);
