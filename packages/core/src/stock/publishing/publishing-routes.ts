import { stockRoutes } from '@shopfleet/contracts';
import type { Database, Tx } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { recordAudit } from '../../audit/index.ts';
import { lockMappings } from '../../catalog/index.ts';
import { announce, callerOf, type HubApp } from '../../edge/index.ts';
import { endClaims } from '../claims/claim-store.ts';
import { askToRead } from '../conflicts/ask-to-read.ts';
import { followChange } from '../follow-change.ts';
import { requestPublish } from '../request-publish.ts';
import type { StockDeps } from '../stock-deps.ts';
import { lockLevels } from '../stock-store.ts';
import { viewPublishing } from './view-publishing.ts';

interface PublishingRouteDeps extends StockDeps {
  readonly db: Database;
}

/** How SKUs are published, and the numbers at the marketplaces. */
export function registerPublishingRoutes(app: HubApp, deps: PublishingRouteDeps): void {
  app.openapi(stockRoutes.getPublishing, async (c) => {
    const { tenantId } = callerOf(c);
    const { skuId } = c.req.valid('param');
    return c.json(await deps.db.asTenant(tenantId, (tx) => viewPublishing(tx, deps.clock, tenantId, skuId)), 200);
  });
  app.openapi(stockRoutes.changePublishing, async (c) => {
    const { tenantId, actor } = callerOf(c);
    const { skuId } = c.req.valid('param');
    const wish = c.req.valid('json');
    const view = await deps.db.asTenant(tenantId, async (tx) => {
      await changeMode(tx, deps, { tenantId, skuId, ...wish });
      const subject = { kind: 'sku', id: skuId };
      await recordAudit(tx, deps.clock, tenantId, { actor, action: 'sku.publishing-changed', subject, detail: wish });
      return viewPublishing(tx, deps.clock, tenantId, skuId);
    });
    return c.json(view, 200);
  });
  app.openapi(stockRoutes.pushStock, async (c) => {
    const { tenantId, actor } = callerOf(c);
    const { skuId } = c.req.valid('param');
    const variants = await deps.db.asTenant(tenantId, async (tx) => {
      await viewPublishing(tx, deps.clock, tenantId, skuId);
      await recordAudit(tx, deps.clock, tenantId, { actor, action: 'stock.pushed', subject: { kind: 'sku', id: skuId } });
      return requestPublish(tx, deps, tenantId, [skuId], { isForced: true });
    });
    return c.json({ variants }, 202);
  });
  app.openapi(stockRoutes.pullStock, async (c) => {
    const { tenantId } = callerOf(c);
    const { skuId } = c.req.valid('param');
    const shops = await deps.db.asTenant(tenantId, async (tx) => {
      const { variants } = await viewPublishing(tx, deps.clock, tenantId, skuId);
      return askToRead(tx, deps, tenantId, variants);
    });
    return c.json({ shops }, 202);
  });
}

interface ModeWish {
  readonly tenantId: string;
  readonly skuId: string;
  readonly publishMode: (typeof stockRoutes.publishModes)[number];
  readonly buffer?: number | undefined;
}

/** Changes how a SKU is published. Claims begin with the next push, and end at once. Throws `NOT_FOUND`. */
export async function changeMode(tx: Tx, deps: StockDeps, wish: ModeWish): Promise<void> {
  const { tenantId, skuId, publishMode, buffer } = wish;
  await lockMappings(tx, tenantId, 'shared');
  if ((await lockLevels(tx, tenantId, [skuId])).size === 0) throw new HubError('NOT_FOUND', { message: 'There is no such SKU' });
  const { rows } = await tx.execute<{ former: string }>(sql`
    update sku s set publish_mode = ${publishMode}, buffer = coalesce(${buffer ?? null}, s.buffer), version = s.version + 1,
      updated_at = ${deps.clock.now().toISOString()}
    from sku o where o.tenant_id = s.tenant_id and o.id = s.id and s.tenant_id = ${tenantId} and s.id = ${skuId}
    returning o.publish_mode as former`);
  if (rows[0]?.former !== publishMode) await endClaims(tx, tenantId, skuId);
  await followChange(tx, deps, tenantId, [skuId]);
  await announce(tx, deps.clock, tenantId, { topic: 'stock', id: skuId, what: 'publishing-changed' });
}
