import { HubError, newId } from '@shopfleet/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildLine, buildOrder } from '../../orders/test/build-order.ts';
import { createOrderWorld, type OrderWorld, tenantId } from '../../orders/test/order-world.ts';
import * as locations from '../locations/change-locations.ts';
import { viewLevels } from '../locations/list-levels.ts';
import { adjustStock, countStock, transferStock } from '../move-stock.ts';
import { takeCountSheet } from './count-sheet.ts';
import { type LedgerFilter, listLedgerRows } from './movement-store.ts';
import { undoMovement } from './undo-movement.ts';

let world: OrderWorld;
let main: string;
let attic: string;
beforeAll(async () => {
  world = await createOrderWorld();
  await asTenant(async (tx) => {
    main = (await locations.listLocations(tx, world.clock, tenantId))[0]?.id ?? '';
    attic = await locations.createLocation(tx, world.clock, tenantId, 'Attic');
  });
});
afterAll(() => world[Symbol.asyncDispose]());

type Work = Parameters<typeof world.db.database.asTenant>[1];
const asTenant = <T>(work: (tx: Parameters<Work>[0]) => Promise<T>) => world.db.database.asTenant(tenantId, work);
const actor = 'user:test';
const transfer = (skuId: string, fromLocationId: string, toLocationId: string, quantity: number) =>
  asTenant((tx) =>
    transferStock(tx, world.deps, {
      tenantId,
      skuId,
      fromLocationId,
      toLocationId,
      quantity,
      reason: '',
      actor,
      id: newId('stockMovement', world.clock.now().getTime()),
    }),
  );
const places = async (skuId: string) =>
  Object.fromEntries(
    (await asTenant((tx) => viewLevels(tx, world.clock, tenantId, skuId))).levels.map((one) => [
      one.locationName,
      `${one.onHand}/${one.reserved}`,
    ]),
  );
const ledger = (filter: LedgerFilter) => asTenant((tx) => listLedgerRows(tx, { tenantId, filter, before: undefined, limit: 100 }));
const undo = (movementId: string) => asTenant((tx) => undoMovement(tx, world.deps, { tenantId, movementId, actor }));
const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof HubError ? `${error.code}: ${error.message}` : String(error);
};

