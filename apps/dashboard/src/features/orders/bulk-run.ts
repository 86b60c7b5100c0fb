import type { Schemas } from '../../lib/api.ts';

export type BulkAction = 'fulfil' | 'print' | 'hold' | 'release' | 'combine';
type Result = Schemas['FulfilResult'];

export interface BulkRun {
  readonly action: BulkAction;
  readonly reason: string;
  readonly orderIds: readonly string[];
  readonly results: readonly Result[];
  readonly isRunning: boolean;
  /** Why the whole call failed; the orders without a result were not touched by it, or their result is not known. */
  readonly problem: string;
}

/** What may be tried again: refused, or never answered because the call failed. What is not certain is left to a person. */
export function retryable(run: BulkRun): readonly string[] {
  const answered = new Map(run.results.map((result) => [result.orderId, result.outcome]));
  return run.orderIds.filter((id) => (answered.get(id) ?? 'rejected') === 'rejected');
}
