import type { TestUser } from '@shopfleet/test-kit/hub';
import { createMarketsHub, type EbayMarket, type MarketsHub, startEbayMarket } from '@shopfleet/test-kit/markets';
import { afterAll, beforeAll, expect, test } from 'vitest';

let ebay: EbayMarket;
let world: MarketsHub;
let others: TestUser;
let sellers: string[] = [];
beforeAll(async () => {
  const start = async (...given: Parameters<typeof startEbayMarket>) => {
    ebay = await startEbayMarket(...given);
    return ebay;
  };
  world = await createMarketsHub({ start: { ebay: start } });
  // Another organisation sells on the same marketplace.
  sellers = ebay.control.shops().map(({ id }) => id);
  const other = sellers.find((id) => id !== ebay.externalShopId) ?? '';
  others = await world.hub.register();
  await world.connect({ ...ebay, consent: { seller_id: other } }, others);
});
afterAll(() => world?.[Symbol.asyncDispose]());

const ada = { buyer: 'ada_byron_1815', fullName: 'Ada Byron', addressLine1: '12 St James Square', phoneNumber: '2079460000' };
const charles = { buyer: 'charles_b_1791', fullName: 'Charles Babbage', addressLine1: '1 Dorset Street', phoneNumber: '2079461111' };
const wordsOf = (person: typeof ada) => [...Object.values(person), `For ${person.fullName}`];

function buy(shopId: string, { buyer, ...recipient }: typeof ada): string {
  return ebay.control.createOrder({ shopId, buyer, recipient, buyerNote: `For ${recipient.fullName}` }).id;
}

/** eBay tells of new orders only. */
async function readOrders(): Promise<void> {
  for (const user of [world.owner, others]) {
    const answer = await world.hub.fetchAs(user, '/api/orders/sync', { method: 'POST', json: { platform: 'ebay' } });
    expect(answer.ok).toBe(true);
  }
}

const orders = (ids: readonly string[]) =>
  world.hub.database.query<{ tenant: string; buyer: string; status: string; total: number; lines: number }>(
    `select tenant_id as tenant, buyer_name as buyer, external_status as status, total_minor::int as total,
       (select count(*)::int from order_line l where l.order_id = o.id) as lines
     from orders o where external_id = any($1) order by external_id`,
    [ids],
  );

/** The tables of the hub, its jobs included, in which one of these words stands. Bytes are looked at as hexadecimal digits. */
async function tablesWith(words: readonly string[]): Promise<Set<string>> {
  const patterns = words.flatMap((word) => [word.toLowerCase(), Buffer.from(word).toString('hex')]);
  const tables = await world.hub.database.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'pgboss')`,
  );
  const found = new Set<string>();
  for (const { name } of tables) {
    const rows = await world.hub.database.query<{ line: string }>(`select lower(t::text) as line from ${name} t`);
    if (rows.some(({ line }) => patterns.some((pattern) => line.includes(pattern)))) found.add(name);
  }
  return found;
}

test('a buyer whose eBay account is deleted stands in no table of any organisation any more; the orders stay', async () => {
  const ids = sellers.map((shopId) => buy(shopId, ada));
  const kept = buy(ebay.externalShopId, charles);
  for (const id of [...ids, kept]) await world.imported(id);
  for (const id of ids) ebay.control.cancel(id);
  await readOrders();
  const isOver = (rows: Awaited<ReturnType<typeof orders>>) => rows.every(({ status }) => status.includes('CANCELED'));
  const before = await world.until('both orders are through', () => orders(ids), isOver);
  expect(new Set(before.map(({ tenant }) => tenant)).size).toBe(2);
  expect(await tablesWith(wordsOf(ada))).toEqual(new Set(['public.orders', 'public.order_snapshot']));

  ebay.control.deleteAccount(ada.buyer);
  const isGone = (rows: Awaited<ReturnType<typeof orders>>) => rows.every(({ buyer }) => buyer === '');
  const after = await world.until('the buyer is gone', () => orders(ids), isGone);
  await world.hub.jobs.settle();
  expect(await tablesWith(wordsOf(ada))).toEqual(new Set());
  expect(after).toEqual(before.map((order) => ({ ...order, buyer: '' })));
  expect(after.every(({ total, lines }) => total > 0 && lines > 0)).toBe(true);
  expect(await orders([kept])).toMatchObject([{ buyer: 'Charles Babbage' }]);

  const entries = await world.call<{ items: { action: string; detail: unknown }[] }>('GET', '/api/audit');
  expect(entries.items.filter(({ action }) => action === 'order.buyer-forgotten')).toMatchObject([{ detail: {} }]);
});
