import type { stockRoutes } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { type SQL, sql } from 'drizzle-orm';

export type MovementKind = (typeof stockRoutes.movementKinds)[number];

export interface LedgerRow extends Record<string, unknown> {
  readonly id: string;
  readonly sku_id: string;
  readonly sku_code: string;
  readonly sku_name: string;
  readonly location_id: string;
  readonly location_name: string;
  readonly kind: MovementKind;
  readonly quantity: number;
  readonly cause_kind: string;
  readonly cause_id: string;
  readonly actor: string;
  readonly reason: string;
  readonly at: string;
  readonly undoes_id: string | null;
  readonly undone_by_id: string | null;
}

export interface LedgerFilter {
  readonly skuId?: string | undefined;
  readonly locationId?: string | undefined;
  readonly kind?: MovementKind | undefined;
  readonly by?: 'user' | 'api-key' | 'system' | undefined;
  readonly q?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Movements of the ledger, newest first. Their ids are ordered by time; `before` is one. */
export async function listLedgerRows(
  tx: Tx,
  input: { tenantId: string; filter: LedgerFilter; before: string | undefined; limit: number },
): Promise<LedgerRow[]> {
  const before = input.before === undefined ? sql`` : sql`and m.id < ${input.before}`;
  return selectLedger(
    tx,
    sql`m.tenant_id = ${input.tenantId} ${conditions(input.filter)} ${before}`,
    sql`order by m.id desc limit ${input.limit + 1}`,
  );
}

/** All movements of one cause. */
export async function findMovements(tx: Tx, tenantId: string, ids: readonly string[]): Promise<LedgerRow[]> {
  return selectLedger(tx, sql`m.tenant_id = ${tenantId} and m.id = any(${sql.param([...ids])}::text[])`, sql`order by m.id`);
}

/** The movement with all others of its cause (the other half of a transfer), itself first. */
export async function findCause(tx: Tx, tenantId: string, movementId: string): Promise<LedgerRow[]> {
  const rows = await selectLedger(
    tx,
    sql`m.tenant_id = ${tenantId} and (m.cause_kind, m.cause_id, m.sku_id) =
      (select c.cause_kind, c.cause_id, c.sku_id from stock_movement c where c.tenant_id = ${tenantId} and c.id = ${movementId})`,
    sql`order by m.id`,
  );
  return rows.sort((a, b) => Number(b.id === movementId) - Number(a.id === movementId));
}

async function selectLedger(tx: Tx, where: SQL, order: SQL): Promise<LedgerRow[]> {
  const { rows } = await tx.execute<LedgerRow>(sql`
    select m.id, m.sku_id, s.code as sku_code, s.name as sku_name, m.location_id, p.name as location_name, m.kind, m.quantity,
      m.cause_kind, m.cause_id, m.actor, m.reason, m.at, m.undoes_id,
      (select u.id from stock_movement u where u.tenant_id = m.tenant_id and u.undoes_id = m.id) as undone_by_id
    from stock_movement m
    join sku s on s.tenant_id = m.tenant_id and s.id = m.sku_id
    join location p on p.tenant_id = m.tenant_id and p.id = m.location_id
    where ${where} ${order}`);
  return rows;
}

function conditions({ skuId, locationId, kind, by, q, from, to }: LedgerFilter): SQL {
  const pattern = `%${(q ?? '').replaceAll(/[\\%_]/g, '\\$&')}%`;
  const parts = [
    skuId === undefined ? undefined : sql`and m.sku_id = ${skuId}`,
    locationId === undefined ? undefined : sql`and m.location_id = ${locationId}`,
    kind === undefined ? undefined : sql`and m.kind = ${kind}`,
    by === undefined ? undefined : sql`and m.actor like ${`${by}:%`}`,
    from === undefined ? undefined : sql`and m.at >= ${from}`,
    to === undefined ? undefined : sql`and m.at < ${to}`,
    q === undefined || q === '' ? undefined : sql`and (s.code ilike ${pattern} or s.name ilike ${pattern} or m.reason ilike ${pattern})`,
  ];
  return sql.join(
    parts.filter((part) => part !== undefined),
    sql` `,
  );
}

const byHand: ReadonlySet<string> = new Set(['receipt', 'adjust', 'count', 'write_off', 'transfer']);

/** Made by a person (or their program), and not taken back yet. */
export function canUndo(row: LedgerRow): boolean {
  return byHand.has(row.cause_kind) && row.undoes_id === null && row.undone_by_id === null;
}

/** As the API shows it. */
export function toLedgerEntry(row: LedgerRow) {
  return {
    id: row.id,
    skuId: row.sku_id,
    skuCode: row.sku_code,
    skuName: row.sku_name,
    locationId: row.location_id,
    locationName: row.location_name,
    kind: row.kind,
    quantity: row.quantity,
    causeKind: row.cause_kind,
    causeId: row.cause_id,
    actor: row.actor,
    reason: row.reason,
    at: new Date(row.at).toISOString(),
    undoesId: row.undoes_id,
    undoneById: row.undone_by_id,
    canUndo: canUndo(row),
  };
}
