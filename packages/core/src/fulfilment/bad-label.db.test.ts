import { afterAll, beforeAll, expect, test } from 'vitest';
import { viewOrder } from '../views/order-detail.ts';
import { trackingNumber } from './test/file-market.ts';
import { createFulfilmentWorld, tenantId } from './test/fulfilment-world.ts';

let world: Awaited<ReturnType<typeof createFulfilmentWorld>>;
beforeAll(async () => {
  world = await createFulfilmentWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

test.each([
  ['damaged', /damaged|cannot be read|not a PDF|no PDF/i],
  ['strange', new RegExp(`${trackingNumber}`)],
] as const)('a %s label is not printed: the job and the order say why', async (kind, why) => {
  world.market.change((state) => {
    state.label = kind;
  });
  const { orderId, packageId } = await world.order(kind);
  await world.ship(packageId);
  const order = await world.db.database.asTenant(tenantId, (tx) => viewOrder(tx, tenantId, orderId));
  expect(order).toMatchObject({
    fulfilState: 'failed',
    fulfilNote: expect.stringMatching(why),
    printJobs: [{ state: 'failed', problem: expect.stringMatching(why), attempts: 0 }],
  });
  expect(order?.history).toContainEqual(
    expect.objectContaining({ kind: 'print-failed', detail: expect.objectContaining({ note: expect.stringMatching(why) }) }),
  );
  await world.printAll();
  expect((await world.read(kind)).printedAt).toBeNull();
});
