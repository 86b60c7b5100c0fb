import { createHash } from 'node:crypto';
import type { Tx } from '@shopfleet/db';
import type { Clock } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';

/** Who did it. `name` is for the screen; `id` is what is kept. */
export interface Actor {
  readonly kind: 'user' | 'api-key' | 'agent' | 'system' | 'platform';
  readonly id: string;
}

export const systemActor: Actor = { kind: 'system', id: 'hub' };

export interface AuditFact {
  readonly actor: Actor;
  /** Verb with its noun: `printer.registered`, `order.held`. */
  readonly action: string;
  readonly subject: { readonly kind: string; readonly id: string };
  /** What changed; never holds a secret. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

export const firstPreviousHash = '0'.repeat(64);

/** The hash of an entry: SHA-256 over the previous hash and every field, in a fixed order. */
export function auditHash(entry: { previousHash: string; number: number; at: Date; fact: AuditFact }): string {
  const { actor, action, subject, detail } = entry.fact;
  const fields = [
    entry.previousHash,
    entry.number,
    entry.at.toISOString(),
    actor.kind,
    actor.id,
    action,
    subject.kind,
    subject.id,
    canonical(detail ?? {}),
  ];
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}

/** JSON with sorted keys, so that the database's own key order does not matter. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, v]) => v !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, v]) => [key, canonical(v)]));
}

/**
 * Appends one entry to the tenant's audit trail, in the transaction that makes the change. Entries of one tenant are
 * written one after the other: call it last, and only for what people and settings do, not for every imported order.
 */
export async function recordAudit(tx: Tx, clock: Clock, tenantId: string, fact: AuditFact): Promise<void> {
  const last = (await lockHead(tx, tenantId)) ?? (await beginTrail(tx, tenantId));
  const at = clock.now();
  const number = Number(last.number) + 1;
  const hash = auditHash({ previousHash: last.hash, number, at, fact });
  // One statement: others wait behind the lock.
  await tx.execute(sql`
    with head as (update audit_head set number = ${number}, hash = ${hash} where tenant_id = ${tenantId})
    insert into audit_entry (tenant_id, number, at, actor_kind, actor_id, action, subject_kind, subject_id, detail, previous_hash, hash)
    values (${tenantId}, ${number}, ${at.toISOString()}, ${fact.actor.kind}, ${fact.actor.id}, ${fact.action}, ${fact.subject.kind}, ${fact.subject.id},
      ${JSON.stringify(fact.detail ?? {})}::jsonb, ${last.hash}, ${hash})`);
}

interface Head extends Record<string, unknown> {
  readonly number: string;
  readonly hash: string;
}

async function lockHead(tx: Tx, tenantId: string): Promise<Head | undefined> {
  const { rows } = await tx.execute<Head>(sql`select number, hash from audit_head where tenant_id = ${tenantId} for update`);
  return rows[0];
}

async function beginTrail(tx: Tx, tenantId: string): Promise<Head> {
  await tx.execute(
    sql`insert into audit_head (tenant_id, number, hash) values (${tenantId}, 0, ${firstPreviousHash}) on conflict do nothing`,
  );
  const head = await lockHead(tx, tenantId);
  if (!head) throw new Error('the audit head is not visible: is the tenant set?');
  return head;
}
