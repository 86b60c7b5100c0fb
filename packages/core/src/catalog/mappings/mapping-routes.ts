import { mappingRoutes } from '@shopfleet/contracts';
import type { Database, Tx } from '@shopfleet/db';
import { HubError, newId } from '@shopfleet/kernel';
import { callerOf, decodeCursor, expectedVersion, type HubApp, toPage } from '../../edge/index.ts';
import { listVariants } from '../listings/list-variants.ts';
import { priceOf } from '../listings/view-listing.ts';
import { pictureAddress } from '../picture-address.ts';
import { changeMappings, type MappingDeps, type MappingOutcome } from './change-mappings.ts';
import { findSkuCodes, listChangeRows, toChange } from './list-changes.ts';
import { countUnmapped, listUnmapped, type UnmappedRow } from './list-unmapped.ts';
import { suggestSkus } from './suggest-skus.ts';
import type { Suggestion } from './suggestion-score.ts';
import { undoMapping } from './undo-mapping.ts';

export interface MappingRouteDeps extends MappingDeps {
  readonly db: Database;
}

/** What has no SKU yet, with suggestions; saying what a variant is made of; and taking that back. */
export function registerMappingRoutes(app: HubApp, deps: MappingRouteDeps): void {
  const { db } = deps;
  app.openapi(mappingRoutes.mappingQueue, async (c) => {
    const { tenantId } = callerOf(c);
    const { limit, cursor, ...filter } = c.req.valid('query');
    const after = cursor === undefined ? undefined : positionOf(decodeCursor(cursor, 2));
    const page = await db.asTenant(tenantId, async (tx) => {
      const rows = await listUnmapped(tx, { tenantId, filter, after, limit });
      const suggested = await suggestSkus(tx, tenantId, rows.slice(0, limit));
      const total = await countUnmapped(tx, tenantId, filter);
      return { ...toPage(rows, limit, (row) => toUnmapped(row, suggested.get(row.id) ?? []), keyOf), total };
    });
    return c.json(page, 200);
  });
  app.openapi(mappingRoutes.bulkMap, async (c) => {
    const { tenantId, actor } = callerOf(c);
    const batchId = newId('mappingBatch', deps.clock.now().getTime());
    const wishes = c.req.valid('json').items.map(({ mappingVersion, ...item }) => ({ ...item, expectedVersion: mappingVersion }));
    const outcomes = await db.asTenant(tenantId, (tx) => changeMappings(tx, deps, { tenantId, actor, batchId, wishes }));
    return c.json(toBatch(batchId, outcomes), 200);
  });
  app.openapi(mappingRoutes.listMappingChanges, async (c) => {
    const { tenantId } = callerOf(c);
    const { limit, cursor, variantId, batchId } = c.req.valid('query');
    const before = cursor === undefined ? undefined : String(decodeCursor(cursor, 1)[0]);
    const page = await db.asTenant(tenantId, async (tx) => {
      const rows = await listChangeRows(tx, { tenantId, variantId, batchId, before, limit });
      const codes = await findSkuCodes(tx, tenantId, rows);
      return toPage(
        rows,
        limit,
        (row) => toChange(row, codes),
        (row) => [row.id],
      );
    });
    return c.json(page, 200);
  });
  app.openapi(mappingRoutes.undoMappingChange, async (c) => {
    const { tenantId, actor } = callerOf(c);
    const { changeId } = c.req.valid('param');
    const answer = await db.asTenant(tenantId, async (tx) =>
      answerOne(tx, tenantId, await undoMapping(tx, deps, { tenantId, actor, which: { changeId } })),
    );
    return c.json(answer, 200);
  });
  app.openapi(mappingRoutes.undoMappingBatch, async (c) => {
    const { tenantId, actor } = callerOf(c);
    const which = { batchId: c.req.valid('param').batchId };
    const batchId = newId('mappingBatch', deps.clock.now().getTime());
    const outcomes = await db.asTenant(tenantId, (tx) => undoMapping(tx, deps, { tenantId, actor, which, batchId }));
    return c.json(toBatch(batchId, outcomes), 200);
  });
  app.openapi(mappingRoutes.setMapping, async (c) => {
    const { variantId } = c.req.valid('param');
    const { components } = c.req.valid('json');
    const wish = { variantId, components, expectedVersion: expectedVersion(c.req.valid('header')['if-match']) };
    return c.json(await changeOne(deps, callerOf(c), wish), 200);
  });
  app.openapi(mappingRoutes.removeMapping, async (c) => {
    const { variantId } = c.req.valid('param');
    const wish = { variantId, components: [], expectedVersion: expectedVersion(c.req.valid('header')['if-match']) };
    return c.json(await changeOne(deps, callerOf(c), wish), 200);
  });
}

type Caller = ReturnType<typeof callerOf>;

function changeOne(deps: MappingRouteDeps, { tenantId, actor }: Caller, wish: Parameters<typeof changeMappings>[2]['wishes'][number]) {
  return deps.db.asTenant(tenantId, async (tx) =>
    answerOne(tx, tenantId, await changeMappings(tx, deps, { tenantId, actor, wishes: [wish] })),
  );
}

/** The variant's mapping as it is now; a refusal undoes the transaction. */
async function answerOne(tx: Tx, tenantId: string, [outcome]: readonly MappingOutcome[]) {
  if (!outcome) throw new HubError('NOT_FOUND', { message: 'There is no such variant' });
  if (outcome.refusal) throw outcome.refusal;
  const [variant] = await listVariants(tx, tenantId, { variantIds: [outcome.variantId] });
  return {
    variantId: outcome.variantId,
    mapping: variant?.mapping ?? null,
    mappingVersion: variant?.mappingVersion ?? 0,
    changeId: outcome.changeId ?? null,
  };
}

function toBatch(batchId: string, outcomes: readonly MappingOutcome[]) {
  const results = outcomes.map(({ variantId, refusal, changeId }) => ({
    variantId,
    isDone: !refusal,
    code: refusal?.code ?? null,
    message: refusal?.message ?? '',
    changeId: changeId ?? null,
  }));
  const done = results.filter(({ isDone }) => isDone).length;
  return { batchId, done, failed: results.length - done, results };
}

const keyOf = (row: UnmappedRow) => [row.waitingUnits, row.id];

function positionOf([waitingUnits, id]: readonly (string | number | null)[]): { waitingUnits: number; id: string } {
  if (!Number.isInteger(waitingUnits) || Number(waitingUnits) > 2 ** 31 - 1)
    throw new HubError('INVALID_CURSOR', { message: 'Start again without a cursor' });
  return { waitingUnits: Number(waitingUnits), id: String(id) };
}

function toUnmapped({ id, picture, priceMinor, currency, ...row }: UnmappedRow, suggestions: readonly Suggestion[]) {
  return {
    ...row,
    variantId: id,
    pictureUrl: pictureAddress(picture),
    price: priceOf(priceMinor, currency),
    suggestions: suggestions.map(({ sku, score, why }) => ({
      skuId: sku.id,
      skuCode: sku.code,
      skuName: sku.name,
      barcode: sku.barcode,
      score,
      why: [...why],
    })),
  };
}
