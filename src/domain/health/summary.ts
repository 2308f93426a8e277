/** How values lie: nearest rank, so each is a value that was really met. */
export interface Quantiles {
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

/** `undefined` of no values. */
export const quantilesOf = (values: readonly number[]): Quantiles | undefined => {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number | undefined => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  const [p50, p95, max] = [at(0.5), at(0.95), sorted.at(-1)];
  return p50 === undefined || p95 === undefined || max === undefined ? undefined : { p50, p95, max };
};
