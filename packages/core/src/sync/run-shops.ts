import type { Tx } from '@shopfleet/db';
import type { Clock } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { createRun, findUnfinishedRun, finishRun } from './run-store.ts';

/** A run over several shops, or the unfinished one that was asked for before: joined, never run twice. */
export async function openShopRun(
  tx: Tx,
  clock: Clock,
  input: {
    tenantId: string;
    kind: string;
    shopId: string | null;
    shopIds: readonly string[];
    requestedBy: string;
    since?: string | undefined;
  },
): Promise<{ runId: string; isNew: boolean }> {
  const { tenantId, kind, shopId, shopIds, requestedBy } = input;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`run:${tenantId}:${kind}:${shopId ?? ''}`}, 0))`);
  const unfinished = await findUnfinishedRun(tx, { tenantId, kind, shopId });
  if (unfinished) return { runId: unfinished.id, isNew: false };
  const runId = await createRun(tx, clock, {
    tenantId,
    kind,
    ...(shopId !== null && { shopId }),
    requestedBy,
    input: { waiting: shopIds, ...(input.since && { since: input.since }) },
  });
  return { runId, isNew: true };
}

/** One shop of a run is done; the last one ends the run. */
export async function finishShopOfRun(
  tx: Tx,
  clock: Clock,
  input: { tenantId: string; runId: string; shopId: string; problem?: string },
): Promise<void> {
  const { tenantId, runId, shopId, problem } = input;
  const problems = problem === undefined ? [] : [{ subject: shopId, message: problem.slice(0, 500) }];
  const { rows } = await tx.execute<{ waiting: string[]; has_problem: boolean }>(sql`
    update run set input = jsonb_set(jsonb_set(input, '{waiting}', coalesce(input->'waiting', '[]') - ${shopId}::text), '{hasProblem}',
        to_jsonb(coalesce((input->>'hasProblem')::boolean, false) or ${problem !== undefined})),
      problems = problems || ${JSON.stringify(problems)}::jsonb
    where tenant_id = ${tenantId} and id = ${runId} and finished_at is null
    returning input->'waiting' as waiting, (input->>'hasProblem')::boolean as has_problem`);
  const run = rows[0];
  if (!run || run.waiting.length > 0) return;
  const status = run.has_problem ? 'failed' : 'succeeded';
  await finishRun(tx, clock, { tenantId, runId, status, message: run.has_problem ? 'Some shops could not be read' : '' });
}
