import type { Tx } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { type Actor, recordAudit } from '../../audit/index.ts';
import { lockMappings } from '../../catalog/index.ts';
import { announce } from '../../edge/index.ts';
import type { StockDeps } from '../stock-deps.ts';
import { lockLevels } from '../stock-store.ts';
import { lockSku, type StoredSku } from './sku-store.ts';

interface Which {
  readonly tenantId: string;
  readonly skuId: string;
  readonly actor: Actor;
}

/** Puts a SKU away. Throws `CONFLICT` in words while units, promises or listings hang on it. */
export async function archiveSku(tx: Tx, deps: StockDeps, which: Which): Promise<void> {
  const sku = await lockUnused(tx, which);
  if (!sku.isArchived) await setArchived(tx, deps, which, true);
}

/** Takes a SKU out of the archive. */
export async function restoreSku(tx: Tx, deps: StockDeps, which: Which): Promise<void> {
  const sku = found(await lockSku(tx, which.tenantId, which.skuId));
  if (sku.isArchived) await setArchived(tx, deps, which, false);
}

/** Deletes a SKU that nothing ever happened to. Throws `CONFLICT` in words for all others. */
export async function deleteSku(tx: Tx, deps: StockDeps, which: Which): Promise<void> {
  const { tenantId, skuId, actor } = which;
  const sku = await lockUnused(tx, which);
  const { rows } = await tx.execute<{ moved: boolean; promised: boolean }>(sql`
    select exists (select from stock_movement where tenant_id = ${tenantId} and sku_id = ${skuId}) as moved,
      exists (select from reservation where tenant_id = ${tenantId} and sku_id = ${skuId}) as promised`);
  const [used] = rows;
  if (used?.moved) throw refuse(`${sku.code} has movements in the stock ledger, which is never rewritten: archive it instead`);
  if (used?.promised) throw refuse(`${sku.code} was sold in orders: archive it instead`);
  await tx.execute(sql`delete from sku where tenant_id = ${tenantId} and id = ${skuId}`);
  await announce(tx, deps.clock, tenantId, { topic: 'stock', id: skuId, what: 'deleted' });
  const detail = { code: sku.code };
  await recordAudit(tx, deps.clock, tenantId, { actor, action: 'sku.deleted', subject: { kind: 'sku', id: skuId }, detail });
}

/** The mapping lock keeps others from mapping it, the level's from promising it. */
async function lockUnused(tx: Tx, { tenantId, skuId }: Which): Promise<StoredSku> {
  await lockMappings(tx, tenantId, 'exclusive');
  await lockLevels(tx, tenantId, [skuId]);
  const sku = found(await lockSku(tx, tenantId, skuId));
  const { rows } = await tx.execute<{ on_hand: number; reserved: number; short: boolean; variants: number }>(sql`
    select coalesce(sum(l.on_hand), 0)::int as on_hand, coalesce(sum(l.reserved), 0)::int as reserved,
      exists (select from reservation r where r.tenant_id = ${tenantId} and r.sku_id = ${skuId} and r.state = 'short') as short,
      (select count(*)::int from sku_mapping m where m.tenant_id = ${tenantId} and m.sku_id = ${skuId}) as variants
    from stock_level l where l.tenant_id = ${tenantId} and l.sku_id = ${skuId}`);
  const [use] = rows;
  if (!use) return sku;
  if (use.on_hand !== 0) throw refuse(`${sku.code} still has ${use.on_hand} units: write them off or move them first`);
  if (use.reserved > 0 || use.short) throw refuse(`Open orders wait for ${sku.code}: ship or cancel them first`);
  if (use.variants > 0) throw refuse(`${use.variants} listing variants are made of ${sku.code}: map them to another SKU first`);
  return sku;
}

async function setArchived(tx: Tx, deps: StockDeps, { tenantId, skuId, actor }: Which, isArchived: boolean): Promise<void> {
  const at = deps.clock.now().toISOString();
  await tx.execute(sql`
    update sku set archived_at = ${isArchived ? at : null}::timestamptz, version = version + 1, updated_at = ${at}
    where tenant_id = ${tenantId} and id = ${skuId}`);
  const what = isArchived ? 'archived' : 'restored';
  await announce(tx, deps.clock, tenantId, { topic: 'stock', id: skuId, what });
  await recordAudit(tx, deps.clock, tenantId, { actor, action: `sku.${what}`, subject: { kind: 'sku', id: skuId } });
}

function found(sku: StoredSku | undefined): StoredSku {
  if (!sku) throw new HubError('NOT_FOUND', { message: 'There is no such SKU' });
  return sku;
}

function refuse(message: string): HubError {
  return new HubError('CONFLICT', { message });
}
