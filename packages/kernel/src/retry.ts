export interface Backoff {
  readonly baseMs: number;
  readonly maxMs: number;
}

/** Wait before try number `attempt` (1 = first retry): exponential, capped, with full jitter in its upper half. */
export function retryDelayMs(attempt: number, { baseMs, maxMs }: Backoff, random: () => number = Math.random): number {
  const ceiling = Math.min(maxMs, baseMs * 2 ** Math.min(attempt - 1, 30));
  return Math.round(ceiling / 2 + (random() * ceiling) / 2);
}
