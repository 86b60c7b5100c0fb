import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

export const sessionCookieName = 'shopfleet_session';

/** The browser keeps the token where scripts cannot read it; other sites' forms do not send it. */
export function writeSessionCookie(c: Context, publicUrl: string, session: { token: string; expiresAt: string }): void {
  const secure = publicUrl.startsWith('https:');
  setCookie(c, sessionCookieName, session.token, {
    httpOnly: true,
    sameSite: 'Lax',
    secure,
    path: '/',
    expires: new Date(session.expiresAt),
  });
}

export function readSessionCookie(c: Context): string | undefined {
  return getCookie(c, sessionCookieName);
}

export function clearSessionCookie(c: Context): void {
  deleteCookie(c, sessionCookieName, { path: '/' });
}
