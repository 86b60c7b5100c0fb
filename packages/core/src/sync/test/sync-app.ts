import { OpenAPIHono } from '@hono/zod-openapi';
import { permissions } from '@shopfleet/contracts';
import { HubError } from '@shopfleet/kernel';
import type { HubApp, HubEnv } from '../../edge/index.ts';

/** The routes that `register` adds, called by a person of one organisation who may do everything. */
export function appOf(tenantId: string, register: (app: HubApp) => void): (method: string, path: string, body?: object) => Promise<Answer> {
  const app = new OpenAPIHono<HubEnv>();
  app.use(async (c, next) => {
    c.set('caller', {
      tenantId,
      userId: 'usr_1',
      actor: { kind: 'user', id: 'usr_1' },
      name: 'Test',
      permissions: new Set(permissions),
      plan: 'free',
      sessionHash: '',
    });
    await next();
  });
  app.onError((error, c) => {
    if (!(error instanceof HubError)) throw error;
    return c.json({ code: error.code, detail: error.message }, error.status as 400);
  });
  register(app);
  return async (method, path, body) => {
    const init = { method, ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }) };
    const answer = await app.request(path, init);
    const isJson = answer.headers.get('content-type')?.startsWith('application/json');
    return { status: answer.status, body: isJson ? await answer.json() : await answer.text() };
  };
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}
