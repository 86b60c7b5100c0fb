import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { api, read, type Schemas } from '../../lib/api.ts';

export type BulkAction = 'fulfil' | 'print' | 'hold' | 'release';
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

const batchSize = 50;

/** Does one thing to many orders, a batch at a time, and keeps each order's outcome. */
export function useBulkAction() {
  const queries = useQueryClient();
  const [run, setRun] = useState<BulkRun>();
  const number = useRef(0);

  const start = useCallback(
    async (action: BulkAction, orderIds: readonly string[], reason = '') => {
      const mine = ++number.current;
      const show = (next: BulkRun) => {
        if (mine === number.current) setRun(next);
      };
      const results: Result[] = [];
      const state = { action, reason, orderIds };
      show({ ...state, results, isRunning: true, problem: '' });
      let problem = '';
      for (let at = 0; at < orderIds.length && problem === ''; at += batchSize) {
        const batch = orderIds.slice(at, at + batchSize);
        try {
          const body = { action, orderIds: batch, ...(reason ? { reason } : {}) };
          results.push(...(await read(api.POST('/api/orders/bulk', { body }))).results);
        } catch (error) {
          problem = error instanceof Error ? error.message : String(error);
        }
        show({ ...state, results: [...results], isRunning: true, problem });
      }
      show({ ...state, results: [...results], isRunning: false, problem });
      await queries.invalidateQueries({ queryKey: ['orders'] });
    },
    [queries],
  );
  const close = useCallback(() => {
    number.current += 1;
    setRun(undefined);
  }, []);
  return { run, start, close };
}

/** What may be tried again: refused, or never answered because the call failed. What is not certain is left to a person. */
export function retryable(run: BulkRun): readonly string[] {
  const answered = new Map(run.results.map((result) => [result.orderId, result.outcome]));
  return run.orderIds.filter((id) => (answered.get(id) ?? 'rejected') === 'rejected');
}
