import { stockRoutes } from '@shopfleet/contracts';
import type { Database } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import { recordAudit } from '../audit/index.ts';
import { callerOf, decodeCursor, type HubApp, toPage } from '../edge/index.ts';
import { registerConflictRoutes } from './conflicts/conflict-routes.ts';
import { registerLocationRoutes } from './locations/location-routes.ts';
import { registerLowStockRoutes } from './low-stock/low-stock-routes.ts';
import { adjustStock } from './move-stock.ts';
import { registerMoveRoutes } from './moves/move-routes.ts';
import { registerPublishingRoutes } from './publishing/publishing-routes.ts';
import { listMovementRows, type MovementRow } from './sku-store.ts';
import { type SkuRow, toSku } from './skus/sku-row.ts';
import { findSku } from './skus/sku-store.ts';
import type { StockDeps } from './stock-deps.ts';

export interface StockRouteDeps extends StockDeps {
  readonly db: Database;
}

/** Where stock lies, how it moves, and what marketplaces show of it. */
export function registerStockRoutes(app: HubApp, deps: StockRouteDeps): void {
  registerLocationRoutes(app, deps);
  registerMoveRoutes(app, deps);
  registerLowStockRoutes(app, deps);
  registerPublishingRoutes(app, deps);
  registerConflictRoutes(app, deps);
  app.openapi(stockRoutes.adjustStock, async (c) => {
    const { tenantId, actor } = callerOf(c);
    const { skuId } = c.req.valid('param');
    const change = c.req.valid('json');
    const row = await deps.db.asTenant(tenantId, async (tx) => {
      await adjustStock(tx, deps, { ...change, tenantId, skuId, actor: `${actor.kind}:${actor.id}` });
      const after = await findSku(tx, tenantId, skuId);
      await recordAudit(tx, deps.clock, tenantId, { actor, action: 'stock.adjusted', subject: { kind: 'sku', id: skuId }, detail: change });
      return after;
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
