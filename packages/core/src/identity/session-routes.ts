import { userRoutes } from '@shopfleet/contracts';
import type { Context } from 'hono';
import { callerOf, type HubApp } from '../edge/index.ts';
import type { IdentityDeps, SignInPlace } from './identity-deps.ts';
import { registerExternalUser, registerUser } from './register-user.ts';
import { clearSessionCookie, writeSessionCookie } from './session-cookie.ts';
import { describeCaller, endSession, listSessions } from './sessions.ts';
import { changePassword, refreshSession, signIn, signOut } from './sign-in.ts';

/** Registering, signing in and out, and one's own sessions. `addressOf` names the caller's network address. */
export function registerSessionRoutes(app: HubApp, deps: IdentityDeps, addressOf: (c: Context) => string): void {
  const placeOf = (c: Context): SignInPlace => ({ ipAddress: addressOf(c), userAgent: c.req.header('user-agent') ?? '' });

  app.openapi(userRoutes.registerUser, async (c) => {
    const session = await registerUser(deps, placeOf(c), c.req.valid('json'));
    writeSessionCookie(c, deps.publicUrl, session);
    return c.json(session, 201);
  });
  app.openapi(userRoutes.registerExternal, async (c) => {
    const body = c.req.valid('json');
    const session = await ('identityToken' in body ? registerExternalUser(deps, placeOf(c), body) : registerUser(deps, placeOf(c), body));
    writeSessionCookie(c, deps.publicUrl, session);
    return c.json(session, 201);
  });
  app.openapi(userRoutes.login, async (c) => {
    const session = await signIn(deps, placeOf(c), c.req.valid('json'));
    writeSessionCookie(c, deps.publicUrl, session);
    return c.json(session, 200);
  });
  app.openapi(userRoutes.logout, async (c) => {
    await signOut(deps, callerOf(c));
    clearSessionCookie(c);
    return c.body(null, 204);
  });
  app.openapi(userRoutes.refreshSession, async (c) => {
    const session = await refreshSession(deps, placeOf(c), callerOf(c));
    writeSessionCookie(c, deps.publicUrl, session);
    return c.json(session, 200);
  });
  app.openapi(userRoutes.me, async (c) => c.json(await describeCaller(deps, callerOf(c)), 200));
  app.openapi(userRoutes.changePassword, async (c) => {
    await changePassword(deps, callerOf(c), c.req.valid('json'));
    return c.body(null, 204);
  });
  app.openapi(userRoutes.listSessions, async (c) => c.json({ items: await listSessions(deps, callerOf(c)) }, 200));
  app.openapi(userRoutes.endSession, async (c) => {
    await endSession(deps, callerOf(c), c.req.valid('param').sessionId);
    return c.body(null, 204);
  });
}
