import type { Permission } from '@shopfleet/contracts';
import { HubError, newId } from '@shopfleet/kernel';
import { recordAudit } from '../audit/index.ts';
import type { Caller } from '../edge/index.ts';
import { type ApiKeyRow, insertKey, setKeyRevoked } from './api-key-store.ts';
import { apiKeyPrefix } from './caller-of-token.ts';
import type { IdentityDeps } from './identity-deps.ts';
import { randomToken, tokenHash } from './token-hash.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Makes an API key; the secret is in the answer and nowhere else. Nobody can give a key more than they may do themselves. */
export async function createApiKey(
  deps: IdentityDeps,
  caller: Caller,
  input: { name: string; scopes: readonly Permission[]; expiresInDays?: number | undefined },
): Promise<{ row: ApiKeyRow; secret: string }> {
  const beyond = input.scopes.filter((scope) => !caller.permissions.has(scope));
  if (beyond.length > 0) throw new HubError('FORBIDDEN', { message: `You do not hold ${beyond.join(', ')} yourself` });
  const secret = randomToken(apiKeyPrefix);
  const expiresAt = input.expiresInDays === undefined ? undefined : new Date(deps.clock.now().getTime() + input.expiresInDays * dayMs);
  const id = newId('apiKey');
  const row = await deps.db.asTenant(caller.tenantId, async (tx) => {
    const inserted = await insertKey(tx, {
      tenantId: caller.tenantId,
      id,
      name: input.name,
      hint: `${secret.slice(0, 8)}…`,
      hash: tokenHash(secret),
      scopes: [...new Set(input.scopes)],
      createdBy: caller.userId,
      expiresAt,
    });
    const detail = { name: input.name, scopes: input.scopes };
    await recordAudit(tx, deps.clock, caller.tenantId, {
      actor: caller.actor,
      action: 'api-key.created',
      subject: { kind: 'api-key', id },
      detail,
    });
    return inserted;
  });
  if (!row) throw new Error('the new key is not visible');
  return { row, secret };
}

/** Ends a key at once. */
export async function revokeApiKey(deps: IdentityDeps, caller: Caller, keyId: string): Promise<void> {
  await deps.db.asTenant(caller.tenantId, async (tx) => {
    if (!(await setKeyRevoked(tx, keyId))) throw new HubError('NOT_FOUND');
    const subject = { kind: 'api-key', id: keyId };
    await recordAudit(tx, deps.clock, caller.tenantId, { actor: caller.actor, action: 'api-key.revoked', subject });
  });
}
