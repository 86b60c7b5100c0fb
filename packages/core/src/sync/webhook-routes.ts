import { HubError, type Log } from '@shopfleet/kernel';
import { bodyLimit } from 'hono/body-limit';
import type { HubApp } from '../edge/index.ts';
import { type Acceptance, type AcceptDeps, acceptEvent } from './accept-event.ts';

const maxBodyBytes = 1_048_576;

export interface WebhookRouteDeps extends AcceptDeps {
  readonly log: Log;
}

/** Where the marketplaces send their events, one path for each installed platform; some ask first whether the address is ours. */
export function registerWebhookRoutes(app: HubApp, deps: WebhookRouteDeps): void {
  for (const platform of deps.platforms.values()) {
    const { slug, platform: name } = platform.manifest;
    const limit = bodyLimit({ maxSize: maxBodyBytes, onError: (c) => c.body(null, 413) });
    app.post(`/api/v1/platforms/webhook/${slug}`, limit, async (c) => {
      const rawBody = new Uint8Array(await c.req.raw.arrayBuffer());
      const headers = Object.fromEntries(c.req.raw.headers);
      return c.body(null, statusOf(await accept(deps, { platform: name, headers, rawBody })));
    });
    app.get(`/api/v1/platforms/webhook/${slug}`, (c) => {
      const answer = platform.answerChallenge?.(c.req.query());
      return answer ? c.body(answer.body, 200, { 'content-type': answer.contentType }) : c.body(null, 404);
    });
  }
}

async function accept(deps: WebhookRouteDeps, call: Parameters<typeof acceptEvent>[1]): Promise<Acceptance> {
  try {
    return await acceptEvent(deps, call);
  } catch (error) {
    deps.log.error({ err: error, platform: call.platform }, 'An event could not be stored; the marketplace will send it again');
    throw new HubError('NOT_READY', { message: 'The event could not be stored; send it again', retryAfterSeconds: 5, cause: error });
  }
}

function statusOf(acceptance: Acceptance): 200 | 400 | 401 {
  if (acceptance === 'bad-signature') return 401;
  return acceptance === 'not-an-event' ? 400 : 200;
}
