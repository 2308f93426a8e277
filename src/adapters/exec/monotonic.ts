/** Milliseconds that never go back. Not `performance.now()`: to load what it belongs to takes Node most of a millisecond. */
export const monotonicMs = (): number => {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1_000 + nanoseconds / 1_000_000;
};
