/** Where a secret stands in a text, and what is known of it. */
export interface SecretSpan {
  readonly start: number;
  readonly end: number;
  /** The user that a password belongs to: together they travel as base64. */
  readonly user?: string;
  /** It stands where a user does, with no password: `TOKEN:` travels as base64. */
  readonly isUser?: true;
  /** A password in a URL: `@ / ? # \` within it change what a client takes for the host, so they stay where they are. */
  readonly isInUrl?: true;
}

/** Spans in order, none empty, overlapping ones joined: what stands furthest left says what the join is. */
export const joinSpans = (spans: readonly SecretSpan[]): readonly SecretSpan[] => {
  const joined: SecretSpan[] = [];
  const inOrder = spans
    .filter(({ start, end }) => end > start)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  for (const span of inOrder) {
    const last = joined.at(-1);
    if (last === undefined || span.start >= last.end) joined.push(span);
    else if (span.end > last.end) joined[joined.length - 1] = { ...last, end: span.end };
  }
  return joined;
};