describe('stock at several locations', () => {
  test('moves by two movements of one cause, and only when it is there', async () => {
    const skuId = await world.makeSku('MOVE-1', 10);
    await transfer(skuId, main, attic, 4);
    expect(await places(skuId)).toEqual({ Main: '6/0', Attic: '4/0' });
    const halves = await ledger({ skuId, kind: 'transfer' });
    expect(halves.map((one) => one.quantity).sort()).toEqual([-4, 4]);
    expect(new Set(halves.map((one) => one.cause_id)).size).toBe(1);
    expect(await refusal(transfer(skuId, attic, main, 5))).toBe('CONFLICT: Only 4 units are there: count the shelf, or take out fewer');
    expect(await world.broken()).toEqual([]);
  });

  test('is promised from anywhere and leaves from wherever it lies', async () => {
    const skuId = await world.makeSku('SPREAD-1', 10);
    await transfer(skuId, main, attic, 7);
    const lines = [buildLine({ externalId: 'spread-1', sellerCode: 'SPREAD-1', quantity: 8 })];
    await world.importAll(buildOrder({ externalId: 'spread', lines }));
    expect(await places(skuId)).toEqual({ Main: '3/8', Attic: '7/0' });
    await world.importAll(buildOrder({ externalId: 'spread', lines, status: 'shipped', version: 2 }));
    expect(await places(skuId)).toEqual({ Main: '0/0', Attic: '2/0' });
    expect((await ledger({ skuId, kind: 'sale' })).map((one) => one.quantity).sort()).toEqual([-3, -5]);
    expect(await world.broken()).toEqual([]);
  });

  test('goes to where it fits, when the default location has too little', async () => {
    const skuId = await world.makeSku('FIT-1', 6);
    await transfer(skuId, main, attic, 5);
    const lines = [buildLine({ externalId: 'fit-1', sellerCode: 'FIT-1', quantity: 4 })];
    await world.importAll(buildOrder({ externalId: 'fit', lines }));
    expect(await places(skuId)).toEqual({ Main: '1/0', Attic: '5/4' });
    await world.importAll(buildOrder({ externalId: 'fit', status: 'cancelled', version: 2, lines }));
    expect(await places(skuId)).toEqual({ Main: '1/0', Attic: '5/0' });
    expect(await world.broken()).toEqual([]);
  });

  test('a location is retired when it is empty, and never the default', async () => {
    const [shed, skuId] = [
      await asTenant((tx) => locations.createLocation(tx, world.clock, tenantId, 'Shed')),
      await world.makeSku('SHED-1', 2),
    ];
    await transfer(skuId, main, shed, 2);
    const retire = (id: string) => asTenant((tx) => locations.retireLocation(tx, world.clock, tenantId, id));
    expect(await refusal(retire(shed))).toContain('Units lie here');
    expect(await refusal(retire(main))).toContain('This is the default location');
    await transfer(skuId, shed, main, 2);
    await retire(shed);
    expect(await refusal(transfer(skuId, main, shed, 1))).toBe('CONFLICT: The location Shed is not used any more');
    expect(await refusal(asTenant((tx) => locations.createLocation(tx, world.clock, tenantId, 'ATTIC')))).toContain('CONFLICT');
    expect(await world.broken()).toEqual([]);
  });

  test('comes in at the default location, whichever it is', async () => {
    const skuId = await world.makeSku('DEFAULT-1', 1);
    await asTenant((tx) => locations.setDefaultLocation(tx, tenantId, attic));
    await asTenant((tx) => adjustStock(tx, world.deps, { tenantId, skuId, kind: 'receipt', quantity: 3, reason: '', actor }));
    await asTenant((tx) => locations.setDefaultLocation(tx, tenantId, main));
    expect(await places(skuId)).toEqual({ Main: '1/0', Attic: '3/0' });
  });

  test('twenty orders and ten transfers at once lose nothing and never wait for each other for good', async () => {
    const skuId = await world.makeSku('BUSY-1', 30);
    const order = (n: number) =>
      world.importAll(buildOrder({ externalId: `busy-${n}`, lines: [buildLine({ externalId: `busy-${n}`, sellerCode: 'BUSY-1' })] }));
    await Promise.all([
      ...Array.from({ length: 20 }, (_, n) => order(n)),
      ...Array.from({ length: 10 }, () => transfer(skuId, main, attic, 1)),
    ]);
    const view = await asTenant((tx) => viewLevels(tx, world.clock, tenantId, skuId));
    expect(view).toMatchObject({ onHand: 30, reserved: 20, shortfall: 0, soldPerDay: 20, daysOfCover: 0.5 });
    expect(await world.broken()).toEqual([]);
  });
});

