import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adjustStock } from '../stock/index.ts';
import { findOrder, findOrderByExternalId, importOrderBatch } from './index.ts';
import { buildLine, buildOrder } from './test/build-order.ts';
import { createOrderWorld, type OrderWorld, otherTenantId, shopId, target, tenantId } from './test/order-world.ts';

let world: OrderWorld;
beforeAll(async () => {
  world = await createOrderWorld();
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

const statusOf = async (externalId: string) =>
  (await world.db.query<{ status: string }>('select status from orders where external_id = $1', [externalId]))[0]?.status;
const shortfalls = (externalId: string) =>
  world.db.query<{ quantity: number; isOpen: boolean }>(
    `select f.quantity, f.resolved_at is null as "isOpen" from shortfall f join orders o on o.id = f.order_id where o.external_id = $1`,
    [externalId],
  );

describe('importing an order', () => {
  test('keeps it with lines, history and the stock it needs', async () => {
    await world.makeSku('KEEP-1', 5);
    const line = buildLine({ externalId: 'k1', sellerCode: 'KEEP-1', quantity: 2 });
    const { imported } = await world.importAll(buildOrder({ externalId: 'keep', lines: [line] }));
    expect(imported).toHaveLength(1);
    expect((await world.levels())['KEEP-1']).toBe('5/2');
    const order = await world.db.database.asTenant(tenantId, (tx) => findOrder(tx, imported[0]?.orderId ?? ''));
    expect(order).toMatchObject({ externalId: 'keep', status: 'to_arrange', unitCount: 2, skuCodes: ['KEEP-1'], hasShortfall: false });
    expect(await world.broken()).toEqual([]);
  });

  test('again changes nothing, and an older version changes nothing', async () => {
    await world.makeSku('AGAIN-1', 5);
    const lines = [buildLine({ externalId: 'a1', sellerCode: 'AGAIN-1' })];
    const order = buildOrder({ externalId: 'again', lines, version: 10, status: 'to_hand_over' });
    await world.importAll(order);
    const before = await world.db.query('select * from orders where external_id = $1', ['again']);
    expect(await world.importAll(order)).toMatchObject({ imported: [], unchanged: 1 });
    expect(await world.importAll(buildOrder({ externalId: 'again', lines, version: 9, status: 'cancelled' }))).toMatchObject({
      imported: [],
    });
    expect(await world.db.query('select * from orders where external_id = $1', ['again'])).toEqual(before);
    expect((await world.levels())['AGAIN-1']).toBe('5/1');
  });

  test('takes over what changed within the same instant of the marketplace, and never goes back for it', async () => {
    const lines = [buildLine({ externalId: 's1' })];
    const at = { externalId: 'second', lines, version: 10 };
    await world.importAll(buildOrder(at));
    expect((await world.importAll(buildOrder({ ...at, isCancelRequested: true }))).imported).toHaveLength(1);
    expect((await world.importAll(buildOrder({ ...at, isCancelRequested: true, buyerName: 'Told elsewhere' }))).imported).toEqual([]);
    expect((await world.importAll(buildOrder({ ...at, status: 'cancelled' }))).imported).toHaveLength(1);
    expect(await world.importAll(buildOrder(at))).toMatchObject({ imported: [], refused: [] });
    expect(await statusOf('second')).toBe('cancelled');
  });

  test('of the same instant that was kept while this one was read is left as it is, to be read once more', async () => {
    const at = { externalId: 'overtaken', lines: [buildLine({ externalId: 'o1' })], version: 10 };
    const readFrom = world.clock.now();
    const late = buildOrder({ ...at, isCancelRequested: true });
    await world.importAll(buildOrder(at));
    world.clock.advance(1);
    const importRead = (from: Date) =>
      world.db.database.asTenant(tenantId, (tx) => importOrderBatch(tx, world.deps, { ...target, readFrom: from }, [late]));
    expect(await importRead(readFrom)).toMatchObject({ imported: [], unchanged: 0, refused: [], unordered: ['overtaken'] });
    expect(await importRead(world.clock.now())).toMatchObject({ imported: [{ isNew: false }], unordered: [] });
  });

  test('refuses an impossible step and lets the neighbours go on', async () => {
    await world.importAll(buildOrder({ externalId: 'final', status: 'cancelled' }));
    const result = await world.importAll(
      buildOrder({ externalId: 'final', status: 'shipped', version: 2 }),
      buildOrder({ externalId: 'neighbour' }),
    );
    expect(result.refused.map(({ externalId, error }) => [externalId, error.code])).toEqual([['final', 'ILLEGAL_TRANSITION']]);
    expect(result.imported).toHaveLength(1);
    expect(await statusOf('final')).toBe('cancelled');
  });

  test('cleans what buyers type and refuses ids that cannot be kept', async () => {
    const result = await world.importAll(
      buildOrder({ externalId: 'poison', buyerName: `A\0B\ud800`, buyerNote: '__proto__' }),
      buildOrder({ externalId: 'bad\0id' }),
      buildOrder({ externalId: '9007199254740993123' }),
    );
    expect(result.imported).toHaveLength(2);
    expect(result.refused).toHaveLength(1);
    expect(await statusOf('9007199254740993123')).toBe('to_arrange');
  });

  test('is invisible to other tenants', async () => {
    await world.importAll(buildOrder({ externalId: 'mine' }));
    const seen = await world.db.database.asTenant(otherTenantId, (tx) => findOrderByExternalId(tx, shopId, 'mine'));
    expect(seen).toBeUndefined();
  });
});

describe('stock of imported orders', () => {
  test('is summed over the lines of an order before anything is given', async () => {
    await world.makeSku('SUM-1', 3);
    const lines = [1, 2].map((n) => buildLine({ externalId: `s${n}`, sellerCode: 'SUM-1', quantity: 2 }));
    await world.importAll(buildOrder({ externalId: 'sum', lines }));
    expect((await world.levels())['SUM-1']).toBe('3/0');
    expect(await shortfalls('sum')).toEqual([{ quantity: 4, isOpen: true }]);
    expect(await world.broken()).toEqual([]);
  });

  test('counts a bundle and its own component in one order together', async () => {
    const skuId = await world.makeSku('PART-1', 3);
    await world.importAll(
      buildOrder({ externalId: 'seed', status: 'cancelled', lines: [buildLine({ externalId: 'b0', sellerCode: 'BUNDLE-1' })] }),
    );
    await world.db.query(
      `insert into sku_mapping (tenant_id, variant_id, sku_id, quantity, origin)
       select tenant_id, id, $1, 3, 'person' from listing_variant where external_id = 'V-BUNDLE-1'`,
      [skuId],
    );
    const lines = [buildLine({ externalId: 'b1', sellerCode: 'BUNDLE-1' }), buildLine({ externalId: 'b2', sellerCode: 'PART-1' })];
    await world.importAll(buildOrder({ externalId: 'bundle', lines }));
    expect((await world.levels())['PART-1']).toBe('3/0');
    expect(await shortfalls('bundle')).toEqual([{ quantity: 4, isOpen: true }]);
    await world.db.database.asTenant(tenantId, (tx) =>
      adjustStock(tx, world.deps, { tenantId, skuId, kind: 'receipt', quantity: 1, reason: '', actor: 'user:test' }),
    );
    expect((await world.levels())['PART-1']).toBe('4/4');
    expect(await shortfalls('bundle')).toEqual([{ quantity: 4, isOpen: false }]);
    expect(await world.broken()).toEqual([]);
  });

  test('returns when the order is cancelled, and goes to those who wait, oldest first', async () => {
    await world.makeSku('WAIT-1', 1);
    const line = (id: string) => [buildLine({ externalId: id, sellerCode: 'WAIT-1' })];
    await world.importAll(buildOrder({ externalId: 'w1', lines: line('w1') }));
    world.clock.advance(1000);
    await world.importAll(buildOrder({ externalId: 'w2', lines: line('w2') }));
    world.clock.advance(1000);
    await world.importAll(buildOrder({ externalId: 'w3', lines: line('w3') }));
    await world.importAll(buildOrder({ externalId: 'w1', lines: line('w1'), version: 2, status: 'cancelled' }));
    expect((await world.levels())['WAIT-1']).toBe('1/1');
    expect(await shortfalls('w2')).toEqual([{ quantity: 1, isOpen: false }]);
    expect(await shortfalls('w3')).toEqual([{ quantity: 1, isOpen: true }]);
    await world.importAll(buildOrder({ externalId: 'w3', lines: line('w3'), version: 2, status: 'cancelled' }));
    expect(await shortfalls('w3')).toEqual([{ quantity: 1, isOpen: false }]);
    expect(await world.broken()).toEqual([]);
  });

  test('leaves the shelf once when the order ships, line by line', async () => {
    await world.makeSku('SHIP-1', 5);
    const lines = (first: 'open' | 'shipped' | 'cancelled', second: 'open' | 'shipped' | 'cancelled') => [
      buildLine({ externalId: 'p1', sellerCode: 'SHIP-1', status: first }),
      buildLine({ externalId: 'p2', sellerCode: 'SHIP-1', status: second }),
    ];
    await world.importAll(buildOrder({ externalId: 'ship', lines: lines('open', 'open') }));
    await world.importAll(buildOrder({ externalId: 'ship', lines: lines('shipped', 'open'), status: 'partially_shipped', version: 2 }));
    expect((await world.levels())['SHIP-1']).toBe('4/1');
    await world.importAll(buildOrder({ externalId: 'ship', lines: lines('shipped', 'cancelled'), status: 'shipped', version: 3 }));
    await world.importAll(buildOrder({ externalId: 'ship', lines: lines('shipped', 'cancelled'), status: 'completed', version: 4 }));
    expect((await world.levels())['SHIP-1']).toBe('4/0');
    expect(await world.broken()).toEqual([]);
  });

  test('waits for a SKU that nobody has made yet, and turns real when somebody does', async () => {
    await world.importAll(
      buildOrder({ externalId: 'early', lines: [buildLine({ externalId: 'e1', sellerCode: 'LATER-1', quantity: 2 })] }),
    );
    const state = () =>
      world.db.query(`select state, sku_id is not null as "isMapped" from reservation where order_id =
      (select id from orders where external_id = 'early') and state <> 'released'`);
    expect(await state()).toEqual([{ state: 'pending', isMapped: false }]);
    await world.makeSku('LATER-1', 10);
    expect(await state()).toEqual([{ state: 'open', isMapped: true }]);
    expect((await world.levels())['LATER-1']).toBe('10/2');
    expect(await world.broken()).toEqual([]);
  });

  test('that was never there is named when it ships all the same', async () => {
    await world.makeSku('GHOST-1', 0);
    const lines = [buildLine({ externalId: 'g1', sellerCode: 'GHOST-1' })];
    await world.importAll(buildOrder({ externalId: 'ghost', lines }));
    await world.importAll(buildOrder({ externalId: 'ghost', lines, version: 2, status: 'shipped' }));
    expect((await world.levels())['GHOST-1']).toBe('-1/0');
    expect(
      await world.db.query(
        `select quantity, reason from shortfall where sku_id = (select id from sku where code = 'GHOST-1') and resolved_at is null`,
      ),
    ).toEqual([{ quantity: 1, reason: 'counted' }]);
    expect(await world.broken()).toEqual([]);
  });
});

describe('the order of events', () => {
  const lives = [
    ['unpaid', 'to_arrange', 'to_hand_over', 'shipped', 'delivered', 'completed'],
    ['unpaid', 'on_hold', 'to_arrange', 'to_hand_over', 'to_arrange', 'cancelled'],
    ['unpaid', 'to_arrange', 'partially_shipped', 'shipped'],
    ['to_arrange', 'cancelled'],
  ] as const;
  let round = 0;

  /** What is left of an order when all is said: nothing of when we learned it. */
  async function finalState(externalId: string): Promise<unknown> {
    return (
      await world.db.query(
        `select o.status, o.external_version, o.unit_count, o.tracking_numbers,
           (select json_agg(json_build_array(l.external_id, l.status) order by l.external_id) from order_line l where l.order_id = o.id) as lines,
           (select json_agg(json_build_array(r.state, r.quantity) order by r.quantity) from reservation r
             where r.order_id = o.id and r.state <> 'released') as reservations,
           (select coalesce(sum(m.quantity), 0) from stock_movement m join order_line l on l.id = m.cause_id where l.order_id = o.id) as sold
         from orders o where o.external_id = $1`,
        [externalId],
      )
    )[0];
  }

  test('does not matter, nor do repeats: every permutation ends in the same state', async () => {
    await world.makeSku('PERM-1', 1_000_000);
    const expected = new Map<readonly string[], unknown>();
    const check = async (life: (typeof lives)[number], order: readonly number[]) => {
      round += 1;
      const externalId = `perm-${round}`;
      for (const index of order) {
        const status = life[index] ?? 'unpaid';
        const line = (n: number, isOut: boolean) =>
          buildLine({ externalId: `${externalId}-${n}`, sellerCode: 'PERM-1', quantity: n, status: isOut ? 'shipped' : 'open' });
        const lines = [line(1, status === 'partially_shipped'), line(2, false)];
        await world.importAll(buildOrder({ externalId, status, version: 100 + index, lines }));
      }
      const state = JSON.stringify(await finalState(externalId)).replaceAll(externalId, 'x');
      if (!expected.has(life)) expected.set(life, state);
      expect(state).toBe(expected.get(life));
    };
    for (const life of lives) await check(life, [...life.keys()]);
    await fc.assert(
      fc.asyncProperty(
        fc
          .constantFrom(...lives)
          .chain((life) =>
            fc.tuple(
              fc.constant(life),
              fc.shuffledSubarray([...life.keys()], { minLength: life.length }),
              fc.array(fc.nat(life.length - 1), { maxLength: 4 }),
            ),
          ),
        ([life, order, repeats]) => check(life, [...order, ...repeats]),
      ),
      { numRuns: 60 },
    );
    for (const order of permutations([0, 1, 2, 3])) await check(lives[2], order);
    expect(await world.broken()).toEqual([]);
  });
});

function permutations(items: readonly number[]): number[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
}
