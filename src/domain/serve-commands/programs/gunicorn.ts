import { formatHostPort } from '../../net/format-address.ts';
import { parseAddress } from '../../net/parse-address.ts';
import { byFlag } from '../by-flag.ts';

/** Any application that gunicorn serves: `-b HOST:PORT`. */
export const gunicorn = byFlag(
  ['--bind', '-b'],
  { title: 'gunicorn', serves: ({ program }) => program === 'gunicorn' },
  (address, { port }) => {
    const parsed = parseAddress(address);
    return parsed === undefined ? `${address}:${port}` : formatHostPort(parsed, port);
  },
);
