import { type Answer, type Call, idField, type JsonObject, objectList, productOf } from './call.ts';
import { Refusal, wrong } from './refusal.ts';

/** Hides items or shows them again, row by row. */
export function unlistItem(call: Call): Answer {
  const done: JsonObject[] = [];
  const failed: JsonObject[] = [];
  for (const row of objectList(call.body, 'item_list')) {
    const itemId = idField(row, 'item_id');
    if (typeof row.unlist !== 'boolean') throw wrong('unlist');
    const reason = changeListing(call, itemId, row.unlist);
    if (reason === undefined) done.push({ item_id: Number(itemId), unlist: row.unlist });
    else failed.push({ item_id: Number(itemId), failed_reason: reason });
  }
  const response = { success_list: done, failure_list: failed };
  return done.length > 0 ? { response } : { response, error: 'error_unlist_item_all_failed', message: 'All items failed.' };
}

/** Why it cannot be, or undefined once it is. */
function changeListing(call: Call, itemId: string, isHidden: boolean): string | undefined {
  try {
    const product = productOf(call, itemId);
    if (product.isLocked) return 'The item is in a promotion.';
    if (product.status !== 'NORMAL' && product.status !== 'UNLIST') return `The item is ${product.status}.`;
    product.status = isHidden ? 'UNLIST' : 'NORMAL';
    product.updateTime = call.world.clock.nowSeconds();
    call.world.products.save(product);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}
