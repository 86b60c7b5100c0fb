import { silentLog } from '@shopfleet/kernel';
import type { EventHint, EventQueue } from '@shopfleet/platform-kit';
import { PlatformFailure } from '@shopfleet/platform-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildOrder } from '../orders/test/build-order.ts';
import { tenantId } from '../orders/test/order-world.ts';
import { pollStatusJob, pullEvents } from './index.ts';
import { createSyncWorld, type SyncWorld } from './test/sync-world.ts';
import { createTestMarket } from './test/test-market.ts';

const market = createTestMarket();
let world: SyncWorld;
beforeAll(async () => {
  world = await createSyncWorld(market);
});
afterAll(() => world[Symbol.asyncDispose]());

/** A queue as marketplaces keep it: what was not confirmed comes again. */
function createQueue(): EventQueue & { readonly waiting: string[]; troubles: number; confirms: number } {
  const queue = {
    everySeconds: 0.01,
    waiting: [] as string[],
    troubles: 0,
    confirms: 0,
    async pull() {
      if (queue.troubles > 0) {
        queue.troubles -= 1;
        throw new PlatformFailure('unavailable', 'the queue is away');
      }
      const taken = queue.waiting.slice(0, 2);
      return {
        events: taken.map((id) => {
          const hint: EventHint = { kind: 'order', externalOrderIds: [id] };
          return {
            event: { topic: 'order', dedupeKey: `queued-${id}`, externalShopId: '7001', hint },
            rawBody: Buffer.from(JSON.stringify({ id })),
          };
        }),
        hasMore: queue.waiting.length > taken.length,
        async confirm() {
          queue.confirms += 1;
          queue.waiting.splice(0, taken.length);
        },
      };
    },
  };
  return queue;
}

async function waitUntil(isTrue: () => boolean): Promise<void> {
  for (let tries = 0; tries < 1_000 && !isTrue(); tries++) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(isTrue()).toBe(true);
}

test('fetches what waits at a marketplace, stores it before it confirms, and goes on after trouble', async () => {
  const queue = createQueue();
  const platforms = new Map([['test_market', { ...market.platform, eventQueue: queue }]]);
  const ids = Array.from({ length: 5 }, (_, n) => `queued-${n}`);
  for (const id of ids) market.orders.set(id, buildOrder({ externalId: id }));
  queue.waiting.push(...ids);
  queue.troubles = 1;
  const stop = new AbortController();
  const pulling = pullEvents({ ...world.deps, platforms, log: silentLog }, stop.signal);
  await waitUntil(() => queue.waiting.length === 0);
  expect(queue.confirms).toBe(3);
  stop.abort();
  await pulling;
  await world.jobs.settle();
  const rows = await world.db.query<{ n: number }>(
    `select count(*)::int as n from orders where external_id like 'queued-%' and status = 'to_arrange'`,
  );
  expect(rows[0]?.n).toBe(5);
});

test('stores once what comes again because the confirmation was lost', async () => {
  const queue = createQueue();
  queue.waiting.push('queued-0');
  const platforms = new Map([['test_market', { ...market.platform, eventQueue: queue }]]);
  const stop = new AbortController();
  const pulling = pullEvents({ ...world.deps, platforms, log: silentLog }, stop.signal);
  await waitUntil(() => queue.confirms === 1);
  stop.abort();
  await pulling;
  const rows = await world.db.query<{ n: number }>(`select count(*)::int as n from inbound_event where dedupe_key = 'queued-queued-0'`);
  expect(rows[0]?.n).toBe(1);
});

test('reads open orders again by their numbers, so that a change without event or listing is found', async () => {
  market.orders.set('status-1', buildOrder({ externalId: 'status-1', version: 5 }));
  await world.deps.db.asTenant(tenantId, (tx) => world.jobs.enqueue(tx, pollStatusJob, tenantId, { shopId: 'shp_a' }));
  await world.jobs.settle();
  const before = await world.db.query(`select 1 from orders where external_id = 'status-1'`);
  expect(before).toEqual([]);
  market.orders.set('queued-3', buildOrder({ externalId: 'queued-3', version: 9, status: 'cancelled' }));
  await world.deps.db.asTenant(tenantId, (tx) => world.jobs.enqueue(tx, pollStatusJob, tenantId, { shopId: 'shp_a' }));
  await world.jobs.settle();
  expect(await world.db.query(`select status from orders where external_id = 'queued-3'`)).toEqual([{ status: 'cancelled' }]);
});
