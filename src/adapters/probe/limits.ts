/** How long and how much an answer may take. Each has a default that fits a person who waits. */
export interface Limits {
  /**
   * One TCP connection attempt. Three SYNs fit, which Linux sends after 0, 1 and 3 seconds, and so does the word of the kernel that
   * nobody has the address: three ARP requests a second apart.
   */
  readonly connectMs: number;
  /** One whole question, connecting included. */
  readonly exchangeMs: number;
  /** The same for a chat request: a model may have to be loaded first. */
  readonly chatMs: number;
  /** Status line and headers, interim responses included. */
  readonly headBytes: number;
  /** The part of a body that is read before the connection is destroyed. */
  readonly bodyBytes: number;
}

export const DEFAULT_LIMITS: Limits = {
  connectMs: 3_500,
  exchangeMs: 10_000,
  chatMs: 30_000,
  headBytes: 64 * 1024,
  bodyBytes: 1024 * 1024,
};
