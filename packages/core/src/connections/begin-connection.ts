import { createHash, randomBytes } from 'node:crypto';
import { recordAudit } from '../audit/index.ts';
import type { Caller } from '../edge/index.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import { platformBySlug } from './find-platform.ts';
import { insertOAuthState } from './oauth-state-store.ts';

const stateLifeMs = 10 * 60_000;

export const hashState = (state: string): string => createHash('sha256').update(state).digest('hex');

/** Begins connecting: the address where the seller consents, good for ten minutes and one use by the session that asked. */
export async function beginConnection(
  deps: Pick<ConnectionDeps, 'db' | 'clock' | 'platforms' | 'publicUrl'>,
  caller: Caller,
  input: { slug: string; region?: string },
): Promise<{ authUrl: string; expiresAt: Date }> {
  const platform = platformBySlug(deps.platforms, input.slug);
  const state = randomBytes(32).toString('base64url');
  const expiresAt = new Date(deps.clock.now().getTime() + stateLifeMs);
  const { tenantId, userId } = caller;
  // A key has no browser: whoever is signed in to its organisation may finish what it began.
  const sessionHash = caller.actor.kind === 'user' ? caller.sessionHash : '';
  await deps.db.asSystem((tx) =>
    insertOAuthState(tx, hashState(state), { tenantId, userId, sessionHash, platform: platform.manifest.platform, expiresAt }),
  );
  await deps.db.asTenant(tenantId, (tx) =>
    recordAudit(tx, deps.clock, tenantId, {
      actor: caller.actor,
      action: 'connection.begun',
      subject: { kind: 'platform', id: platform.manifest.platform },
    }),
  );
  const authUrl = platform.connect.authorizationUrl({
    state,
    redirectUrl: `${deps.publicUrl}/api/v1/platforms/callback/${platform.manifest.slug}`,
    ...(input.region === undefined ? {} : { region: input.region }),
  });
  return { authUrl, expiresAt };
}
