import { ManualClock } from '@shopfleet/kernel';
import type { PlatformOrder } from '@shopfleet/platform-kit';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { byChange, OrderPages } from './order-pages.ts';

const now = new Date('2026-11-21T12:00:00Z');
const dayMs = 86_400_000;

const orderAt = (version: number, externalId: string) => ({ version, externalId }) as PlatformOrder;

/** A marketplace that knows these orders, and the pages of them. */
function makeReader(orders: readonly PlatformOrder[]) {
  const reads: [Date, Date | undefined][] = [];
  const read = async (since: Date, until: Date | undefined) => {
    reads.push([since, until]);
    const end = until?.getTime() ?? now.getTime() - 120_000;
    const found = orders.filter(({ version }) => version >= since.getTime() && version < end);
    return { orders: found.toSorted(byChange), unreadable: [], readUntil: new Date(end) };
  };
  return { read, reads };
}

async function walk(pages: OrderPages, range: { since: Date; until: Date }, read: Parameters<OrderPages['page']>[2]) {
  const seen: PlatformOrder[] = [];
  let pageToken: string | undefined;
  let calls = 0;
  do {
    const page = await pages.page('shop', { ...range, ...(pageToken === undefined ? {} : { pageToken }) }, read);
    seen.push(...page.orders);
    pageToken = page.nextPageToken;
    calls += 1;
  } while (pageToken !== undefined && calls < 500);
  return { seen, calls };
}

it('hands on every order of a range once, oldest change first, however they lie', async () => {
  const ages = fc.array(fc.integer({ min: 150_000, max: 29 * dayMs }), { maxLength: 350 });
  await fc.assert(
    fc.asyncProperty(ages, async (list) => {
      const orders = list.map((ageMs, index) => orderAt(now.getTime() - ageMs, `order-${index}`));
      const { read } = makeReader(orders);
      const range = { since: new Date(now.getTime() - 30 * dayMs), until: now };
      const { seen } = await walk(new OrderPages(new ManualClock(now)), range, read);
      expect(seen).toEqual(orders.toSorted(byChange));
    }),
    { numRuns: 50 },
  );
});

it('asks Amazon once for all pages of a stretch, and again only when what it kept was forgotten', async () => {
  const orders = Array.from({ length: 250 }, (_, index) => orderAt(now.getTime() - 3_600_000 + index, `order-${index}`));
  const { read, reads } = makeReader(orders);
  const range = { since: new Date(now.getTime() - 2 * 3_600_000), until: now };
  const pages = new OrderPages(new ManualClock(now));
  const first = await pages.page('shop', range, read);
  const second = await pages.page('shop', { ...range, pageToken: first.nextPageToken ?? '' }, read);
  expect(reads).toHaveLength(1);
  expect(first.total).toBe(250);
  const elsewhere = await new OrderPages(new ManualClock(now)).page('shop', { ...range, pageToken: second.nextPageToken ?? '' }, read);
  expect(reads).toHaveLength(2);
  expect([...first.orders, ...second.orders, ...elsewhere.orders]).toEqual(orders);
  expect(elsewhere.nextPageToken).toBeUndefined();
});

it('does not lose an order whose neighbour changed between two pages', async () => {
  const orders = Array.from({ length: 150 }, (_, index) => orderAt(now.getTime() - 3_600_000 + index, `order-${index}`));
  const range = { since: new Date(now.getTime() - 2 * 3_600_000), until: now };
  const first = await new OrderPages(new ManualClock(now)).page('shop', range, makeReader(orders).read);
  const changed = orders.map((order, index) => (index < 20 ? orderAt(now.getTime() - 300_000, order.externalId) : order));
  const rest = await walkFrom(first.nextPageToken, range, makeReader(changed).read);
  const seen = new Set([...first.orders, ...rest].map(({ externalId }) => externalId));
  expect(seen.size).toBe(150);
});

async function walkFrom(pageToken: string | undefined, range: { since: Date; until: Date }, read: Parameters<OrderPages['page']>[2]) {
  const page = await new OrderPages(new ManualClock(now)).page('shop', { ...range, pageToken: pageToken ?? '' }, read);
  return page.orders;
}

it('names no end to Amazon that is not two minutes old, and asks nothing of the last two minutes', async () => {
  const { read, reads } = makeReader([]);
  const pages = new OrderPages(new ManualClock(now));
  await walk(pages, { since: new Date(now.getTime() - 8 * dayMs), until: new Date(now.getTime() + 3_600_000) }, read);
  expect(reads.map(([, until]) => until)).toEqual([new Date(now.getTime() - dayMs), undefined]);
  await walk(pages, { since: new Date(now.getTime() - 60_000), until: now }, read);
  expect(reads).toHaveLength(2);
});

it('refuses a page token that is none', async () => {
  const range = { since: new Date(now.getTime() - dayMs), until: now, pageToken: 'page-2' };
  await expect(new OrderPages(new ManualClock(now)).page('shop', range, makeReader([]).read)).rejects.toMatchObject({ kind: 'invalid' });
});
