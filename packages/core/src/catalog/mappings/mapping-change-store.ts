import type { Tx } from '@shopfleet/db';
import { type Clock, newId } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import type { Component } from './find-components.ts';

export type MappingOrigin = 'code' | 'barcode' | 'person';
export type MappingChangeKind = 'code' | 'barcode' | 'set' | 'removed' | 'undone';

/** One SKU of a variant, with how the hub came to it. */
export type MappedComponent = Component & { readonly origin: MappingOrigin };

/** How a variant is mapped: its components ('' when it is not), and whether a person decided that last. */
export interface MappingState {
  readonly components: readonly MappedComponent[];
  readonly isByHand: boolean;
}

export interface MappingChange {
  readonly variantId: string;
  /** The variant's mapping version after it. */
  readonly version: number;
  readonly kind: MappingChangeKind;
  readonly before: MappingState;
  readonly after: MappingState;
}

/** Keeps what was changed, so that it can be shown and taken back; answers the ids in order. */
export async function insertMappingChanges(
  tx: Tx,
  clock: Clock,
  input: { tenantId: string; actor: string; batchId?: string | undefined; changes: readonly MappingChange[] },
): Promise<string[]> {
  const at = clock.now();
  const rows = input.changes.map((change) => ({
    id: newId('mappingChange', at.getTime()),
    variant_id: change.variantId,
    version: change.version,
    kind: change.kind,
    before: change.before.components,
    after: change.after.components,
    was_by_hand: change.before.isByHand,
  }));
  if (rows.length === 0) return [];
  await tx.execute(sql`
    insert into mapping_change (tenant_id, id, variant_id, version, kind, before, after, was_by_hand, batch_id, actor, at)
    select ${input.tenantId}, r.id, r.variant_id, r.version, r.kind, r.before, r.after, r.was_by_hand, ${input.batchId ?? null}, ${input.actor},
      ${at.toISOString()}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(id text, variant_id text, version integer, kind text, before jsonb, after jsonb, was_by_hand boolean)`);
  return rows.map(({ id }) => id);
}

export interface StoredChange extends MappingChange {
  readonly id: string;
}

/** Changes by id, or all of a batch, in the order they were made. */
export async function findMappingChanges(
  tx: Tx,
  tenantId: string,
  which: { readonly changeId: string } | { readonly batchId: string },
): Promise<StoredChange[]> {
  const where = 'changeId' in which ? sql`id = ${which.changeId}` : sql`batch_id = ${which.batchId}`;
  const { rows } = await tx.execute<{
    id: string;
    variant_id: string;
    version: number;
    kind: MappingChangeKind;
    before: MappedComponent[];
    after: MappedComponent[];
    was_by_hand: boolean;
  }>(sql`
    select id, variant_id, version, kind, before, after, was_by_hand from mapping_change
    where tenant_id = ${tenantId} and ${where} order by variant_id, version`);
  return rows.map((row) => ({
    id: row.id,
    variantId: row.variant_id,
    version: row.version,
    kind: row.kind,
    before: { components: row.before, isByHand: row.was_by_hand },
    after: { components: row.after, isByHand: true },
  }));
}
