import type { Database, Tx } from '@shopfleet/db';
import type { Jobs } from '@shopfleet/jobs';
import type { Clock } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { noteSeenQuantities } from '../../catalog/index.ts';
import { announce } from '../../edge/index.ts';
import { seeShown } from '../claims/claim.ts';
import { saveClaims } from '../claims/claim-store.ts';
import { lockClaims } from '../claims/lock-claims.ts';
import { publishRequest, requestPublish } from '../request-publish.ts';
import { publishStockJob } from '../stock-jobs.ts';
import { askToRead } from './ask-to-read.ts';
import { classifyDrift, type DriftCause, judgeAfterMs } from './classify-drift.ts';
import { type KnownVariant, readKnown } from './read-known.ts';

export interface KeepSeenDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly jobs: Pick<Jobs, 'enqueueMany'>;
}

export interface SeenPage {
  readonly tenantId: string;
  readonly shopId: string;
  /** What the marketplace shows, by its own ids. */
  readonly quantities: ReadonlyMap<string, number>;
}

/** A number that was accepted and never shown is sent again this often before a person must look. */
const mostHeals = 1;

/**
 * Keeps what a marketplace shows and judges every difference to what it should show. What silently did not take is sent again once;
 * what was changed there grows the claim of guaranteed mode; the rest waits for a person among the conflicts.
 */
export async function keepSeen(deps: KeepSeenDeps, page: SeenPage): Promise<void> {
  const { tenantId } = page;
  const edited = await deps.db.asTenant(tenantId, (tx) => judge(tx, deps, page));
  for (const { variantId, seen } of edited) {
    await deps.db.asTenant(tenantId, async (tx) => {
      const locked = await lockClaims(tx, deps.clock, tenantId, variantId);
      const stored = locked?.stored.get(variantId);
      if (!locked || !stored) return;
      const claim = seeShown(stored.claim, seen);
      if (claim === stored.claim) return;
      await saveClaims(tx, tenantId, new Map([[variantId, { ...stored, claim }]]));
      await requestPublish(tx, deps, tenantId, locked.skuIds);
    });
  }
}

interface Judged extends KnownVariant {
  readonly seen: number;
  readonly cause: DriftCause;
}

async function judge(tx: Tx, deps: KeepSeenDeps, page: SeenPage): Promise<readonly { variantId: string; seen: number }[]> {
  const { tenantId, shopId, quantities } = page;
  const nowMs = deps.clock.now().getTime();
  const known = await readKnown(tx, tenantId, { shopId, externalIds: [...quantities.keys()] });
  await noteSeenQuantities(tx, deps.clock, { tenantId, shopId, quantities });
  const judged: Judged[] = known.flatMap((one) => {
    const seen = quantities.get(one.externalId);
    if (seen === undefined) return [];
    const knownSinceMs = one.drift?.seen === seen ? one.drift.sinceMs : undefined;
    const cause = classifyDrift({ ...one, seen, nowMs, knownSinceMs });
    return cause ? [{ ...one, seen, cause }] : [];
  });
  await forget(
    tx,
    tenantId,
    known.filter((one) => one.drift && !judged.some(({ variantId }) => variantId === one.variantId)),
  );
  await writeDown(tx, deps, tenantId, judged);
  const silent = judged.filter((one) => one.cause === 'silent' && (one.drift?.heals ?? 0) < mostHeals && one.isPublishing);
  await deps.jobs.enqueueMany(
    tx,
    publishStockJob,
    tenantId,
    silent.map(({ variantId }) => publishRequest(variantId, true)),
  );
  const young = judged
    .filter((one) => one.cause === 'under-way' && one.drift?.seen !== one.seen)
    .map(({ variantId }) => ({ variantId, shopId }));
  await askToRead(tx, deps, tenantId, young, new Date(nowMs + judgeAfterMs + 1_000));
  return judged.filter((one) => one.cause === 'edited-there');
}

async function forget(tx: Tx, tenantId: string, settled: readonly KnownVariant[]): Promise<void> {
  if (settled.length === 0) return;
  const ids = settled.map(({ variantId }) => variantId);
  await tx.execute(sql`delete from stock_drift where tenant_id = ${tenantId} and variant_id = any(${sql.param(ids)}::text[])`);
}

async function writeDown(tx: Tx, deps: KeepSeenDeps, tenantId: string, judged: readonly Judged[]): Promise<void> {
  if (judged.length === 0) return;
  const at = deps.clock.now().toISOString();
  const rows = judged.map(({ variantId, seen, cause, expected }) => ({ variantId, seen, cause, expected: expected ?? null }));
  const { rows: written } = await tx.execute<{ variant_id: string; is_new: boolean }>(sql`
    insert into stock_drift as d (tenant_id, variant_id, seen_quantity, first_seen_at, looked_at, cause, expected_quantity)
    select ${tenantId}, r."variantId", r.seen, ${at}::timestamptz, ${at}::timestamptz, r.cause, r.expected
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("variantId" text, seen integer, cause text, expected integer)
    on conflict (tenant_id, variant_id) do update set looked_at = excluded.looked_at, cause = excluded.cause,
      expected_quantity = excluded.expected_quantity, seen_quantity = excluded.seen_quantity,
      first_seen_at = case when d.seen_quantity = excluded.seen_quantity then d.first_seen_at else excluded.first_seen_at end,
      heals = d.heals + case when d.cause = 'silent' and excluded.cause = 'silent' then 1 else 0 end
    returning variant_id, looked_at = first_seen_at as is_new`);
  for (const { variant_id } of written.filter((row) => row.is_new)) {
    await announce(tx, deps.clock, tenantId, { topic: 'stock', id: variant_id, what: 'conflict' });
  }
}
