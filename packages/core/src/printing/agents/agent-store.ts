import type { DiscoveredPrinter, printingRoutes } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { type SQL, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { instant, instantOrNull } from '../queue/print-job-row.ts';

/** An agent is online while its socket said something in this time. */
export const offlineAfterSeconds = 60;

/** Is the agent of row `a` online, by the database's clock? */
export const isOnline: SQL = sql`(a.revoked_at is null and a.connected_process is not null
  and a.last_seen_at > now() - make_interval(secs => ${sql.raw(String(offlineAfterSeconds))}))`;

export type AgentRow = {
  tenant_id: string;
  id: string;
  name: string;
  host_name: string;
  agent_version: string;
  acked_seq: number;
  is_online: boolean;
  last_seen_at: string | null;
  paired_at: string;
  printers: number;
  discovered: DiscoveredPrinter[];
};
export type AgentView = z.infer<typeof printingRoutes.agentSchema>;

const columns = sql`a.*, ${isOnline} as is_online,
  (select count(*)::int from printer p where p.tenant_id = a.tenant_id and p.agent_id = a.id and p.removed_at is null) as printers`;

export async function selectAgents(tx: Tx): Promise<AgentRow[]> {
  const found = await tx.execute<AgentRow>(sql`select ${columns} from agent a where a.revoked_at is null order by a.name, a.id`);
  return found.rows;
}

export async function findAgent(tx: Tx, agentId: string, options: { readonly lock?: boolean } = {}): Promise<AgentRow | undefined> {
  const found = await tx.execute<AgentRow>(
    sql`select ${columns} from agent a where a.id = ${agentId} and a.revoked_at is null ${options.lock ? sql`for update of a` : sql``}`,
  );
  return found.rows[0];
}

/** Whose agent holds the token with this hash; asked before a tenant is known. */
export async function findAgentByTokenHash(tx: Tx, tokenHash: string): Promise<{ tenantId: string; agentId: string } | undefined> {
  const found = await tx.execute<{ tenantId: string; agentId: string }>(
    sql`select tenant_id as "tenantId", id as "agentId" from agent where token_hash = ${tokenHash} and revoked_at is null`,
  );
  return found.rows[0];
}

export async function insertAgent(
  tx: Tx,
  agent: { tenantId: string; id: string; name: string; hostName: string; agentVersion: string; tokenHash: string; at: Date },
): Promise<void> {
  await tx.execute(sql`
    insert into agent (tenant_id, id, name, host_name, agent_version, token_hash, paired_at)
    values (${agent.tenantId}, ${agent.id}, ${agent.name}, ${agent.hostName}, ${agent.agentVersion}, ${agent.tokenHash}, ${agent.at.toISOString()})`);
}

/** The socket said something. `socketId` names the newest socket. */
export async function noteSeen(tx: Tx, agentId: string, socketId: string): Promise<void> {
  await tx.execute(sql`
    update agent set last_seen_at = now(), connected_process = ${socketId} where id = ${agentId} and revoked_at is null`);
}

export async function noteAckedSeq(tx: Tx, agentId: string, seq: number): Promise<void> {
  await tx.execute(sql`update agent set acked_seq = greatest(acked_seq, ${seq}) where id = ${agentId}`);
}

export const viewAgent = (row: AgentRow): AgentView => ({
  id: row.id,
  name: row.name,
  hostName: row.host_name,
  agentVersion: row.agent_version,
  isOnline: row.is_online,
  lastSeenAt: instantOrNull(row.last_seen_at),
  pairedAt: instant(row.paired_at),
  printers: row.printers,
  discovered: row.discovered,
});
