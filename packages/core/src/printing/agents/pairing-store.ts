import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';

export type PairingRow = {
  tenant_id: string | null;
  agent_id: string | null;
  agent_name: string;
  host_name: string;
  agent_version: string;
  token_sealed: Uint8Array | null;
  is_expired: boolean;
  is_used: boolean;
};
const columns = sql`tenant_id, agent_id, agent_name, host_name, agent_version, token_sealed`;

export async function insertPairing(
  tx: Tx,
  pairing: {
    codeHash: string;
    deviceCodeHash?: string;
    tenantId?: string;
    agentName?: string;
    hostName?: string;
    agentVersion?: string;
    expiresAt: Date;
  },
): Promise<void> {
  await tx.execute(sql`delete from agent_pairing where expires_at < now() - interval '1 day'`);
  await tx.execute(sql`
    insert into agent_pairing (code_hash, device_code_hash, tenant_id, agent_name, host_name, agent_version, expires_at)
    values (${pairing.codeHash}, ${pairing.deviceCodeHash ?? null}, ${pairing.tenantId ?? null}, ${pairing.agentName ?? ''},
      ${pairing.hostName ?? ''}, ${pairing.agentVersion ?? ''}, ${pairing.expiresAt.toISOString()})`);
}

/** Uses a code up: exactly one caller gets the row, whatever follows. `by` says which of the two ways it must belong to. */
export async function usePairing(
  tx: Tx,
  codeHash: string,
  by: { readonly way: 'agent-claims' } | { readonly way: 'person-approves'; readonly tenantId: string },
  at: Date,
): Promise<PairingRow | undefined> {
  const way =
    by.way === 'agent-claims'
      ? sql`tenant_id is not null and device_code_hash is null`
      : sql`tenant_id is null and device_code_hash is not null`;
  const tenant = by.way === 'agent-claims' ? sql`tenant_id` : sql`${by.tenantId}`;
  const found = await tx.execute<PairingRow>(sql`
    update agent_pairing set used_at = ${at.toISOString()}, tenant_id = ${tenant}
    where code_hash = ${codeHash} and used_at is null and expires_at > ${at.toISOString()} and ${way} returning ${columns}`);
  return found.rows[0];
}

/** True when the code was right once, but is used or too old. */
export async function isStalePairing(tx: Tx, codeHash: string): Promise<boolean> {
  const found = await tx.execute(sql`select 1 from agent_pairing where code_hash = ${codeHash}`);
  return found.rows.length > 0;
}

export async function saveSealedToken(tx: Tx, codeHash: string, agentId: string, sealed: Uint8Array): Promise<void> {
  await tx.execute(sql`update agent_pairing set agent_id = ${agentId}, token_sealed = ${sealed} where code_hash = ${codeHash}`);
}

export async function findByDeviceCode(tx: Tx, deviceCodeHash: string, at: Date): Promise<PairingRow | undefined> {
  const found = await tx.execute<PairingRow>(sql`
    select ${columns}, expires_at <= ${at.toISOString()} as is_expired, used_at is not null as is_used
    from agent_pairing where device_code_hash = ${deviceCodeHash}`);
  return found.rows[0];
}
