import type { Tx } from '@shopfleet/db';
import { crashPoint, newId } from '@shopfleet/kernel';
import type { Platform, TokenGrant } from '@shopfleet/platform-kit';
import { type Actor, recordAudit } from '../audit/index.ts';
import { findConnectionId, saveGrant } from './connection-store.ts';
import { sealAccessToken, sealRefreshToken } from './connection-tokens.ts';
import type { RefreshDeps } from './refresh-connection.ts';
import { tokenSourceOf } from './token-source.ts';

export interface AccountGrant {
  readonly tenantId: string;
  readonly actor: Actor;
  readonly platform: Platform;
  readonly grant: TokenGrant;
}

/**
 * Stores the grant of an account that has no shops, all or nothing with what `within` writes for it. `within` refuses by throwing; its
 * `save` saves the tokens, and gives the connection: the one that the account had before, where it had one.
 */
export async function storeAccountGrant<T>(
  deps: RefreshDeps,
  { tenantId, actor, platform, grant }: AccountGrant,
  within: (tx: Tx, save: () => Promise<string>) => Promise<{ connectionId: string; result: T; detail: Readonly<Record<string, unknown>> }>,
): Promise<T> {
  const { platform: name } = platform.manifest;
  const stored = await deps.db.asTenant(tenantId, async (tx) => {
    const { connectionId, result, detail } = await within(tx, () => saveTokens(tx, deps, { tenantId, platform, grant }));
    await recordAudit(tx, deps.clock, tenantId, {
      actor,
      action: 'connection.connected',
      subject: { kind: 'connection', id: connectionId },
      detail: { platform: name, account: grant.accountName, ...detail },
    });
    return { connectionId, result };
  });
  crashPoint('connections.after-account-stored');
  tokenSourceOf(deps.db).forget(stored.connectionId);
  return stored.result;
}

/** Seals and saves the tokens of a grant; gives its connection, the one that the account had before where it had one. */
export async function saveTokens(
  tx: Tx,
  deps: Pick<RefreshDeps, 'clock' | 'sealer'>,
  { tenantId, platform, grant }: Omit<AccountGrant, 'actor'>,
): Promise<string> {
  const { platform: name } = platform.manifest;
  const connectionId = (await findConnectionId(tx, name, grant.externalAccountId)) ?? newId('connection', deps.clock.now().getTime());
  await saveGrant(
    tx,
    { tenantId, id: connectionId, platform: name, ...grant },
    {
      access: sealAccessToken(deps.sealer, connectionId, grant.accessToken),
      refresh: grant.refreshToken ? sealRefreshToken(deps.sealer, connectionId, grant.refreshToken) : null,
    },
  );
  return connectionId;
}
