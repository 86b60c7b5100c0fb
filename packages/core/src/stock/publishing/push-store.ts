import { randomInt } from 'node:crypto';
import type { Tx } from '@shopfleet/db';
import type { Clock } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';

/** Names a push: an answer that comes too late must not be taken for that of a later one. */
export const newPushNumber = (): number => randomInt(1, 2 ** 31 - 1);

/**
 * The numbers that stand at the marketplaces: accepted last, and nothing speaks against their still being shown: no push whose answer
 * is missing, no refusal, no sale there since, nobody saw another number. Variants of which that cannot be said are missing.
 */
export async function standingNumbers(tx: Tx, tenantId: string, variantIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await tx.execute<{ id: string; quantity: number }>(sql`
    select v.id, v.published_quantity as quantity from listing_variant v
    where v.tenant_id = ${tenantId} and v.id = any(${sql.param([...variantIds])}::text[])
      and v.published_quantity is not null and v.publish_problem = ''
      and (v.seen_at is null or v.seen_at < v.published_at or v.seen_quantity = v.published_quantity)
      and not exists (select from stock_push p where p.tenant_id = v.tenant_id and p.variant_id = v.id)
      and not exists (select from reservation r where r.tenant_id = v.tenant_id and r.variant_id = v.id
        and r.created_at >= v.published_at - interval '5 seconds')`);
  return new Map(rows.map(({ id, quantity }) => [id, quantity]));
}

/** These pushes are about to leave. */
export async function notePushesSent(
  tx: Tx,
  clock: Clock,
  tenantId: string,
  pushes: readonly { readonly variantId: string; readonly number: number; readonly quantity: number }[],
): Promise<void> {
  if (pushes.length === 0) return;
  await tx.execute(sql`
    insert into stock_push (tenant_id, variant_id, number, quantity, sent_at, remaining, lag_seconds)
    select ${tenantId}, p.variant_id, p.number, p.quantity, ${clock.now().toISOString()}, p.quantity, 0
    from unnest(${sql.param(pushes.map(({ variantId }) => variantId))}::text[], ${sql.param(pushes.map(({ number }) => number))}::int[],
      ${sql.param(pushes.map(({ quantity }) => quantity))}::int[]) as p(variant_id, number, quantity)
    on conflict (tenant_id, variant_id) do update set number = excluded.number, quantity = excluded.quantity, sent_at = excluded.sent_at,
      accepted_at = null, remaining = excluded.remaining, lag_seconds = excluded.lag_seconds`);
}

/** The answers to these pushes are here. */
export async function notePushesAnswered(
  tx: Tx,
  tenantId: string,
  pushes: readonly { readonly variantId: string; readonly number: number }[],
): Promise<void> {
  if (pushes.length === 0) return;
  await tx.execute(sql`
    delete from stock_push s
    using unnest(${sql.param(pushes.map(({ variantId }) => variantId))}::text[],
      ${sql.param(pushes.map(({ number }) => number))}::int[]) as p(variant_id, number)
    where s.tenant_id = ${tenantId} and s.variant_id = p.variant_id and s.number = p.number`);
}
