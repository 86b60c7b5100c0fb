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

/** A push is about to leave. */
export async function notePushSent(
  tx: Tx,
  clock: Clock,
  tenantId: string,
  push: { variantId: string; number: number; quantity: number },
): Promise<void> {
  const { variantId, number, quantity } = push;
  await tx.execute(sql`
    insert into stock_push (tenant_id, variant_id, number, quantity, sent_at, remaining, lag_seconds)
    values (${tenantId}, ${variantId}, ${number}, ${quantity}, ${clock.now().toISOString()}, ${quantity}, 0)
    on conflict (tenant_id, variant_id) do update set number = excluded.number, quantity = excluded.quantity, sent_at = excluded.sent_at,
      accepted_at = null, remaining = excluded.remaining, lag_seconds = excluded.lag_seconds`);
}

/** The answer to this push is here. */
export async function notePushAnswered(tx: Tx, tenantId: string, variantId: string, number: number): Promise<void> {
  await tx.execute(sql`delete from stock_push where tenant_id = ${tenantId} and variant_id = ${variantId} and number = ${number}`);
}
