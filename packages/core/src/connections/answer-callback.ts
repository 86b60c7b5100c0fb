import { HubError } from '@shopfleet/kernel';
import type { Context } from 'hono';
import { type HubEnv, pageLanguage } from '../edge/index.ts';
import { callbackPage } from './callback-page.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import { finishConnection } from './finish-connection.ts';

/** The seller's browser: always a page, never a problem document. */
export async function answerCallback(c: Context<HubEnv>, deps: ConnectionDeps, slug: string) {
  const language = pageLanguage(c.req.header('accept-language'));
  const homeUrl = `${deps.publicUrl}/shops`;
  c.header('cache-control', 'no-store');
  c.header('referrer-policy', 'no-referrer');
  try {
    const { platformTitle, connections } = await finishConnection(deps, c.get('caller'), { slug, query: c.req.query() });
    const names = connections.flatMap(({ shops }) => shops).map(({ name, region }) => `${name} (${region})`);
    return c.html(callbackPage({ kind: 'connected', platformTitle, shops: names }, language, homeUrl), 200);
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    return c.html(callbackPage({ kind: 'refused', code: error.code, message: error.message }, language, homeUrl), 400);
  }
}
