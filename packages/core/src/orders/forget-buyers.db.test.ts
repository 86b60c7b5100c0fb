import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyAudit } from '../audit/index.ts';
import { buyerKeyOf } from '../sync/index.ts';
import { forgetBuyers } from './forget-buyers.ts';
import { findOrderByExternalId, importOrderBatch, replayOrder } from './index.ts';
import { buildOrder } from './test/build-order.ts';
import { createOrderWorld, type OrderWorld, otherTenantId, shopId, tenantId } from './test/order-world.ts';

let world: OrderWorld;
beforeAll(async () => {
  world = await createOrderWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

const address = {
  name: 'Ada Byron',
  phone: '+44 20 7946 0000',
  lines: ['12 St James Square'],
  city: 'London',
  state: '',
  postalCode: 'SW1Y 4JH',
  regionCode: 'GB',
};
const person = { buyerName: 'Ada Byron', buyerNote: 'Leave it with Mary', address };
const bought = (externalId: string, buyerAccount: string, rest: Partial<Parameters<typeof buildOrder>[0]> = {}) =>
  buildOrder({ externalId, buyerAccount, ...person, status: 'completed', ...rest });

/** The marketplace asked so long ago; the clock of the world stands still. */
async function askToForget(account: string, { platform = 'test_market', daysAgo = 0 } = {}): Promise<void> {
  const askedAt = new Date(world.clock.now().getTime() - daysAgo * 86_400_000);
  await world.db.query('insert into forgotten_buyer (platform, buyer_key, asked_at) values ($1, $2, $3)', [
    platform,
    buyerKeyOf(account),
    askedAt,
  ]);
}
const forget = (isAll = false) => forgetBuyers({ db: world.db.database, clock: world.clock }, { isAll });

const shown = async (externalId: string) =>
  (
    await world.db.query(
      `select status, buyer_name, buyer_note, buyer_key <> '' as is_known, address, total_minor::int as total, search::text like '%ada%' as is_found,
       (select count(*)::int from order_line l where l.order_id = o.id) as lines,
       (select count(*)::int from order_snapshot s where s.external_id = o.external_id and s.personal::text like '%Byron%') as named_states
       from orders o where external_id = $1`,
      [externalId],
    )
  )[0];
const cleared = { buyer_name: '', buyer_note: '', is_known: false, address: {}, is_found: false, named_states: 0 };
const kept = { buyer_name: 'Ada Byron', buyer_note: 'Leave it with Mary', is_known: true, is_found: true };
const traces = (externalId: string) =>
  world.db.query(
    `select a.tenant_id, a.actor_kind, a.actor_id, a.detail from audit_entry a join orders o on o.id = a.subject_id
     where a.action = 'order.buyer-forgotten' and o.external_id = $1`,
    [externalId],
  );

test('a buyer who is to be forgotten leaves the orders of every tenant and their kept states; amounts and lines stay', async () => {
  await world.importAll(bought('mine', 'Ada_B', { version: 1, status: 'shipped' }));
  await world.importAll(bought('mine', 'Ada_B', { version: 2 }), bought('other-buyer', 'charles'));
  const foreign = { tenantId: otherTenantId, shopId: 'shp_b', platform: 'test_market' };
  await world.db.database.asTenant(otherTenantId, (tx) => importOrderBatch(tx, world.deps, foreign, [bought('theirs', 'ada_b')]));
  await world.db.query(`update shop set is_active = false where id = 'shp_b'`);
  await askToForget('ADA_b');
  await forget();
  for (const id of ['mine', 'theirs']) {
    expect(await shown(id)).toEqual({ ...cleared, status: 'completed', total: 1250, lines: 1 });
  }
  expect(await shown('other-buyer')).toMatchObject(kept);
});

test('each order has one entry in the audit trail and in its history, without a word about who it was, however often it runs', async () => {
  await forget();
  await forget(true);
  expect(await traces('mine')).toEqual([{ tenant_id: tenantId, actor_kind: 'platform', actor_id: 'test_market', detail: {} }]);
  expect(await traces('theirs')).toMatchObject([{ tenant_id: otherTenantId }]);
  expect(await traces('other-buyer')).toEqual([]);
  const history = await world.db.query(
    `select h.kind, h.detail from order_history h join orders o on o.id = h.order_id where external_id = 'mine' order by number`,
  );
  expect(history.at(-1)).toEqual({ kind: 'buyer-forgotten', detail: {} });
  expect(await world.db.database.asTenant(tenantId, (tx) => verifyAudit(tx))).toMatchObject({ isIntact: true });
});

test('what the marketplace shows afterwards does not bring the buyer back', async () => {
  await world.importAll(bought('mine', 'Ada_B', { version: 3, externalStatus: 'PAID_OUT' }), bought('late', 'ada_b'));
  for (const id of ['mine', 'late']) expect(await shown(id)).toMatchObject({ ...cleared, is_known: true });
  await forget(true);
  for (const id of ['mine', 'late']) expect(await shown(id)).toMatchObject(cleared);
  expect(await traces('mine')).toHaveLength(1);
  expect(await traces('late')).toHaveLength(1);
});

test('an order without its buyer is still the same when it is built again', async () => {
  const replays = await world.db.database.asTenant(tenantId, async (tx) => {
    const ids = await Promise.all(['mine', 'late', 'other-buyer'].map((id) => findOrderByExternalId(tx, shopId, id)));
    return Promise.all(ids.map((order) => replayOrder(tx, order?.id ?? '')));
  });
  expect(replays.map(({ isSame, differences }) => [isSame, differences])).toEqual(replays.map(() => [true, []]));
});

test('an order that still has to go out keeps its buyer until it went', async () => {
  await world.importAll(bought('open', 'grace', { status: 'to_arrange', version: 1 }));
  await askToForget('grace');
  await forget();
  expect(await shown('open')).toMatchObject(kept);
  await world.importAll(bought('open', 'grace', { status: 'to_hand_over', version: 2 }));
  expect(await shown('open')).toMatchObject(kept);
  await world.importAll(bought('open', 'grace', { status: 'shipped', version: 3 }));
  expect(await shown('open')).toMatchObject({ buyer_name: '', address: {} });
  await world.importAll(bought('by-hand', 'grace', { status: 'to_arrange' }));
  await world.db.query(`update orders set status = 'shipped', hand_status = 'shipped' where external_id = 'by-hand'`);
  await forget(true);
  for (const id of ['open', 'by-hand']) expect(await shown(id)).toMatchObject(cleared);
});

test('an order that never goes out loses its buyer after a month', async () => {
  await world.importAll(bought('stuck', 'edsger', { status: 'on_hold' }));
  await askToForget('edsger', { daysAgo: 31 });
  await forget();
  expect(await shown('stuck')).toMatchObject({ ...cleared, status: 'on_hold' });
  await world.importAll(bought('stuck', 'edsger', { status: 'to_arrange', version: 2 }));
  expect(await shown('stuck')).toMatchObject({ ...cleared, is_known: true, status: 'to_arrange' });
});

test('an account of the same name at another marketplace is another buyer', async () => {
  await world.importAll(bought('elsewhere', 'alan'));
  await askToForget('alan', { platform: 'another_market' });
  await forget();
  expect(await shown('elsewhere')).toMatchObject(kept);
});

test('who was asked for is let go of once no marketplace can show it any more', async () => {
  await world.db.query(`update forgotten_buyer set asked_at = asked_at - interval '91 days' where buyer_key = $1`, [buyerKeyOf('ada_b')]);
  await forget(true);
  expect(await world.db.query('select from forgotten_buyer where buyer_key = $1', [buyerKeyOf('ada_b')])).toEqual([]);
  expect(await world.db.query('select from forgotten_buyer where buyer_key = $1', [buyerKeyOf('grace')])).toHaveLength(1);
});
