/**
 * One IPv4 or IPv6 address as unsigned 32-bit words, most significant first: `127.0.0.1` is `{ family: 4, words: [0x7f000001] }`,
 * `::1` is `{ family: 6, words: [0, 0, 0, 1], zone: '' }`.
 */
export type Address =
  | { readonly family: 4; readonly words: readonly [number] }
  | { readonly family: 6; readonly words: readonly [number, number, number, number]; readonly zone: string };
