import type { Permission } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import type { Plan } from '../tenancy/index.ts';

export interface ApiKeyRow {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly name: string;
  readonly hint: string;
  readonly scopes: Permission[];
  readonly created_at: Date;
  readonly expires_at: Date | null;
  readonly last_used_at: Date | null;
  readonly revoked_at: Date | null;
}

const columns = sql`id, name, hint, scopes, created_at, expires_at, last_used_at, revoked_at`;

export async function listKeys(tx: Tx): Promise<ApiKeyRow[]> {
  const { rows } = await tx.execute<ApiKeyRow>(sql`select ${columns} from api_key order by created_at desc, id`);
  return rows;
}

export async function insertKey(
  tx: Tx,
  key: {
    tenantId: string;
    id: string;
    name: string;
    hint: string;
    hash: string;
    scopes: readonly Permission[];
    createdBy: string;
    expiresAt: Date | undefined;
  },
): Promise<ApiKeyRow | undefined> {
  const scopes = sql`array[${sql.join(
    key.scopes.map((scope) => sql`${scope}`),
    sql`, `,
  )}]::text[]`;
  const { rows } = await tx.execute<ApiKeyRow>(sql`
    insert into api_key (tenant_id, id, name, hint, key_hash, scopes, created_by, expires_at)
    values (${key.tenantId}, ${key.id}, ${key.name}, ${key.hint}, ${key.hash}, ${scopes}, ${key.createdBy}, ${key.expiresAt?.toISOString() ?? null})
    returning ${columns}`);
  return rows[0];
}

/** Ends a key; false when there is no such key. */
export async function setKeyRevoked(tx: Tx, keyId: string): Promise<boolean> {
  const { rowCount } = await tx.execute(sql`update api_key set revoked_at = coalesce(revoked_at, now()) where id = ${keyId}`);
  return rowCount === 1;
}

export interface WorkingKeyRow {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly name: string;
  readonly tenant_id: string;
  readonly plan: Plan;
  readonly scopes: Permission[];
  readonly created_by: string;
  readonly is_stale: boolean;
}

/** The key with this hash when it may be used now; needs a system transaction. */
export async function findWorkingKey(tx: Tx, hash: string): Promise<WorkingKeyRow | undefined> {
  const { rows } = await tx.execute<WorkingKeyRow>(sql`
    select k.id, k.name, k.tenant_id, t.plan, k.scopes, k.created_by,
      coalesce(k.last_used_at < now() - interval '1 minute', true) as is_stale
    from api_key k join tenant t on t.id = k.tenant_id
    where k.key_hash = ${hash} and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())`);
  return rows[0];
}

export async function noteKeyUsed(tx: Tx, keyId: string): Promise<void> {
  await tx.execute(sql`update api_key set last_used_at = now() where id = ${keyId}`);
}
