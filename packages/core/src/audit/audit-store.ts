import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import type { Actor } from './record-audit.ts';

export interface AuditRow {
  readonly [column: string]: unknown;
  readonly number: string;
  readonly at: Date | string;
  readonly actor_kind: Actor['kind'];
  readonly actor_id: string;
  readonly actor_name: string | null;
  readonly action: string;
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly detail: Record<string, unknown>;
  readonly previous_hash: string;
  readonly hash: string;
}

const columns = sql`a.number, a.at, a.actor_kind, a.actor_id, a.action, a.subject_kind, a.subject_id, a.detail, a.previous_hash, a.hash`;
const actorName = sql`coalesce(
  (select u.name from auth_user u where a.actor_kind = 'user' and u.id = a.actor_id),
  (select k.name from api_key k where a.actor_kind = 'api-key' and k.id = a.actor_id)) as actor_name`;

/** Entries below `before`, newest first. */
export async function listAuditEntries(
  tx: Tx,
  filter: { limit: number; before: number | undefined; subjectId: string | undefined; action: string | undefined },
): Promise<AuditRow[]> {
  const { rows } = await tx.execute<AuditRow>(sql`
    select ${columns}, ${actorName} from audit_entry a
    where (${filter.before ?? null}::bigint is null or a.number < ${filter.before ?? null})
      and (${filter.subjectId ?? null}::text is null or a.subject_id = ${filter.subjectId ?? null})
      and (${filter.action ?? null}::text is null or a.action = ${filter.action ?? null})
    order by a.number desc limit ${filter.limit}`);
  return rows;
}

/** Entries above `after` up to `until`, oldest first. */
export async function readChain(tx: Tx, after: number, until: number, limit: number): Promise<AuditRow[]> {
  const { rows } = await tx.execute<AuditRow>(sql`
    select ${columns}, null as actor_name from audit_entry a where a.number > ${after} and a.number <= ${until} order by a.number limit ${limit}`);
  return rows;
}

export interface ChainEnd {
  /** What the head says: the number of the newest entry and its hash. */
  readonly number: number;
  readonly hash: string | undefined;
  /** The highest number that there is. */
  readonly newest: number;
}

/** Both ends of the chain as of one instant. */
export async function readChainEnd(tx: Tx): Promise<ChainEnd> {
  const { rows } = await tx.execute<{ number: string | null; hash: string | null; newest: string }>(sql`
    select h.number, h.hash, n.newest from (select coalesce(max(number), 0) as newest from audit_entry) n left join audit_head h on true`);
  const row = rows[0];
  return { number: Number(row?.number ?? 0), hash: row?.hash ?? undefined, newest: Number(row?.newest ?? 0) };
}
