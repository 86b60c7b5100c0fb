import type { MarketsHub } from '@shopfleet/test-kit/markets';

interface Order {
  readonly status: string;
  readonly printJobs: readonly unknown[];
  readonly trackingNumbers: readonly string[];
}

const code = 'MUG-RED';
const units = 500;
const waitMs = 90_000;

/** Everything that a hub does with Amazon on a working day; what was done, in words. */
export async function syncAndShip({ market, call, until, imported, hub }: MarketsHub): Promise<string[]> {
  const amazon = market('amazon');
  const detail = (id: string) => call<Order>('GET', `/api/v1/platforms/orders/${id}`);
  const untilOrder = (id: string, isSo: (order: Order) => boolean) => until(`order ${id}`, () => detail(id), isSo, waitMs);
  const count = async (table: string) => (await hub.database.query<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n ?? 0;
  const numberIs = (quantity: number) =>
    until(
      `${quantity} units are shown`,
      async () => amazon.shown(code),
      (shown) => shown === quantity,
      waitMs,
    );

  const early = ['GAYO-250G', 'GAYO-1KG', 'DRIP-NAVY'].map((one) => amazon.buy(one));
  const polled = early.slice(0, 2);
  await call('POST', '/api/orders/sync', { platform: 'amazon' });
  for (const id of polled) await imported(id, waitMs);
  await call('POST', '/api/v1/platforms/sync/products', { platform: 'amazon' });
  await until(
    'listings are here',
    () => count('listing'),
    (n) => n >= 12,
    waitMs,
  );
  const listings = await count('listing');

  await call('POST', '/api/skus', { code, name: code, onHand: units });
  await numberIs(units);
  const bought = await imported(amazon.buy(code, 2), waitMs);
  await numberIs(units - 2);

  await call('POST', `/api/orders/${bought.id}/ship`, {});
  const labelled = await untilOrder(bought.id, ({ printJobs }) => printJobs.length > 0);
  const own = await imported(amazon.buy(code), waitMs);
  await call('POST', `/api/v1/platforms/orders/${own.id}/fulfill`, { carrier: 'USPS', trackingNumber: '9400111899223197428497' });
  await untilOrder(own.id, ({ status }) => status === 'shipped');

  const unwanted = amazon.buy(code);
  const cancelled = await imported(unwanted, waitMs);
  amazon.cancel(unwanted);
  await untilOrder(cancelled.id, ({ status }) => status === 'cancelled');
  await call('POST', '/api/v1/platforms/sync/inventory', { platform: 'amazon' });
  await call('POST', '/api/v1/platforms/connections/amazon/test');
  await hub.jobs.settle();
  return [
    `${await count('orders')} orders imported, by poll and by event; ${listings} listings read`,
    `stock published: ${units}, then ${units - 2} after a sale`,
    `one order with a label that was bought (${labelled.trackingNumbers.join(', ')}), one with an own carrier, one cancelled`,
  ];
}
