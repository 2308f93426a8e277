import type { Result } from '../facts/result.ts';
import { fail, succeed } from '../facts/result.ts';
import { parseAddress } from './parse-address.ts';
import { parseInetAton } from './parse-inet-aton.ts';
import type { Slip } from './slip.ts';
import type { Host } from './target.ts';

/** RFC 1035 section 2.3.4, without the final dot. */
const MAX_NAME_LENGTH = 253;
const MAX_LABEL_LENGTH = 63;
/** Underscores are no host names by RFC 952, and every resolver looks them up: compose services have them. */
const NOT_IN_NAME = /[^a-z0-9._-]/i;

/** The host of a URL without brackets: an address in any spelling, or a name. `at` counts from the host's start. */
export const readHost = (written: string): Result<Host, Slip> => {
  const address = parseAddress(written) ?? parseInetAton(written);
  if (address !== undefined) return succeed({ kind: 'address', address, written });
  const name = written.toLowerCase().replace(/\.$/, '');
  const at = firstWrong(name);
  return at === undefined ? succeed({ kind: 'name', name, written }) : fail({ kind: 'bad-host', at });
};

const firstWrong = (name: string): number | undefined => {
  const labels = name.split('.');
  let start = 0;
  for (const label of labels) {
    if (label === '' || label.length > MAX_LABEL_LENGTH) return start;
    start += label.length + 1;
  }
  if (name.length > MAX_NAME_LENGTH) return MAX_NAME_LENGTH;
  const odd = name.search(NOT_IN_NAME);
  if (odd !== -1) return isInternational(name) ? undefined : odd;
  return isNumber(labels.at(-1) ?? '') && parseInetAton(name) === undefined ? 0 : undefined;
};

/** No top-level domain is a number: `256.1.1.1` and `10.0.0.1.5` are slips (URL Standard, "ends in a number"). */
const isNumber = (label: string): boolean => /^(?:\d+|0x[0-9a-f]*)$/i.test(label);

/** Letters outside ASCII that the URL Standard's domainToASCII takes, and no ASCII but a name's. */
const isInternational = (name: string): boolean => {
  const hasLetters = /[^\u0020-\u007e]/.test(name);
  return hasLetters && !/[^a-z0-9._\u0080-\uffff-]/i.test(name) && URL.canParse(`http://${name}/`);
};
