import { setTimeout as pause } from 'node:timers/promises';
import { connectDatabase } from '@shopfleet/db';
import { createJobs } from '@shopfleet/jobs';
import { silentLog, systemClock } from '@shopfleet/kernel';
import { importOrderBatch, noHooks } from '../../orders/index.ts';
import { buildLine, buildOrder } from '../../orders/test/build-order.ts';
import { target, tenantId } from '../../orders/test/order-world.ts';
import { syncJobKinds } from '../../sync/index.ts';
import { stockJobKinds } from '../index.ts';

/** Told to one process of buyers: which buyers it plays in which round. */
export interface BuyersTask {
  readonly url: string;
  readonly rounds: readonly number[];
  readonly buyers: readonly number[];
}

/** Twice as many as there are connections: all are busy, and nobody waits for one so long that it is given up, on however slow a machine. */
const connections = 6;
const atOnce = connections * 2;

/**
 * One of several processes that sell the same few units at once: each buyer's order wants a unit and, every third, a bundle of two
 * more; some cancel at once. Reports how many transactions were cut down by a deadlock.
 */
async function buy({ url, rounds, buyers }: BuyersTask): Promise<void> {
  const db = connectDatabase({ url, poolSize: connections });
  const jobs = createJobs({ url, database: db, kinds: [...syncJobKinds, ...stockJobKinds], log: silentLog });
  await jobs.start({ work: false });
  const deps = { clock: systemClock, jobs, hooks: noHooks };
  const buyOnce = async (round: number, buyer: number): Promise<void> => {
    await pause(Math.random() * 5);
    const externalId = `r${round}-b${buyer}`;
    const line = (n: number, sellerCode: string) => buildLine({ externalId: `${externalId}-${n}`, sellerCode });
    const lines = [line(1, `SKU-${round}`), ...(buyer % 3 === 0 ? [line(2, `BUNDLE-${round}`), line(3, `OTHER-${round}`)] : [])];
    const order = buildOrder({ externalId, lines });
    await db.asTenant(tenantId, (tx) => importOrderBatch(tx, deps, target, [order]));
    if (buyer % 10 !== 0) return;
    await db.asTenant(tenantId, (tx) => importOrderBatch(tx, deps, target, [{ ...order, version: 2, status: 'cancelled' }]));
  };
  for (const round of rounds) {
    const waiting = [...buyers];
    const queue = async (): Promise<void> => {
      for (let buyer = waiting.shift(); buyer !== undefined; buyer = waiting.shift()) await buyOnce(round, buyer);
    };
    await Promise.all(Array.from({ length: atOnce }, queue));
  }
  await jobs.stop();
  await db.close();
}

const task: BuyersTask = JSON.parse(process.argv[2] ?? '{}');
await buy(task);
