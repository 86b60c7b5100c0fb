import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';

export interface RecordKey {
  readonly tenantId: string;
  /** The caller and the path: two people may choose the same key. */
  readonly operation: string;
  readonly key: string;
}

export interface IdempotencyRecord {
  readonly requestHash: string;
  /** null: running; 0: the effect is committed, the answer is not; else the status of the answer. */
  readonly status: number | null;
  readonly response: string | null;
  readonly isLost: boolean;
}

const is = ({ operation, key }: RecordKey) => sql`operation = ${operation} and key = ${key}`;

/** True when this request is the first with its key, or the first process died before any effect. */
export async function claimRecord(tx: Tx, key: RecordKey, requestHash: string, lostAfterMs: number): Promise<boolean> {
  const { rowCount } = await tx.execute(sql`
    insert into idempotency_record as r (tenant_id, operation, key, request_hash)
    values (${key.tenantId}, ${key.operation}, ${key.key}, ${requestHash})
    on conflict (tenant_id, operation, key) do update set created_at = now()
      where r.status is null and r.request_hash = excluded.request_hash and r.created_at < now() - ${lostAfterMs} * interval '1 ms'`);
  return rowCount === 1;
}

export async function findRecord(tx: Tx, key: RecordKey): Promise<IdempotencyRecord | undefined> {
  const { rows } = await tx.execute<{ request_hash: string; status: number | null; response: string | null; is_lost: boolean }>(sql`
    select request_hash, status, response, created_at < now() - interval '5 s' as is_lost from idempotency_record where ${is(key)}`);
  const row = rows[0];
  return row && { requestHash: row.request_hash, status: row.status, response: row.response, isLost: row.is_lost };
}

/** Notes that this transaction's writes belong to the request; a transaction that only read notes nothing. */
export async function markEffect(tx: Tx, key: RecordKey): Promise<void> {
  await tx.execute(
    sql`update idempotency_record set status = 0 where ${is(key)} and status is null and pg_current_xact_id_if_assigned() is not null`,
  );
}

export async function finishRecord(tx: Tx, key: RecordKey, status: number, response: string): Promise<void> {
  await tx.execute(sql`update idempotency_record set status = ${status}, response = ${response} where ${is(key)}`);
}

/** Takes the claim back when nothing was written under it; false when something was. */
export async function forgetRecord(tx: Tx, key: RecordKey): Promise<boolean> {
  const { rowCount } = await tx.execute(sql`delete from idempotency_record where ${is(key)} and status is null`);
  return rowCount === 1;
}

/** Drops the records of more than a day ago. */
export async function dropOldRecords(tx: Tx): Promise<void> {
  await tx.execute(sql`delete from idempotency_record where created_at < now() - interval '1 day'`);
}
