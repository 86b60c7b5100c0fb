import { readdir } from 'node:fs/promises';
import { verifyAudit } from '@shopfleet/core/audit';
import { listSealedConnections, tryTokens } from '@shopfleet/core/connections';
import { orderInvariants } from '@shopfleet/core/orders';
import { stockInvariants } from '@shopfleet/core/stock';
import { type Database, defaultMigrationDirectory, type Tx } from '@shopfleet/db';
import type { Sealer } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { type Finding, failed, ok, warning } from './finding.ts';
import { unprotectedTables } from './row-security.ts';

const maxSkewMs = 2_000;

export async function checkServer(db: Database): Promise<Finding> {
  const before = Date.now();
  const { rows } = await db.asSystem((tx) =>
    tx.execute<{ version: string; now: number }>(sql`select current_setting('server_version') as version,
      (extract(epoch from clock_timestamp()) * 1000)::float8 as now`),
  );
  const skewMs = Math.round((rows[0]?.now ?? 0) - (before + Date.now()) / 2);
  if (Math.abs(skewMs) <= maxSkewMs) return ok('database', `PostgreSQL ${rows[0]?.version}, clocks ${skewMs} ms apart`);
  return warning('clock', `The database's clock is ${skewMs} ms away from this machine's`, 'Let both keep time by NTP');
}

export async function checkMigrations(applied: readonly string[]): Promise<Finding> {
  const files = (await readdir(defaultMigrationDirectory)).filter((name) => name.endsWith('.sql'));
  const missing = files.filter((name) => !applied.includes(name));
  if (missing.length === 0) return ok('migrations', `all ${files.length} have run`);
  return failed('migrations', `not run yet: ${missing.join(', ')}`, 'Run: shopfleet migrate');
}

export async function checkRowSecurity(db: Database): Promise<Finding> {
  const open = await db.asSystem(unprotectedTables);
  if (open.length === 0) return ok('tenant separation', 'every table of a tenant has forced row-level security');
  const list = open.map(({ table, lack }) => `${table} ${lack}`).join('; ');
  return failed('tenant separation', list, 'Somebody changed the schema by hand: undo it before anybody signs in');
}

export async function checkInvariants(db: Database): Promise<Finding> {
  const broken: string[] = [];
  const add = (tenantId: string, list: readonly { rule: string; subject: string }[]) =>
    broken.push(...list.map(({ rule, subject }) => `${tenantId}: ${rule} (${subject})`));
  const tenants = await listTenantIds(db);
  for (const tenantId of tenants) {
    add(tenantId, await db.asTenant(tenantId, stockInvariants));
    add(tenantId, await db.asTenant(tenantId, orderInvariants));
    const audit = await db.asTenant(tenantId, verifyAudit);
    if (!audit.isIntact) add(tenantId, [{ rule: 'the audit trail was changed', subject: `entry ${audit.firstBadNumber}` }]);
  }
  if (broken.length === 0) return ok('invariants', `stock, orders and audit trail agree in ${tenants.length} organisations`);
  const shown = broken.slice(0, 5).join('; ');
  return failed(
    'invariants',
    `${broken.length} broken: ${shown}`,
    'Keep a backup of this database and report it; do not correct rows by hand',
  );
}

export async function checkKeys(db: Database, sealer: Sealer): Promise<Finding> {
  const places = await db.asSystem(listSealedConnections);
  const closed: string[] = [];
  for (const place of places) {
    await tryTokens({ db, sealer }, place).catch((error: unknown) =>
      closed.push(`${place.id} (${error instanceof Error ? error.message : error})`),
    );
  }
  if (closed.length === 0) return ok('keys', `the tokens of ${places.length} connections open`);
  return failed(
    'keys',
    `tokens do not open: ${closed.join(', ')}`,
    'Add the former key to TOKEN_ENC_KEYS_OLD, or connect these shops again',
  );
}

/** Connections that a person has to renew, and agents that are away; one line says that all is well. */
export async function checkPeople(db: Database): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const tenantId of await listTenantIds(db)) {
    findings.push(...(await db.asTenant(tenantId, (tx) => checkTenant(tx, tenantId))));
  }
  return findings.length > 0 ? findings : [ok('connections and agents', 'every shop is connected, every agent was seen just now')];
}

async function checkTenant(tx: Tx, tenantId: string): Promise<Finding[]> {
  const { rows: connections } = await tx.execute<{ account_name: string; status: string; status_reason: string }>(
    sql`select account_name, status, status_reason from connection c where status in ('needs_reconnect', 'error')
      and exists (select from shop s where s.tenant_id = c.tenant_id and s.connection_id = c.id)`,
  );
  const { rows: accounts } = await tx.execute<{ count: number }>(sql`
    select count(*)::int as count from content_account a join connection c on c.tenant_id = a.tenant_id and c.id = a.connection_id
    where a.disconnected_at is null and c.status in ('needs_reconnect', 'revoked')`);
  const { rows: agents } = await tx.execute<{ name: string; seen: string }>(sql`
    select name, coalesce(to_char(last_seen_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI"Z"'), 'never') as seen from agent
    where revoked_at is null and (last_seen_at is null or last_seen_at < now() - interval '2 minutes')`);
  return [
    ...connections.map((row) =>
      warning('connection', `${tenantId}: ${row.account_name} is ${row.status}. ${row.status_reason}`, 'Connect the shop again'),
    ),
    ...accounts
      .filter(({ count }) => count > 0)
      .map(({ count }) =>
        warning(
          'content accounts',
          `${tenantId}: ${count} must be connected again`,
          'Send links: Content → Outlets, or /api/outlets/invitations/campaign',
        ),
      ),
    ...agents.map((row) => warning('agent', `${tenantId}: ${row.name} was last seen ${row.seen}`, 'Start the agent on that machine')),
  ];
}

async function listTenantIds(db: Database): Promise<string[]> {
  const { rows } = await db.asSystem((tx) => tx.execute<{ id: string }>(sql`select id from tenant order by id`));
  return rows.map(({ id }) => id);
}
