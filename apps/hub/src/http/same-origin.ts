import { HubError } from '@shopfleet/kernel';
import type { Context } from 'hono';

const harmless = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A browser sends the session cookie whoever makes it call us, so a call that changes something must come from our own pages or
 * an origin that the operator named. Programs send no cookie and are not asked.
 */
export function requireOwnOrigin(c: Context, ownOrigins: ReadonlySet<string>): void {
  if (harmless.has(c.req.method)) return;
  const origin = c.req.header('origin');
  if (origin !== undefined) {
    if (ownOrigins.has(origin) || origin === originOfHost(c)) return;
  } else if (c.req.header('sec-fetch-site') === 'same-origin') return;
  throw new HubError('FORBIDDEN', { message: 'This call came from another site; use an API key or a Bearer token there' });
}

/** Reached over another name of this machine, such as localhost: the page and the call still have the same origin. */
function originOfHost(c: Context): string | undefined {
  const host = c.req.header('host');
  if (!host) return undefined;
  return `${new URL(c.req.url).protocol}//${host}`;
}
