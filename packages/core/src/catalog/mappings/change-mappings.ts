import type { Tx } from '@shopfleet/db';
import { type Clock, HubError } from '@shopfleet/kernel';
import { type Actor, recordAudit } from '../../audit/index.ts';
import { announce } from '../../edge/index.ts';
import type { Component } from './find-components.ts';
import { insertMappingChanges, type MappedComponent, type MappingChange, type MappingChangeKind } from './mapping-change-store.ts';
import { lockMappings } from './mapping-lock.ts';
import { findMappableSkus, readMappings, type VersionedMapping, writeMappings } from './mapping-state-store.ts';

export interface MappingDeps {
  readonly clock: Clock;
  /** Variants are made of other SKUs now: promises and published numbers have to follow. Known by a module above. */
  onMappingsChanged(tx: Tx, tenantId: string, changed: { variantIds: readonly string[]; formerSkuIds?: readonly string[] }): Promise<void>;
}

/** What a variant is to be made of; nothing takes its SKU away. */
export interface MappingWish {
  readonly variantId: string;
  readonly components: readonly (Component & Partial<MappedComponent>)[];
  /** The mapping version that the caller saw. */
  readonly expectedVersion?: number | undefined;
  /** Whether the hub may map it by itself when it has no SKU. Default: it may not. */
  readonly isByHand?: boolean;
}

export interface MappingOutcome {
  readonly variantId: string;
  /** Undefined when it was so already, or is refused. */
  readonly changeId: string | undefined;
  readonly refusal: HubError | undefined;
}

/**
 * Changes what variants are made of, each on its own: refusals stand in the outcomes, in the order of the wishes. Everything that
 * follows (promises, published numbers, history, audit) is in the same transaction.
 */
export async function changeMappings(
  tx: Tx,
  deps: MappingDeps,
  input: { tenantId: string; actor: Actor; batchId?: string; kind?: MappingChangeKind; wishes: readonly MappingWish[] },
): Promise<MappingOutcome[]> {
  const { tenantId, actor, batchId, wishes } = input;
  await lockMappings(tx, tenantId, 'exclusive');
  const before = await readMappings(
    tx,
    tenantId,
    wishes.map(({ variantId }) => variantId),
  );
  const skus = await findMappableSkus(
    tx,
    tenantId,
    wishes.flatMap(({ components }) => components.map(({ skuId }) => skuId)),
  );
  const seen = new Set<string>();
  const judged = wishes.map((wish) => {
    const refusal = seen.has(wish.variantId) ? refuse('CONFLICT', 'This variant is named twice') : refusalOf(wish, before, skus);
    seen.add(wish.variantId);
    return { wish, refusal };
  });
  const changes = judged.flatMap(({ wish, refusal }) => (refusal ? [] : changeOf(wish, before.get(wish.variantId), input.kind)));
  await writeMappings(
    tx,
    tenantId,
    changes.map(({ variantId, after }) => ({ variantId, state: after })),
  );
  const ids = await insertMappingChanges(tx, deps.clock, { tenantId, actor: `${actor.kind}:${actor.id}`, batchId, changes });
  const idOf = new Map(changes.map(({ variantId }, at) => [variantId, ids[at]]));
  if (changes.length > 0) await follow(tx, deps, input, changes);
  return judged.map(({ wish, refusal }) => ({
    variantId: wish.variantId,
    refusal,
    changeId: refusal ? undefined : idOf.get(wish.variantId),
  }));
}

async function follow(
  tx: Tx,
  deps: MappingDeps,
  { tenantId, actor, batchId }: { tenantId: string; actor: Actor; batchId?: string },
  changes: readonly MappingChange[],
): Promise<void> {
  const variantIds = changes.map(({ variantId }) => variantId);
  const formerSkuIds = [...new Set(changes.flatMap(({ before }) => before.components.map(({ skuId }) => skuId)))];
  await deps.onMappingsChanged(tx, tenantId, { variantIds, formerSkuIds });
  const [only] = variantIds;
  const subject =
    batchId === undefined && only !== undefined ? { kind: 'variant', id: only } : { kind: 'mapping-batch', id: batchId ?? '' };
  await announce(tx, deps.clock, tenantId, { topic: 'stock', id: subject.id, what: 'mapped' });
  const detail = changes.map(({ variantId, kind, before, after }) => ({ variantId, kind, before: named(before), after: named(after) }));
  await recordAudit(tx, deps.clock, tenantId, { actor, action: 'mapping.changed', subject, detail: { changes: detail } });
}

const named = ({ components }: MappingChange['before']) => components.map(({ skuId, quantity }) => `${quantity} × ${skuId}`);

function changeOf(wish: MappingWish, before: VersionedMapping | undefined, kind: MappingChangeKind | undefined): MappingChange[] {
  if (!before) return [];
  const components = wish.components
    .map(({ skuId, quantity, origin = 'person' }) => ({ skuId, quantity, origin }))
    .sort((a, b) => (a.skuId < b.skuId ? -1 : 1));
  const isByHand = wish.isByHand ?? true;
  if (sameComponents(before.components, components) && (components.length > 0 || before.isByHand === isByHand)) return [];
  const after = { components, isByHand };
  return [
    { variantId: wish.variantId, version: before.version + 1, kind: kind ?? (components.length > 0 ? 'set' : 'removed'), before, after },
  ];
}

function sameComponents(a: readonly Component[], b: readonly Component[]): boolean {
  return a.length === b.length && a.every((one, at) => one.skuId === b[at]?.skuId && one.quantity === b[at]?.quantity);
}

function refusalOf(
  { variantId, components, expectedVersion }: MappingWish,
  before: ReadonlyMap<string, VersionedMapping>,
  skus: ReadonlyMap<string, { readonly code: string; readonly isArchived: boolean }>,
): HubError | undefined {
  const now = before.get(variantId);
  if (!now) return refuse('NOT_FOUND', 'There is no such variant');
  if (expectedVersion !== undefined && expectedVersion !== now.version) {
    return refuse('PRECONDITION_FAILED', 'Somebody changed the mapping of this variant in the meantime; look at it again');
  }
  const ids = components.map(({ skuId }) => skuId);
  if (new Set(ids).size < ids.length) return refuse('CONFLICT', 'A SKU is named twice; use its quantity');
  for (const id of ids) {
    const sku = skus.get(id);
    if (!sku) return refuse('NOT_FOUND', 'There is no such SKU');
    if (sku.isArchived) return refuse('CONFLICT', `${sku.code} is archived; take it out of the archive first`);
  }
  return undefined;
}

function refuse(code: 'CONFLICT' | 'NOT_FOUND' | 'PRECONDITION_FAILED', message: string): HubError {
  return new HubError(code, { message });
}
