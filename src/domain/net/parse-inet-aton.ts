import type { Address } from './address.ts';

/**
 * An IPv4 address in any spelling that inet_aton(3) takes, and getaddrinfo(3) with it: one to four parts, each decimal,
 * octal after `0` or hexadecimal after `0x`; the last part fills the bytes that are left.
 * `127.1`, `0x7f000001`, `017700000001` and `2130706433` are all 127.0.0.1. Nothing may follow.
 */
export const parseInetAton = (text: string): Address | undefined => {
  const parts = text.split('.');
  if (parts.length > 4) return undefined;
  const numbers = parts.map(readPart);
  const last = numbers.pop();
  if (last === undefined || last >= 256 ** (4 - numbers.length)) return undefined;
  let leading = 0;
  for (const number of numbers) {
    if (number === undefined || number > 255) return undefined;
    leading = leading * 256 + number;
  }
  return { family: 4, words: [leading * 256 ** (4 - numbers.length) + last] };
};

const readPart = (part: string): number | undefined => {
  if (/^0x[0-9a-f]+$/i.test(part)) return Number.parseInt(part.slice(2), 16);
  if (/^0[0-7]*$/.test(part)) return Number.parseInt(part, 8);
  return /^[1-9]\d*$/.test(part) ? Number(part) : undefined;
};
