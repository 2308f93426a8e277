import type { Address } from '../../../domain/net/address.ts';

/**
 * An address as the socket and IPv4 route tables of /proc print it: 32-bit words in hexadecimal in the byte order of the machine,
 * so `0100007F` is 127.0.0.1 on a little-endian one (net/ipv4/tcp_ipv4.c, net/ipv6/tcp_ipv6.c). Undefined for anything else.
 */
export const decodeProcAddress = (hex: string, isLittleEndian: boolean): Address | undefined => {
  if (!/^(?:[0-9A-Fa-f]{8}|[0-9A-Fa-f]{32})$/.test(hex)) return undefined;
  const word = (index: number): number => {
    const digits = hex.slice(index * 8, index * 8 + 8);
    const bytes = isLittleEndian ? digits.replace(/(..)(..)(..)(..)/, '$4$3$2$1') : digits;
    return Number.parseInt(bytes, 16);
  };
  if (hex.length === 8) return { family: 4, words: [word(0)] };
  return { family: 6, words: [word(0), word(1), word(2), word(3)], zone: '' };
};

/** An IPv6 address as /proc/net/{if_inet6,ipv6_route} print it: 32 digits in network order. */
export const decodeNetworkOrder = (hex: string): Address | undefined => decodeProcAddress(hex, false);
