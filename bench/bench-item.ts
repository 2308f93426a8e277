/** One line of the result. */
export interface Row {
  readonly what: string;
  /** With its unit: `1.04 ×`, `61 MB`, or words. */
  readonly measured: string;
  readonly limit?: string;
  readonly isWithin: boolean;
}

export interface Bench {
  /** How often a pair is measured; the result is the median of the rounds' ratios. */
  readonly rounds: number;
  /** The repository's folder. */
  readonly root: string;
  /** The path of ./tongtu, built. */
  readonly tongtu: string;
}

/** One thing that is measured. Rejects where it could not be: that is a failed line, never a missing one. */
export interface BenchItem {
  readonly name: string;
  readonly measure: (bench: Bench) => Promise<readonly Row[]>;
}

/** A line whose number must not be above its limit. */
export const limited = (what: string, value: number, limit: number, unit: '×' | 'MB'): Row => ({
  what,
  measured: `${unit === 'MB' ? Math.round(value) : value.toFixed(2)} ${unit}`,
  limit: `${limit} ${unit}`,
  isWithin: value <= limit,
});

/** A line that is told and not judged. */
export const told = (what: string, measured: string): Row => ({ what, measured, isWithin: true });
