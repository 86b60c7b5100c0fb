/** One published number with what it is compared to in the same run. */
export interface Figure {
  readonly name: string;
  readonly value: string;
  /** The baseline, measured in the same run, or the goal. */
  readonly against: string;
  /** Value over baseline, or how the goal was met; empty when it is only information. */
  readonly ratio: string;
}

export interface Bench {
  readonly name: string;
  readonly about: string;
  run(): Promise<readonly Figure[]>;
}

/** The value below which `share` (0–1) of the sorted numbers lie. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;

/** `p50 / p95 / p99` of times in ms. */
export function spread(times: readonly number[]): string {
  return [0.5, 0.95, 0.99].map((share) => ms(percentile(times, share))).join(' / ');
}

/** Says whether a goal was met, as a share of it. */
export function ofGoal(value: number, goal: number): string {
  return `${(value / goal).toFixed(2)} × goal${value <= goal ? '' : ' (missed)'}`;
}
