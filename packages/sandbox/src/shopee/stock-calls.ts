import { type Answer, type Call, idField, type JsonObject, numberField, objectList, productOf, shopOf } from './call.ts';
import { modelOf, priceMinor, readStock, refuseUneditable } from './item-fields.ts';
import { amountOf, marketOf } from './markets.ts';
import type { Model, Product, Stock } from './model.ts';
import { Refusal } from './refusal.ts';
import { setStock } from './stock.ts';

interface Row<T> {
  readonly model: Model;
  readonly value: T;
}

/** Rows of one item; a model may be named once. @throws Refusal */
function rowsOf<T>(
  { body }: Call,
  product: Product,
  { list, forItemWithModels, read }: { list: string; forItemWithModels: string; read: (row: JsonObject, model: Model) => T },
): Row<T>[] {
  const rows = objectList(body, list).map((row) => {
    const model = modelOf(product, row, forItemWithModels);
    return { model, value: read(row, model) };
  });
  if (new Set(rows.map(({ model }) => model.id)).size < rows.length) throw new Refusal('error_param', 'A model_id is named twice.');
  return rows;
}

/** Sets absolute quantities; nothing may fall below what is kept back for a promotion. */
export function updateStock(call: Call): Answer {
  const { world, body } = call;
  const product = productOf(call, idField(body, 'item_id'));
  refuseUneditable(product, 'error_cannt_edit_stock_in_promotion');
  const rows = rowsOf<Stock[]>(call, product, {
    list: 'stock_list',
    forItemWithModels: 'error_edit_item_stock_for_item_has_model',
    read: (row, model) =>
      readStock(
        objectList(row, 'seller_stock'),
        model.stock.map((stock) => stock.locationId),
      ),
  });
  const done: JsonObject[] = [];
  const failed: JsonObject[] = [];
  for (const { model, value } of rows) {
    const units = new Map(value.map((stock) => [stock.locationId, stock.units]));
    const total = model.stock.reduce((sum, stock) => sum + (units.get(stock.locationId) ?? stock.units), 0);
    if (total < model.reserved) {
      failed.push({ model_id: Number(model.id), failed_reason: 'Total stock must be more than reserved stock.' });
      continue;
    }
    setStock(world, product, model, units);
    for (const { locationId, units: count } of value) {
      done.push({ model_id: Number(model.id), ...(locationId === '' ? {} : { location_id: locationId }), stock: count });
    }
  }
  const response = { success_list: done, failure_list: failed };
  if (done.length > 0) return { response };
  return { response, error: 'error_busi_update_stock_failed', message: 'Update stock failed, see failure_list.' };
}

/** Sets list prices; a row that cannot be is told beside those that could. */
export function updatePrice(call: Call): Answer {
  const { world, body } = call;
  const product = productOf(call, idField(body, 'item_id'));
  refuseUneditable(product, 'error_cannt_edit_price_in_promotion');
  const market = marketOf(shopOf(call).region);
  const rows = rowsOf<number | undefined>(call, product, {
    list: 'price_list',
    forItemWithModels: 'error_edit_item_price_for_item_has_model',
    read: (row) => numberField(row, 'original_price'),
  });
  const done: JsonObject[] = [];
  const failed: JsonObject[] = [];
  for (const { model, value } of rows) {
    try {
      model.priceMinor = priceMinor(value, market);
      done.push({ model_id: Number(model.id), original_price: amountOf(model.priceMinor, market) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      failed.push({ model_id: Number(model.id), failed_reason: error.message });
    }
  }
  product.updateTime = world.clock.nowSeconds();
  world.products.save(product);
  return { response: { success_list: done, failure_list: failed } };
}
