import type { skuRoutes } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import type { z } from 'zod';
import { type Actor, recordAudit } from '../../audit/index.ts';
import { lockMappings, mapAutomatically } from '../../catalog/index.ts';
import { announce } from '../../edge/index.ts';
import { followMappings } from '../follow-mappings.ts';
import { requestPublish } from '../request-publish.ts';
import type { StockDeps } from '../stock-deps.ts';
import { changedFields } from './change-sku.ts';
import { createSkus } from './create-skus.ts';
import { readSkuCsv, type SkuLine, type SkuLineError } from './read-sku-csv.ts';
import { emptySku, type SkuFields } from './sku-row.ts';
import { lockSkusByCode, type StoredSku, updateSkus } from './sku-store.ts';

type SkuImport = z.infer<typeof skuRoutes.skuImportSchema>;

const mostErrorsShown = 1_000;

/**
 * Makes and changes SKUs from CSV in one transaction. The count in a file is taken for new SKUs only: a file that is a day old must not
 * overwrite what was sold since. The same file twice changes nothing.
 */
export async function importSkus(
  tx: Tx,
  deps: StockDeps,
  input: { tenantId: string; actor: Actor; text: string; isDryRun: boolean; onError: 'stop' | 'skip' },
): Promise<SkuImport> {
  const { tenantId, isDryRun, onError } = input;
  const { lines, count, errors: unreadable } = readSkuCsv(input.text);
  await lockMappings(tx, tenantId, 'exclusive');
  const codes = lines.map(({ fields }) => fields.code);
  const plan = planImport(lines, await lockSkusByCode(tx, tenantId, codes));
  const errors = [...unreadable, ...plan.errors].sort((a, b) => a.line - b.line);
  const isApplied = !isDryRun && (errors.length === 0 || (onError === 'skip' && count > 0));
  if (isApplied) await apply(tx, deps, input, plan);
  return {
    isDryRun,
    isApplied,
    lines: count,
    created: plan.created.length,
    changed: plan.changed.length,
    unchanged: plan.unchanged,
    rejected: new Set(errors.map(({ line }) => line)).size,
    errors: errors.slice(0, mostErrorsShown),
    errorCount: errors.length,
  };
}

interface Plan {
  readonly created: readonly SkuLine[];
  readonly changed: readonly { readonly sku: StoredSku; readonly changes: Partial<SkuFields> }[];
  readonly unchanged: number;
  readonly errors: readonly SkuLineError[];
}

function planImport(lines: readonly SkuLine[], stored: ReadonlyMap<string, StoredSku>): Plan {
  const known = lines.flatMap(({ line, fields }) => {
    const sku = stored.get(fields.code);
    return sku ? [{ line, sku, changes: changedFields(sku, fields) }] : [];
  });
  const differing = known.filter(({ changes }) => Object.keys(changes).length > 0);
  return {
    created: lines.filter(({ fields }) => !stored.has(fields.code)),
    changed: differing.filter(({ sku }) => !sku.isArchived),
    unchanged: known.length - differing.length,
    errors: differing
      .filter(({ sku }) => sku.isArchived)
      .map(({ line }) => ({ line, field: 'code', code: 'archived', message: 'is archived; take it out of the archive first' })),
  };
}

async function apply(tx: Tx, deps: StockDeps, { tenantId, actor }: { tenantId: string; actor: Actor }, plan: Plan): Promise<void> {
  const { created, changed } = plan;
  if (created.length + changed.length === 0) return;
  await createSkus(tx, deps, {
    tenantId,
    actor: `${actor.kind}:${actor.id}`,
    skus: created.map(({ fields, onHand }) => ({ ...emptySku, ...fields, onHand, publishMode: 'mirror', buffer: 0 })),
  });
  await updateSkus(
    tx,
    tenantId,
    changed.map(({ sku, changes }) => ({ ...sku, ...changes })),
    deps.clock.now(),
  );
  const withNew = (field: keyof SkuFields) => changed.filter(({ changes }) => field in changes).map(({ sku }) => sku.id);
  await followMappings(tx, deps, tenantId, {
    variantIds: await mapAutomatically(tx, deps.clock, tenantId, { skuIds: withNew('barcode') }),
  });
  await requestPublish(tx, deps, tenantId, withNew('safetyStock'));
  await announce(tx, deps.clock, tenantId, { topic: 'stock', id: tenantId, what: 'imported' });
  await recordAudit(tx, deps.clock, tenantId, {
    actor,
    action: 'skus.imported',
    subject: { kind: 'tenant', id: tenantId },
    detail: { created: created.length, changed: changed.length },
  });
}
