import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { api, read, type Schemas } from '../../lib/api.ts';
import type { BulkAction, BulkRun } from './bulk-run.ts';

type Result = Schemas['FulfilResult'];

const batchSize = 50;

async function ask(action: BulkAction, orderIds: string[], reason: string): Promise<Result[]> {
  if (action === 'combine') return (await read(api.POST('/api/orders/combine', { body: { orderIds } }))).results;
  const body = { action, orderIds, ...(reason ? { reason } : {}) };
  return (await read(api.POST('/api/orders/bulk', { body }))).results;
}

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
          results.push(...(await ask(action, batch, reason)));
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
