/** How long and how much an answer may take. Each has a default that fits a person who waits. */
export interface Limits {
  /** One TCP connection attempt. Two SYNs fit: Linux sends the second after one second. */
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
  connectMs: 2_000,
  exchangeMs: 10_000,
  chatMs: 30_000,
  headBytes: 64 * 1024,
  bodyBytes: 1024 * 1024,
};
