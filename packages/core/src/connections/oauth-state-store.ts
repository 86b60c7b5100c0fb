import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';

/** A consent that was begun: who may finish it, what for, and until when. The state itself is kept as a hash only. */
export interface OAuthState {
  readonly tenantId: string;
  /** Who began; '' for a visitor without a user. */
  readonly userId: string;
  /** See `ConsentBinding`. */
  readonly binding: string;
  readonly platform: string;
  readonly context: Readonly<Record<string, unknown>>;
  readonly expiresAt: Date;
}

export async function insertOAuthState(tx: Tx, stateHash: string, state: OAuthState): Promise<void> {
  await tx.execute(sql`
    insert into oauth_state (state_hash, tenant_id, user_id, session_hash, platform, context, expires_at)
    values (${stateHash}, ${state.tenantId}, ${state.userId}, ${state.binding}, ${state.platform},
      ${JSON.stringify(state.context)}::jsonb, ${state.expiresAt.toISOString()})`);
}

/** Uses a state up: of all who present it, one gets `isFirst`. Undefined when no such state was ever made (or it is long gone). */
export async function useOAuthState(tx: Tx, stateHash: string, at: Date): Promise<(OAuthState & { isFirst: boolean }) | undefined> {
  const { rows } = await tx.execute<{
    tenant_id: string;
    user_id: string;
    session_hash: string;
    platform: string;
    context: Record<string, unknown>;
    expires_at: string;
    is_first: boolean;
  }>(sql`
    with found as (select state_hash, used_at is null as is_first from oauth_state where state_hash = ${stateHash} for update)
    update oauth_state s set used_at = coalesce(s.used_at, ${at.toISOString()}::timestamptz) from found where s.state_hash = found.state_hash
    returning s.tenant_id, s.user_id, s.session_hash, s.platform, s.context, s.expires_at, found.is_first`);
  const row = rows[0];
  return (
    row && {
      tenantId: row.tenant_id,
      userId: row.user_id,
      binding: row.session_hash,
      platform: row.platform,
      context: row.context,
      expiresAt: new Date(row.expires_at),
      isFirst: row.is_first,
    }
  );
}

/** Forgets states a day after their end; until then a late visitor learns why the link does not work. */
export async function forgetOldOAuthStates(tx: Tx): Promise<void> {
  await tx.execute(sql`delete from oauth_state where expires_at < now() - interval '1 day'`);
}
