import { stockRoutes } from '@shopfleet/contracts';
import type { Database } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import { recordAudit } from '../audit/index.ts';
import { callerOf, decodeCursor, type HubApp, toPage } from '../edge/index.ts';
import { createSku } from './create-sku.ts';
import { adjustStock } from './move-stock.ts';
import { atsOf } from './publish-quantity.ts';
import { findSku, listMovementRows, listSkuRows, type MovementRow, type SkuRow } from './sku-store.ts';
import type { StockDeps } from './stock-deps.ts';

export interface StockRouteDeps extends StockDeps {
  readonly db: Database;
}

/** SKUs, their ledger, and changes of stock by hand. */
export function registerStockRoutes(app: HubApp, deps: StockRouteDeps): void {
  app.openapi(stockRoutes.listSkus, async (c) => {
    const { tenantId } = callerOf(c);
    const { limit, cursor, q } = c.req.valid('query');
    const after = cursor === undefined ? undefined : String(decodeCursor(cursor, 1)[0]);
    const rows = await deps.db.asTenant(tenantId, (tx) => listSkuRows(tx, { tenantId, q, after, limit }));
    return c.json(
      toPage(rows, limit, toSku, (row) => [row.code]),
      200,
    );
  });
  app.openapi(stockRoutes.createSku, async (c) => {
    const { tenantId, actor } = callerOf(c);
    const sku = c.req.valid('json');
    const row = await deps.db.asTenant(tenantId, async (tx) => {
      const skuId = await createSku(tx, deps, { ...sku, tenantId, actor: `${actor.kind}:${actor.id}` });
      await recordAudit(tx, deps.clock, tenantId, { actor, action: 'sku.created', subject: { kind: 'sku', id: skuId }, detail: sku });
      return findSku(tx, tenantId, skuId);
    });
    return c.json(toSku(found(row)), 201);
  });
  app.openapi(stockRoutes.adjustStock, async (c) => {
    const { tenantId, actor } = callerOf(c);
    const { skuId } = c.req.valid('param');
    const change = c.req.valid('json');
    const row = await deps.db.asTenant(tenantId, async (tx) => {
      await adjustStock(tx, deps, { ...change, tenantId, skuId, actor: `${actor.kind}:${actor.id}` });
      await recordAudit(tx, deps.clock, tenantId, { actor, action: 'stock.adjusted', subject: { kind: 'sku', id: skuId }, detail: change });
      return findSku(tx, tenantId, skuId);
    });
    return c.json(toSku(found(row)), 200);
  });
  app.openapi(stockRoutes.listMovements, async (c) => {
    const { tenantId } = callerOf(c);
    const { skuId } = c.req.valid('param');
    const { limit, cursor } = c.req.valid('query');
    const before = cursor === undefined ? undefined : String(decodeCursor(cursor, 1)[0]);
    const rows = await deps.db.asTenant(tenantId, async (tx) => {
      found(await findSku(tx, tenantId, skuId));
      return listMovementRows(tx, { tenantId, skuId, before, limit });
    });
    return c.json(
      toPage(rows, limit, toMovement, (row) => [row.id]),
      200,
    );
  });
}

function found(row: SkuRow | undefined): SkuRow {
  if (!row) throw new HubError('NOT_FOUND', { message: 'There is no such SKU' });
  return row;
}

function toSku(row: SkuRow) {
  const stock = { onHand: row.on_hand, reserved: row.reserved, promoHeld: row.promo_held, safetyStock: row.safety_stock };
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    barcode: row.barcode,
    publishMode: row.publish_mode,
    buffer: row.buffer,
    safetyStock: row.safety_stock,
    onHand: row.on_hand,
    reserved: row.reserved,
    ats: atsOf(stock),
    shortfall: row.shortfall,
    variants: row.variants,
    version: row.version,
  };
}

function toMovement(row: MovementRow) {
  return {
    id: row.id,
    kind: row.kind,
    quantity: row.quantity,
    causeKind: row.cause_kind,
    causeId: row.cause_id,
    actor: row.actor,
    reason: row.reason,
    at: new Date(row.at).toISOString(),
  };
}
