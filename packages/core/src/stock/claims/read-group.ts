import type { Tx } from '@shopfleet/db';
import type { Clock } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { findComponents } from '../../catalog/index.ts';
import { soldSince } from '../low-stock/sold-lately.ts';
import { atsOf, quantityToPublish } from '../publish-quantity.ts';
import { findSkuStock } from '../sku-store.ts';
import { beginClaim } from './claim.ts';
import { loadClaims, type StoredClaim } from './claim-store.ts';
import type { Claimant, ClaimGroup } from './decide-push.ts';

export interface ReadGroup {
  readonly group: ClaimGroup;
  readonly stored: ReadonlyMap<string, StoredClaim>;
}

/** Everything that guaranteed SKUs are promised to: what is free of them, and the claims of all variants made of them. */
export async function readGroup(tx: Tx, clock: Clock, tenantId: string, skuIds: readonly string[]): Promise<ReadGroup> {
  const { rows } = await tx.execute<{ variant_id: string; can_push: boolean; weight: number }>(sql`
    select v.id as variant_id,
      s.settings @> '{"isStockPublishOn": true}' and not s.settings @> '{"isOrderSyncOn": false}' and v.gone_at is null as can_push,
      1 + (select coalesce(sum(r.quantity), 0)::int from reservation r where r.tenant_id = v.tenant_id and r.variant_id = v.id
        and r.created_at >= ${soldSince(clock).toISOString()} and r.state in ('open', 'short', 'consumed')) as weight
    from listing_variant v join shop s on s.tenant_id = v.tenant_id and s.id = v.shop_id and s.is_active
    where v.tenant_id = ${tenantId} and v.gone_at is null and v.id in (select m.variant_id from sku_mapping m
      where m.tenant_id = ${tenantId} and m.sku_id = any(${sql.param([...skuIds])}::text[]))`);
  const variantIds = rows.map((row) => row.variant_id);
  const components = await findComponents(tx, tenantId, variantIds);
  const stored = await loadClaims(tx, tenantId, variantIds);
  const stock = await findSkuStock(tx, tenantId, [...new Set([...components.values()].flat().map(({ skuId }) => skuId))]);
  const claimants = rows.map(({ variant_id, can_push, weight }): Claimant => {
    const parts = components.get(variant_id) ?? [];
    const others = parts.flatMap(({ skuId, quantity }) => {
      const sku = stock.get(skuId);
      return sku && sku.mode !== 'guaranteed' ? [{ ...sku, perUnit: quantity }] : [];
    });
    return {
      variantId: variant_id,
      claim: stored.get(variant_id)?.claim ?? beginClaim(undefined),
      uses: new Map(parts.filter(({ skuId }) => skuIds.includes(skuId)).map(({ skuId, quantity }) => [skuId, quantity])),
      weight,
      canPush: can_push,
      ...(others.length > 0 && { most: quantityToPublish(others) }),
    };
  });
  const free = new Map(skuIds.flatMap((skuId) => ((sku) => (sku ? [[skuId, atsOf(sku)] as const] : []))(stock.get(skuId))));
  return { group: { free, claimants }, stored };
}
