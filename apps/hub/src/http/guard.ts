import { type Access, isAdminAccess, type LimitClass } from '@shopfleet/contracts';
import type { Caller, HubEnv } from '@shopfleet/core/edge';
import { callerOfToken, type IdentityDeps, readSessionCookie } from '@shopfleet/core/identity';
import { HubError } from '@shopfleet/kernel';
import type { Context, MiddlewareHandler } from 'hono';
import { type AdminKey, callerOfKey } from './admin-key.ts';
import { clientAddress, networkOf } from './client-address.ts';
import { countsAddresses, type InboundLimits, type LimitState } from './inbound-limits.ts';
import { requireOwnOrigin } from './same-origin.ts';

export interface GuardDeps {
  readonly identity: IdentityDeps;
  readonly limits: InboundLimits;
  readonly trustedProxies: number;
  readonly ownOrigins: ReadonlySet<string>;
  readonly admin: AdminKey;
}

type HubContext = Context<HubEnv>;

/** Stands before one route: counts the call, finds out who calls, and whether they may. */
export function guard(deps: GuardDeps, route: { access: Access; limit: LimitClass }): MiddlewareHandler<HubEnv> {
  return async (c, next) => {
    const address = clientAddress(c, deps.trustedProxies);
    const isCountedHere = countsAddresses(route.limit);
    if (isCountedHere) writeLimit(c, await deps.limits.count(route.limit, networkOf(address), 'free'));
    if (isAdminAccess(route.access)) c.set('caller', await callerOfKey(deps, c, route.access, networkOf(address)));
    else if (route.access === 'recognised') c.set('caller', await recognised(deps, c));
    else if (route.access !== 'public') {
      const caller = await signedIn(deps, c, address);
      if (route.access !== 'signed-in' && !caller.permissions.has(route.access)) {
        throw new HubError('FORBIDDEN', { message: `This needs the permission ${route.access}` });
      }
      c.set('caller', caller);
      if (!isCountedHere) writeLimit(c, await deps.limits.count(route.limit, limitKey(caller), caller.plan));
    }
    await next();
    const isWorkingSignIn = route.limit === 'auth' && c.res.ok;
    if (isWorkingSignIn) await deps.limits.forgive('auth', networkOf(address), 'free');
  };
}

/** The person in front of a public page, when their browser brings a session that still holds. */
async function recognised(deps: GuardDeps, c: HubContext): Promise<Caller | undefined> {
  const token = readSessionCookie(c);
  if (!token) return undefined;
  try {
    return await callerOfToken(deps.identity, token, undefined);
  } catch (error) {
    if (error instanceof HubError && error.code === 'UNAUTHORIZED') return undefined;
    throw error;
  }
}

/** Whose calls are counted together. */
export function limitKey(caller: Caller): string {
  return `${caller.tenantId} ${caller.actor.id}`;
}

async function signedIn(deps: GuardDeps, c: HubContext, address: string): Promise<Caller> {
  const bearer = /^Bearer +(\S{1,8000})$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? c.req.header('x-api-key');
  const token = bearer ?? readSessionCookie(c);
  if (!token) throw new HubError('UNAUTHORIZED', { message: 'Send a Bearer token or an API key, or sign in' });
  if (bearer === undefined) requireOwnOrigin(c, deps.ownOrigins);
  try {
    return await callerOfToken(deps.identity, token, c.req.header('x-tenant-id'));
  } catch (error) {
    if (error instanceof HubError && error.code === 'UNAUTHORIZED') await deps.limits.count('general', networkOf(address), 'free');
    throw error;
  }
}

/** The standard fields that tell a caller how much is left. */
export function writeLimit(c: Context, state: LimitState): void {
  c.header('RateLimit-Limit', String(state.requests));
  c.header('RateLimit-Remaining', String(state.remaining));
  c.header('RateLimit-Reset', String(state.resetSeconds));
  c.header('RateLimit-Policy', `${state.requests};w=${state.windowSeconds}`);
}
