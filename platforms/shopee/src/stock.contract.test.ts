import { describe, expect, it } from 'vitest';
import { failureOf, makeSandboxWorld, type ShopeeWorld } from './test/sandbox-world.ts';

function stockOf({ platform }: ShopeeWorld) {
  if (!platform.stock) throw new Error('the platform has no stock');
  return platform.stock;
}

/** A variant with a model, and one without. */
function variantsOf(world: ShopeeWorld) {
  const rows = world.control.stock(world.shopId);
  const single = rows.find(({ modelId }) => modelId === '0');
  const model = rows.find(({ modelId }) => modelId !== '0');
  if (!single || !model) throw new Error('the shop lacks an item with, or one without models');
  return [single, model].map((row) => ({ ...row, id: `${row.itemId}:${row.modelId}` }));
}

const unitsOf = (world: ShopeeWorld, id: string) =>
  world.control.stock(world.shopId).find((row) => `${row.itemId}:${row.modelId}` === id)?.units;

describe.each([
  ['one warehouse', false],
  ['several warehouses', true],
])('stock of a shop with %s', (_what, multiWarehouse) => {
  it('is written as an absolute number, read back, and bought from', async () => {
    await using world = await makeSandboxWorld('ID', { multiWarehouse });
    for (const { id, itemId, modelId } of variantsOf(world)) {
      await stockOf(world).writeStock(world.access, { externalListingId: itemId, externalVariantId: id, quantity: 7 });
      expect(unitsOf(world, id)).toBe(7);
      expect(await stockOf(world).readStock(world.access, [id])).toEqual(new Map([[id, 7]]));
      world.control.setStock({ itemId, modelId, units: 0 });
      expect(await stockOf(world).readStock(world.access, [id])).toEqual(new Map([[id, 0]]));
      await stockOf(world).writeStock(world.access, { externalListingId: itemId, externalVariantId: id, quantity: 5 });
      expect(world.control.buy({ itemId, modelId, quantity: 2 }).isAllowed).toBe(true);
      expect(world.control.buy({ itemId, modelId, quantity: 4 }).isAllowed).toBe(false);
      expect(await stockOf(world).readStock(world.access, [id])).toEqual(new Map([[id, 3]]));
    }
  });
});

describe('stock that cannot be written', () => {
  it('is refused below what a promotion holds back, and while it locks the item', async () => {
    await using world = await makeSandboxWorld('ID');
    const [single] = variantsOf(world);
    if (!single) throw new Error('no variant');
    const write = (quantity: number) =>
      stockOf(world).writeStock(world.access, { externalListingId: single.itemId, externalVariantId: single.id, quantity });
    world.control.setStock({ itemId: single.itemId, units: 10, reserved: 4 });
    expect(['conflict', 'invalid']).toContain((await failureOf(write(3))).kind);
    await write(4);
    expect(await stockOf(world).readStock(world.access, [single.id])).toEqual(new Map([[single.id, 4]]));
    world.control.lockItem(single.itemId);
    expect(['conflict', 'invalid']).toContain((await failureOf(write(9))).kind);
    expect(unitsOf(world, single.id)).toBe(4);
    expect((await failureOf(write(-1))).kind).toBe('invalid');
  });

  it('is that of a variant which the shop does not have, and such a variant has none to read', async () => {
    await using world = await makeSandboxWorld('ID');
    const change = { externalListingId: '1', externalVariantId: '1:0', quantity: 1 };
    expect(['not-found', 'invalid']).toContain((await failureOf(stockOf(world).writeStock(world.access, change))).kind);
    expect(await stockOf(world).readStock(world.access, ['1:0'])).toEqual(new Map());
  });

  it('may have been written when the answer is lost', async () => {
    await using world = await makeSandboxWorld('ID');
    const [single] = variantsOf(world);
    if (!single) throw new Error('no variant');
    world.control.addFault({ kind: 'cut-after-effect', api: 'product.update_stock', next: 1 });
    const change = { externalListingId: single.itemId, externalVariantId: single.id, quantity: 3 };
    expect((await failureOf(stockOf(world).writeStock(world.access, change))).kind).toBe('outcome-unknown');
    expect(unitsOf(world, single.id)).toBe(3);
  });
});
