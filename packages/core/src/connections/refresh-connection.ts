import type { Database, Tx } from '@shopfleet/db';
import { type Clock, crashPoint, type Log, type Sealer, type Secret } from '@shopfleet/kernel';
import { type Platform, PlatformFailure, type TokenGrant } from '@shopfleet/platform-kit';
import type { ConnectionRow } from './connection-row.ts';
import { findConnection } from './connection-store.ts';
import { openRefreshToken, sealAccessToken, sealRefreshToken } from './connection-tokens.ts';
import { moveConnection } from './move-connection.ts';
import { markRefreshSent, type RefreshLease, releaseRefreshLease, saveRefreshedTokens, takeRefreshLease } from './refresh-lease.ts';

export interface RefreshDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly sealer: Sealer;
  readonly log: Log;
  readonly platforms: ReadonlyMap<string, Platform>;
  /** Upwards, in the transaction that brings a connection back by itself: calls through it work again. */
  readonly onConnectionBack?: (tx: Tx, connection: { tenantId: string; connectionId: string }) => Promise<void>;
}

/** How long a holder may take; longer than a token call can. */
const leaseMs = 45_000;
export const lostAnswer = 'The answer to a token refresh was lost; connect again';

export type RefreshOutcome = 'refreshed' | 'busy' | 'superseded' | 'needs-reconnect';

/**
 * Refreshes the tokens that the caller saw, once for all processes. `busy`: another caller is at it; `superseded`: there are newer
 * tokens already. Throws `PlatformFailure` when the platform cannot be reached (the old tokens are untouched).
 */
export async function refreshConnection(deps: RefreshDeps, seen: ConnectionRow): Promise<RefreshOutcome> {
  const lease = await inTenant(deps, seen, (tx) => takeRefreshLease(tx, seen.id, seen.tokenVersion, leaseMs));
  if (!lease) return (await versionNow(deps, seen)) === seen.tokenVersion ? 'busy' : 'superseded';
  crashPoint('connections.after-refresh-lease');
  const platform = deps.platforms.get(seen.platform);
  const refreshToken = openRefreshToken(deps.sealer, seen);
  if (!platform || !refreshToken) return refuse(deps, seen, lease, 'There is no refresh token; connect again');
  if (lease.isUncertain && !mayRepeat(platform, lease)) return refuse(deps, seen, lease, lostAnswer);
  if (!(await inTenant(deps, seen, (tx) => markRefreshSent(tx, seen.id, lease)))) return 'busy';
  return sendRefresh(deps, seen, lease, { platform, refreshToken });
}

/** A token that may be void once sent is never sent twice; where a void one is merely refused, it is sent until there is an answer. */
function mayRepeat(platform: Platform, lease: RefreshLease): boolean {
  const { refreshTokens } = platform.manifest.auth;
  return refreshTokens === 'rotating' || (refreshTokens !== 'single-use' && !lease.wasRepeated);
}

async function sendRefresh(
  deps: RefreshDeps,
  seen: ConnectionRow,
  lease: RefreshLease,
  { platform, refreshToken }: { platform: Platform; refreshToken: Secret },
): Promise<RefreshOutcome> {
  crashPoint('connections.before-refresh-call');
  let grant: TokenGrant;
  try {
    // A holder that was stopped past its lease must not send: by now somebody else may have.
    const mayLeave = () => performance.now() < lease.endsAtMs;
    grant = await platform.connect.refresh(refreshToken, { mayLeave, externalAccountId: seen.externalAccountId });
  } catch (error) {
    return afterFailure(deps, seen, lease, error);
  }
  crashPoint('connections.after-refresh-call');
  return saveGrantedTokens(deps, seen, grant);
}

async function saveGrantedTokens(deps: RefreshDeps, seen: ConnectionRow, grant: TokenGrant): Promise<RefreshOutcome> {
  const { sealer } = deps;
  const tokens = {
    access: sealAccessToken(sealer, seen.id, grant.accessToken),
    refresh: grant.refreshToken && sealRefreshToken(sealer, seen.id, grant.refreshToken),
    accessExpiresAt: grant.accessExpiresAt,
    refreshExpiresAt: grant.refreshExpiresAt,
    scopes: grant.scopes,
  };
  const isSaved = await inTenant(deps, seen, async (tx) => {
    const saved = await saveRefreshedTokens(tx, seen.id, seen.tokenVersion, tokens);
    if (saved?.isBack) await deps.onConnectionBack?.(tx, { tenantId: seen.tenantId, connectionId: seen.id });
    return saved !== undefined;
  });
  crashPoint('connections.after-refresh-save');
  if (!isSaved) deps.log.warn({ connectionId: seen.id }, 'A token refresh came home after newer tokens had been stored');
  return isSaved ? 'refreshed' : 'superseded';
}

const refusals: ReadonlySet<string> = new Set(['auth-expired', 'forbidden', 'not-found', 'conflict']);

async function afterFailure(deps: RefreshDeps, seen: ConnectionRow, lease: RefreshLease, error: unknown): Promise<RefreshOutcome> {
  if (!(error instanceof PlatformFailure)) throw error;
  if (refusals.has(error.kind)) return refuse(deps, seen, lease, `The marketplace refused to renew the access: ${error.message}`);
  const wasSent = error.kind === 'outcome-unknown' || error.kind === 'unexpected';
  await inTenant(deps, seen, (tx) => releaseRefreshLease(tx, seen.id, lease, { wasSent }));
  deps.log.warn({ connectionId: seen.id, kind: error.kind, wasSent }, 'A token refresh failed');
  throw error;
}

async function refuse(deps: RefreshDeps, seen: ConnectionRow, lease: RefreshLease, reason: string): Promise<RefreshOutcome> {
  await inTenant(deps, seen, async (tx) => {
    const current = await findConnection(tx, seen.id);
    // Newer tokens, brought home meanwhile, win.
    if (current?.tokenVersion !== seen.tokenVersion) return;
    await releaseRefreshLease(tx, seen.id, lease, { wasSent: true });
    await moveConnection(tx, deps.clock, current, 'refused', reason);
  });
  return (await versionNow(deps, seen)) === seen.tokenVersion ? 'needs-reconnect' : 'superseded';
}

function inTenant<T>(deps: RefreshDeps, seen: ConnectionRow, work: Parameters<typeof deps.db.asTenant<T>>[1]): Promise<T> {
  return deps.db.asTenant(seen.tenantId, work);
}

async function versionNow(deps: RefreshDeps, seen: ConnectionRow): Promise<number | undefined> {
  return (await inTenant(deps, seen, (tx) => findConnection(tx, seen.id)))?.tokenVersion;
}
