import { setTimeout as wait } from 'node:timers/promises';
import { type Call, type CallHandler, sellerOf } from './call.ts';
import { Refusal } from './refusal.ts';
import { itemKey } from './shelf.ts';

/** While a write on a SKU is under way (setting `skuWriteRealMs`), another one on it is refused with 25025. */
export const oneAtATime =
  (skusOf: (call: Call) => readonly (string | undefined)[], write: CallHandler): CallHandler =>
  async (call) => {
    const { settings, busySkus } = call.world;
    if (settings.skuWriteRealMs === 0) return await write(call);
    const keys = skusOf(call).flatMap((sku) => (sku === undefined ? [] : itemKey(sellerOf(call).id, sku)));
    if (keys.some((key) => busySkus.has(key))) {
      throw new Refusal(
        25025,
        'Concurrent access of the same Inventory or Inventory Item Group object is not allowed. Please try again later.',
      );
    }
    for (const key of keys) busySkus.add(key);
    try {
      await wait(settings.skuWriteRealMs);
      return await write(call);
    } finally {
      for (const key of keys) busySkus.delete(key);
    }
  };
