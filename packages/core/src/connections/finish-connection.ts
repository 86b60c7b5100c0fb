import { type ErrorCode, HubError } from '@shopfleet/kernel';
import type { Platform } from '@shopfleet/platform-kit';
import { type Actor, recordAudit } from '../audit/index.ts';
import type { Caller } from '../edge/index.ts';
import { hashState } from './begin-connection.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import { exchangeForGrant } from './exchange-grant.ts';
import { platformBySlug } from './find-platform.ts';
import { type OAuthState, useOAuthState } from './oauth-state-store.ts';
import { type ConnectedShop, storeGrant } from './store-grant.ts';

export interface FinishedConnection {
  readonly connectionId: string;
  readonly platformTitle: string;
  readonly shops: readonly ConnectedShop[];
}

/**
 * The seller came back. Checks that the state is known, fresh, unused and of this session, organisation and marketplace (each
 * misuse has its own code and is recorded), exchanges the code, stores tokens and shops in one transaction.
 */
export async function finishConnection(
  deps: ConnectionDeps,
  caller: Caller | undefined,
  input: { slug: string; query: Readonly<Record<string, string>> },
): Promise<FinishedConnection> {
  const platform = platformBySlug(deps.platforms, input.slug);
  const stateText = input.query.state ?? '';
  const used = stateText && (await deps.db.asSystem((tx) => useOAuthState(tx, hashState(stateText), deps.clock.now())));
  const state = used || undefined;
  const misuse = misuseOf(state, caller, platform, deps.clock.now());
  const answer = platform.connect.readCallback(input.query);
  const denied = !misuse && 'denied' in answer ? answer.denied : undefined;
  if (!state || misuse || 'denied' in answer) {
    const code = misuse ?? 'OAUTH_DENIED';
    await recordRefusal(deps, state, caller, platform, code);
    throw new HubError(code, denied === undefined ? {} : { message: `${denied}. Nothing was connected; begin again when you are ready` });
  }
  const actor: Actor = caller?.actor ?? { kind: 'user', id: state.userId };
  try {
    const grant = await exchangeForGrant(platform, answer.code);
    return { ...(await storeGrant(deps, { tenantId: state.tenantId, actor, platform, ...grant })), platformTitle: platform.manifest.title };
  } catch (error) {
    if (error instanceof HubError) await recordRefusal(deps, state, caller, platform, error.code);
    throw error;
  }
}

type UsedState = OAuthState & { readonly isFirst: boolean };

/** Which rule the visit breaks; undefined when none. The state is used up either way: whoever shows it, it has leaked. */
function misuseOf(state: UsedState | undefined, caller: Caller | undefined, platform: Platform, now: Date): ErrorCode | undefined {
  if (!state) return 'OAUTH_STATE_INVALID';
  if (!state.isFirst) return 'OAUTH_STATE_USED';
  if (caller && caller.tenantId !== state.tenantId) return 'OAUTH_STATE_OTHER_TENANT';
  if (state.platform !== platform.manifest.platform) return 'OAUTH_STATE_OTHER_PLATFORM';
  if (!caller || !isSameSession(state, caller)) return 'OAUTH_STATE_OTHER_SESSION';
  return state.expiresAt.getTime() <= now.getTime() ? 'OAUTH_STATE_EXPIRED' : undefined;
}

function isSameSession(state: OAuthState, caller: Caller): boolean {
  if (state.sessionHash === '') return caller.permissions.has('shops:write');
  return caller.sessionHash === state.sessionHash && caller.userId === state.userId;
}

/** Recorded with the organisation that the link belongs to; a link that nobody made is recorded with the visitor's. */
async function recordRefusal(
  deps: ConnectionDeps,
  state: OAuthState | undefined,
  caller: Caller | undefined,
  platform: Platform,
  code: ErrorCode,
): Promise<void> {
  const tenantId = state?.tenantId ?? caller?.tenantId;
  deps.log.warn({ code, platform: platform.manifest.platform, tenantId }, 'A connection was refused');
  if (tenantId === undefined) return;
  const isOwn = caller?.tenantId === tenantId;
  await deps.db.asTenant(tenantId, (tx) =>
    recordAudit(tx, deps.clock, tenantId, {
      actor: isOwn && caller ? caller.actor : { kind: 'platform', id: platform.manifest.platform },
      action: 'connection.refused',
      subject: { kind: 'platform', id: platform.manifest.platform },
      detail: { code },
    }),
  );
}