describe('what was done by hand', () => {
  test('is taken back once, by its opposite', async () => {
    const skuId = await world.makeSku('UNDO-1', 10);
    await asTenant((tx) => countStock(tx, world.deps, { tenantId, skuId, counted: 7, reason: 'shelf 4', actor }));
    const [count] = await ledger({ skuId, kind: 'count' });
    const [opposite] = await undo(count?.id ?? '');
    expect(opposite).toMatchObject({ quantity: 3, kind: 'count', undoes_id: count?.id, reason: 'shelf 4' });
    expect(await places(skuId)).toMatchObject({ Main: '10/0' });
    expect(await refusal(undo(count?.id ?? ''))).toBe('CONFLICT: This movement was taken back already');
    expect(await refusal(undo(opposite?.id ?? ''))).toContain('takes another one back');
    expect(await world.broken()).toEqual([]);
  });

  test('is taken back once also when many ask at the same moment', async () => {
    const skuId = await world.makeSku('UNDO-2', 10);
    const [receipt] = await ledger({ skuId, kind: 'receipt' });
    const answers = await Promise.all(Array.from({ length: 8 }, () => refusal(undo(receipt?.id ?? ''))));
    expect(answers.filter((answer) => answer === 'undefined')).toHaveLength(1);
    expect(await places(skuId)).toMatchObject({ Main: '0/0' });
    expect(await world.broken()).toEqual([]);
  });

  test('is taken back whole when it was a transfer, and not when the units are gone', async () => {
    const skuId = await world.makeSku('UNDO-3', 5);
    await transfer(skuId, main, attic, 5);
    const [half] = await ledger({ skuId, kind: 'transfer' });
    await asTenant((tx) =>
      adjustStock(tx, world.deps, { tenantId, skuId, locationId: attic, kind: 'write_off', quantity: 1, reason: '', actor }),
    );
    expect(await refusal(undo(half?.id ?? ''))).toContain('Only 4 units are there');
    await asTenant((tx) =>
      adjustStock(tx, world.deps, { tenantId, skuId, locationId: attic, kind: 'receipt', quantity: 1, reason: '', actor }),
    );
    expect(await undo(half?.id ?? '')).toHaveLength(2);
    expect(await places(skuId)).toEqual({ Main: '5/0', Attic: '0/0' });
    expect(await world.broken()).toEqual([]);
  });

  test('but not what follows from an order', async () => {
    const skuId = await world.makeSku('UNDO-4', 5);
    await world.importAll(
      buildOrder({ externalId: 'undo-4', status: 'shipped', lines: [buildLine({ externalId: 'u4', sellerCode: 'UNDO-4' })] }),
    );
    const [sale] = await ledger({ skuId, kind: 'sale' });
    expect(await refusal(undo(sale?.id ?? ''))).toContain('Only movements made by hand');
  });

  test('is counted from a sheet, each line for itself', async () => {
    await world.makeSku('SHEET-1', 5);
    await world.makeSku('SHEET-2', 5);
    const lines = [
      { code: 'SHEET-1', counted: 3 },
      { code: 'NOBODY', counted: 1 },
      { code: 'SHEET-2', counted: 5 },
      { code: 'SHEET-1', counted: 9 },
    ];
    const results = await takeCountSheet({ ...world.deps, db: world.db.database }, { tenantId, reason: 'night', actor, lines });
    expect(results.map(({ isDone, before, after, message }) => [isDone, before, after, message])).toEqual([
      [true, 5, 3, ''],
      [false, null, null, 'There is no SKU with this code'],
      [true, 5, 5, ''],
      [false, null, null, 'This SKU is on the sheet twice: only its first line counts'],
    ]);
    expect(await world.levels()).toMatchObject({ 'SHEET-1': '3/0' });
  });

  test('is found in the ledger by SKU, kind, person and words', async () => {
    const skuId = await world.makeSku('FIND-1', 5);
    await asTenant((tx) => adjustStock(tx, world.deps, { tenantId, skuId, kind: 'write_off', quantity: 1, reason: 'wet 100%', actor }));
    expect(await ledger({ q: 'wet 100%' })).toMatchObject([{ sku_code: 'FIND-1', quantity: -1, location_name: 'Main' }]);
    expect(await ledger({ q: '100_' })).toEqual([]);
    expect(await ledger({ skuId, by: 'system' })).toEqual([]);
    expect(await ledger({ skuId, by: 'user' })).toHaveLength(2);
    expect(await ledger({ skuId, to: '2020-01-01T00:00:00Z' })).toEqual([]);
  });
});

describe('little left', () => {
  test('is told once for each crossing', async () => {
    const skuId = await world.makeSku('LOW-1', 10);
    await world.db.query(`update sku set low_stock_at = 3 where id = $1`, [skuId]);
    const adjust = (quantity: number) =>
      asTenant((tx) => adjustStock(tx, world.deps, { tenantId, skuId, kind: 'adjust', quantity, reason: '', actor }));
    const alerts = () =>
      world.db.query<{ ats: number; open: boolean }>(
        `select ats, resolved_at is null as open from low_stock_alert where sku_id = $1 order by since, id`,
        [skuId],
      );
    await adjust(-6);
    expect(await alerts()).toEqual([]);
    world.clock.advance(1_000);
    await world.importAll(buildOrder({ externalId: 'low-1', lines: [buildLine({ externalId: 'low-1', sellerCode: 'LOW-1' })] }));
    await adjust(-1);
    expect(await alerts()).toEqual([{ ats: 3, open: true }]);
    await adjust(5);
    expect(await alerts()).toEqual([{ ats: 3, open: false }]);
    world.clock.advance(1_000);
    await adjust(-6);
    expect(await alerts()).toEqual([
      { ats: 3, open: false },
      { ats: 1, open: true },
    ]);
  });
});
