import { stockRoutes } from '@shopfleet/contracts';
import type { Database } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import { recordAudit } from '../../audit/index.ts';
import { findShop, listActiveShops } from '../../connections/index.ts';
import { callerOf, decodeCursor, type HubApp, toPage } from '../../edge/index.ts';
import { pollStockJob } from '../../sync/index.ts';
import type { StockDeps } from '../stock-deps.ts';
import { countConflicts, listConflictRows, toConflicts } from './list-conflicts.ts';
import { resolveConflicts } from './resolve-conflict.ts';

/** Where marketplaces show other numbers than ours. */
export function registerConflictRoutes(app: HubApp, deps: StockDeps & { readonly db: Database }): void {
  app.openapi(stockRoutes.listConflicts, async (c) => {
    const { tenantId } = callerOf(c);
    const { limit, cursor, ...filter } = c.req.valid('query');
    const key = cursor === undefined ? undefined : decodeCursor(cursor, 2);
    const after = key && ([instantOf(key[0]), String(key[1])] as const);
    const page = await deps.db.asTenant(tenantId, async (tx) => {
      const rows = await listConflictRows(tx, { tenantId, filter, after, limit });
      const views = await toConflicts(tx, tenantId, rows);
      const items = rows.flatMap((row) => {
        const view = views.get(row.variant_id);
        return view ? [{ view, row }] : [];
      });
      const counts = await countConflicts(tx, tenantId);
      return {
        ...toPage(
          items,
          limit,
          ({ view }) => view,
          ({ row }) => [String(row.first_seen_at), row.variant_id],
        ),
        counts,
      };
    });
    return c.json(page, 200);
  });
  app.openapi(stockRoutes.resolveConflicts, async (c) => {
    const { tenantId, actor } = callerOf(c);
    const { items } = c.req.valid('json');
    const by = `${actor.kind}:${actor.id}`;
    const results = await resolveConflicts(
      deps,
      items.map((item) => ({ ...item, tenantId, actor: by })),
    );
    await deps.db.asTenant(tenantId, async (tx) => {
      for (const [index, { variantId, isDone }] of results.entries()) {
        if (!isDone) continue;
        const subject = { kind: 'listing-variant', id: variantId };
        const detail = { choice: items[index]?.choice };
        await recordAudit(tx, deps.clock, tenantId, { actor, action: 'stock.conflict-resolved', subject, detail });
      }
    });
    return c.json({ results }, 200);
  });
  app.openapi(stockRoutes.sweepStock, async (c) => {
    const { tenantId } = callerOf(c);
    const { shopId } = c.req.valid('json');
    const shops = await deps.db.asTenant(tenantId, async (tx) => {
      if (shopId !== undefined && !(await findShop(tx, shopId))) throw new HubError('NOT_FOUND', { message: 'There is no such shop' });
      const ids = shopId === undefined ? (await listActiveShops(tx)).map(({ id }) => id) : [shopId];
      await deps.jobs.enqueueMany(
        tx,
        pollStockJob,
        tenantId,
        ids.map((id) => ({ data: { shopId: id }, dedupeKey: id })),
      );
      return ids.length;
    });
    return c.json({ shops }, 202);
  });
}

function instantOf(key: unknown): string {
  const text = String(key);
  if (Number.isNaN(Date.parse(text))) throw new HubError('INVALID_CURSOR', { message: 'Start again without a cursor' });
  return text;
}
