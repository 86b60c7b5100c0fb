import { skuRoutes } from '@shopfleet/contracts';
import type { Database } from '@shopfleet/db';
import { HubError, parseMoney } from '@shopfleet/kernel';
import type { z } from 'zod';
import { recordAudit } from '../../audit/index.ts';
import { callerOf, csvHeaders, decodeCursor, expectedVersion, type HubApp, textStream, toPage } from '../../edge/index.ts';
import { daysOfCover, soldPerDay } from '../low-stock/sold-lately.ts';
import type { StockDeps } from '../stock-deps.ts';
import { changeSku } from './change-sku.ts';
import { createSku } from './create-sku.ts';
import { importSkus } from './import-skus.ts';
import { archiveSku, deleteSku, restoreSku } from './put-sku-away.ts';
import { streamSkusCsv } from './sku-csv.ts';
import { type SkuFields, type SkuRow, toSku } from './sku-row.ts';
import { findSku, listSkuRows } from './sku-store.ts';
import { listSkuUses } from './sku-uses.ts';
import { skusFromVariants } from './skus-from-variants.ts';

export interface SkuRouteDeps extends StockDeps {
  readonly db: Database;
}

/** The master of SKUs: what the seller keeps of each, as a list, one by one, and as CSV. */
export function registerSkuRoutes(app: HubApp, deps: SkuRouteDeps): void {
  app.openapi(skuRoutes.listSkus, async (c) => {
    const { tenantId } = callerOf(c);
    const { limit, cursor, format, ...filter } = c.req.valid('query');
    if (format === 'csv') return c.body(textStream(streamSkusCsv(deps.db, { tenantId, filter })), 200, csvHeaders('skus.csv'));
    const after = cursor === undefined ? undefined : String(decodeCursor(cursor, 1)[0]);
    const { rows, pace } = await deps.db.asTenant(tenantId, async (tx) => {
      const found = await listSkuRows(tx, { tenantId, filter, after, limit });
      return {
        rows: found,
        pace: await soldPerDay(
          tx,
          deps.clock,
          tenantId,
          found.map(({ id }) => id),
        ),
      };
    });
    const inList = (row: SkuRow) => {
      const sku = toSku(row);
      return { ...sku, daysOfCover: daysOfCover(sku.ats, pace.get(row.id) ?? 0) };
    };
    return c.json(
      toPage(rows, limit, inList, (row) => [row.code]),
      200,
    );
  });
  app.openapi(skuRoutes.createSku, async (c) => {
    const { tenantId, actor } = callerOf(c);
    const body = c.req.valid('json');
    const row = await deps.db.asTenant(tenantId, async (tx) => {
      const { code, publishMode, buffer, onHand } = body;
      const sku = { ...toFields(body), code, publishMode, buffer, onHand };
      const skuId = await createSku(tx, deps, { ...sku, tenantId, actor: `${actor.kind}:${actor.id}` });
      await recordAudit(tx, deps.clock, tenantId, { actor, action: 'sku.created', subject: { kind: 'sku', id: skuId }, detail: body });
      return findSku(tx, tenantId, skuId);
    });
    c.header('etag', `"${found(row).version}"`);
    return c.json(toSku(found(row)), 201);
  });
  app.openapi(skuRoutes.getSku, async (c) => {
    const { tenantId } = callerOf(c);
    const { skuId } = c.req.valid('param');
    const { row, uses } = await deps.db.asTenant(tenantId, async (tx) => ({
      row: found(await findSku(tx, tenantId, skuId)),
      uses: await listSkuUses(tx, tenantId, skuId),
    }));
    c.header('etag', `"${row.version}"`);
    return c.json({ sku: toSku(row), uses }, 200);
  });
  app.openapi(skuRoutes.changeSku, async (c) => {
    const { tenantId, actor } = callerOf(c);
    const { skuId } = c.req.valid('param');
    const version = expectedVersion(c.req.valid('header')['if-match']);
    const changes = toFields(c.req.valid('json'));
    const row = await deps.db.asTenant(tenantId, async (tx) => {
      await changeSku(tx, deps, { tenantId, skuId, version, changes, actor });
      return findSku(tx, tenantId, skuId);
    });
    c.header('etag', `"${found(row).version}"`);
    return c.json(toSku(found(row)), 200);
  });
  for (const [route, act] of [
    [skuRoutes.archiveSku, archiveSku],
    [skuRoutes.restoreSku, restoreSku],
  ] as const) {
    app.openapi(route, async (c) => {
      const { tenantId, actor } = callerOf(c);
      const { skuId } = c.req.valid('param');
      const row = await deps.db.asTenant(tenantId, async (tx) => {
        await act(tx, deps, { tenantId, skuId, actor });
        return findSku(tx, tenantId, skuId);
      });
      c.header('etag', `"${found(row).version}"`);
      return c.json(toSku(found(row)), 200);
    });
  }
  app.openapi(skuRoutes.deleteSku, async (c) => {
    const { tenantId, actor } = callerOf(c);
    const { skuId } = c.req.valid('param');
    await deps.db.asTenant(tenantId, (tx) => deleteSku(tx, deps, { tenantId, skuId, actor }));
    return c.body(null, 204);
  });
  app.openapi(skuRoutes.importSkus, async (c) => {
    const { tenantId, actor } = callerOf(c);
    const { dryRun: isDryRun, onError } = c.req.valid('query');
    if (!/^text\/(csv|plain)\b/i.test(c.req.header('content-type') ?? '')) {
      throw new HubError('UNSUPPORTED_MEDIA_TYPE', { message: 'Send the file itself as text/csv' });
    }
    const text = decodeCsv(await c.req.arrayBuffer());
    const result = await deps.db.asTenant(tenantId, (tx) => importSkus(tx, deps, { tenantId, actor, text, isDryRun, onError }));
    return c.json(result, 200);
  });
  app.openapi(skuRoutes.skusFromVariants, async (c) => {
    const { tenantId, actor } = callerOf(c);
    const { variantIds } = c.req.valid('json');
    const results = await deps.db.asTenant(tenantId, (tx) => skusFromVariants(tx, deps, { tenantId, actor, variantIds }));
    return c.json({ results }, 200);
  });
}

type Body = z.infer<(typeof skuRoutes.changeSku.request.body.content)['application/json']['schema']>;

/** What a body says about a SKU, in the words of the database; members that it does not have stay away. */
function toFields({ cost, ...rest }: Body): Partial<SkuFields> {
  const money = cost ? parseMoney(cost.amount, cost.currency) : undefined;
  const ofCost = cost === undefined ? {} : { costMinor: money?.minor ?? null, costCurrency: money?.currency ?? null };
  const { code, name, barcode, weightGrams, lengthMm, widthMm, heightMm, lowStockAt, safetyStock, note } = rest;
  const fields = { code, name, barcode, weightGrams, lengthMm, widthMm, heightMm, lowStockAt, safetyStock, note, ...ofCost };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function decodeCsv(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new HubError('INVALID_REQUEST', { message: 'The file is not UTF-8: save it as "CSV UTF-8"', cause });
  }
}

function found(row: SkuRow | undefined): SkuRow {
  if (!row) throw new HubError('NOT_FOUND', { message: 'There is no such SKU' });
  return row;
}
