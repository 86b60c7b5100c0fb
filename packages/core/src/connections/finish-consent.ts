import type { Permission } from '@shopfleet/contracts';
import { type ErrorCode, HubError, type Log } from '@shopfleet/kernel';
import type { ConsentProof, Platform } from '@shopfleet/platform-kit';
import { type Actor, recordAudit } from '../audit/index.ts';
import type { Caller } from '../edge/index.ts';
import { type ConsentBinding, type ConsentDeps, isVisitorBinding } from './begin-consent.ts';
import { hashState, isOwnState, verifierOf } from './consent-state.ts';
import { type OAuthState, useOAuthState } from './oauth-state-store.ts';

/** Who came back, as far as the browser shows it. */
export interface ConsentVisitor {
  readonly caller: Caller | undefined;
  /** Of the cookie that the browser brought. */
  readonly binding?: ConsentBinding | undefined;
  /** What a caller must be allowed to do. */
  readonly permission: Permission;
}

/** A consent that came back as it should: whose it is, what it was begun for, and what to exchange. */
export interface FinishedConsent {
  readonly platform: Platform;
  readonly tenantId: string;
  readonly userId: string;
  readonly context: Readonly<Record<string, unknown>>;
  readonly code: string;
  readonly proof: ConsentProof;
}

type FinishDeps = ConsentDeps & { readonly log: Log };

/**
 * Takes a visitor back from the platform. Checks that the state is signed, known, fresh, unused and of this browser, organisation and
 * platform; each misuse has its own code and is recorded. The state is used up either way: whoever shows it, it has leaked.
 */
export async function finishConsent(
  deps: FinishDeps,
  visitor: ConsentVisitor,
  input: { platform: Platform; query: Readonly<Record<string, string>>; redirectUrl: string },
): Promise<FinishedConsent> {
  const { platform, query, redirectUrl } = input;
  const stateText = query.state ?? '';
  const isOwn = isOwnState(deps.consentSecret, stateText);
  const state = isOwn ? await deps.db.asSystem((tx) => useOAuthState(tx, hashState(stateText), deps.clock.now())) : undefined;
  const misuse = misuseOf(state, visitor, platform, deps.clock.now());
  const answer = platform.connect.readCallback(query);
  const denied = !misuse && 'denied' in answer ? answer.denied : undefined;
  if (!state || misuse || 'denied' in answer) {
    const code = misuse ?? 'OAUTH_DENIED';
    await recordRefusal(deps, { tenantId: state?.tenantId, context: state?.context, visitor, platform, code });
    throw new HubError(code, denied === undefined ? {} : { message: `${denied}. Nothing was connected; begin again when you are ready` });
  }
  const { tenantId, userId, context } = state;
  const account = answer.account === undefined ? {} : { account: answer.account };
  const proof = { redirectUrl, verifier: verifierOf(deps.consentSecret, stateText), ...account };
  return { platform, tenantId, userId, context, code: answer.code, proof };
}

/** Which rule the visit breaks; undefined when none. */
function misuseOf(
  state: (OAuthState & { isFirst: boolean }) | undefined,
  visitor: ConsentVisitor,
  platform: Platform,
  now: Date,
): ErrorCode | undefined {
  if (!state) return 'OAUTH_STATE_INVALID';
  if (!state.isFirst) return 'OAUTH_STATE_USED';
  const { caller } = visitor;
  if (!isVisitorBinding(state.binding) && caller && caller.tenantId !== state.tenantId) return 'OAUTH_STATE_OTHER_TENANT';
  if (state.platform !== platform.manifest.platform) return 'OAUTH_STATE_OTHER_PLATFORM';
  if (!isSameBrowser(state, visitor)) return 'OAUTH_STATE_OTHER_SESSION';
  return state.expiresAt.getTime() <= now.getTime() ? 'OAUTH_STATE_EXPIRED' : undefined;
}

function isSameBrowser(state: OAuthState, { caller, binding, permission }: ConsentVisitor): boolean {
  if (isVisitorBinding(state.binding)) return binding === state.binding;
  if (!caller) return false;
  if (state.binding === '') return caller.permissions.has(permission);
  return caller.sessionHash === state.binding && caller.userId === state.userId;
}

export interface Refusal {
  /** The organisation that the state belongs to. */
  readonly tenantId: string | undefined;
  readonly context?: Readonly<Record<string, unknown>> | undefined;
  readonly visitor: Pick<ConsentVisitor, 'caller'>;
  readonly platform: Platform;
  readonly code: ErrorCode;
}

/** Recorded with the organisation that the link belongs to; a link that nobody made is recorded with the visitor's. */
export async function recordRefusal(deps: FinishDeps, { visitor: { caller }, platform, code, ...given }: Refusal): Promise<void> {
  const tenantId = given.tenantId ?? caller?.tenantId;
  const { platform: name } = platform.manifest;
  deps.log.warn({ code, platform: name, tenantId }, 'A connection was refused');
  if (tenantId === undefined) return;
  const actor: Actor = caller?.tenantId === tenantId ? caller.actor : { kind: 'platform', id: name };
  await deps.db.asTenant(tenantId, (tx) =>
    recordAudit(tx, deps.clock, tenantId, {
      actor,
      action: 'connection.refused',
      subject: { kind: 'platform', id: name },
      detail: { ...given.context, code },
    }),
  );
}
