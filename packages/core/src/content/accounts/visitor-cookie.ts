import { createHash, randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';

const lifeSeconds = 15 * 60;
/** The prefix keeps other hosts of the domain from setting it; browsers take it over https only. */
const nameOf = (isHttps: boolean): string => (isHttps ? '__Host-shopfleet_connect' : 'shopfleet_connect');
const hashOf = (value: string): string => createHash('sha256').update(value).digest('hex');

/** What is kept of the cookie that ties a consent to the browser that began it; undefined when the browser brings none. */
export function readVisitorCookie(c: Context, publicUrl: string): string | undefined {
  const value = getCookie(c, nameOf(publicUrl.startsWith('https:')));
  return value === undefined || !/^[\w-]{43}$/.test(value) ? undefined : hashOf(value);
}

/**
 * Gives the browser its cookie, or keeps the one it has: two tabs may connect two accounts. Scripts cannot read it, and it comes back
 * when the platform leads the browser here, but not with forms of other sites.
 */
export function giveVisitorCookie(c: Context, publicUrl: string): string {
  const isHttps = publicUrl.startsWith('https:');
  const known = getCookie(c, nameOf(isHttps));
  const value = known !== undefined && /^[\w-]{43}$/.test(known) ? known : randomBytes(32).toString('base64url');
  setCookie(c, nameOf(isHttps), value, { httpOnly: true, sameSite: 'Lax', secure: isHttps, path: '/', maxAge: lifeSeconds });
  return hashOf(value);
}
