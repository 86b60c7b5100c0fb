import type { Database } from '@shopfleet/db';
import type { Clock, Secret } from '@shopfleet/kernel';
import type { Platform } from '@shopfleet/platform-kit';
import { type Actor, recordAudit } from '../audit/index.ts';
import type { Caller } from '../edge/index.ts';
import { hashState, makeState, verifierOf } from './consent-state.ts';
import { insertOAuthState } from './oauth-state-store.ts';

export interface ConsentDeps {
  readonly db: Database;
  readonly clock: Clock;
  /** Signs states and makes PKCE verifiers; the same in every process. */
  readonly consentSecret: Secret;
}

/**
 * Who may finish a consent: the session with that hash; '' whoever is signed in to the organisation and may connect (a key began it,
 * and a key has no browser); or `visitor:` and the hash of a cookie: the browser that began, whoever sits at it.
 */
export type ConsentBinding = string;

const visitorPrefix = 'visitor:';
export const visitorBinding = (cookieHash: string): ConsentBinding => `${visitorPrefix}${cookieHash}`;
export const isVisitorBinding = (binding: ConsentBinding): boolean => binding.startsWith(visitorPrefix);

/** The binding of somebody who is signed in. */
export function callerBinding(caller: Caller): ConsentBinding {
  return caller.actor.kind === 'user' ? caller.sessionHash : '';
}

export interface ConsentStart {
  readonly tenantId: string;
  /** '' for a visitor without a user. */
  readonly userId: string;
  readonly actor: Actor;
  readonly platform: Platform;
  readonly binding: ConsentBinding;
  readonly redirectUrl: string;
  /** What the consent is for; comes back with `finishConsent`. Never a secret. */
  readonly context?: Readonly<Record<string, unknown>>;
  readonly region?: string;
}

const stateLifeMs = 10 * 60_000;

/** Begins a consent: the address where the account's owner consents, good for ten minutes and one use by the browser that asked. */
export async function beginConsent(deps: ConsentDeps, start: ConsentStart): Promise<{ authUrl: string; expiresAt: Date }> {
  const { tenantId, userId, platform, binding, context = {} } = start;
  const { manifest, connect } = platform;
  const state = makeState(deps.consentSecret);
  const expiresAt = new Date(deps.clock.now().getTime() + stateLifeMs);
  await deps.db.asSystem((tx) =>
    insertOAuthState(tx, hashState(state), { tenantId, userId, binding, platform: manifest.platform, context, expiresAt }),
  );
  await deps.db.asTenant(tenantId, (tx) =>
    recordAudit(tx, deps.clock, tenantId, {
      actor: start.actor,
      action: 'connection.begun',
      subject: { kind: 'platform', id: manifest.platform },
      ...(start.context ? { detail: context } : {}),
    }),
  );
  const authUrl = connect.authorizationUrl({
    state,
    redirectUrl: start.redirectUrl,
    ...(start.region === undefined ? {} : { region: start.region }),
    ...(manifest.auth.usesPkce ? { verifier: verifierOf(deps.consentSecret, state) } : {}),
  });
  return { authUrl, expiresAt };
}
