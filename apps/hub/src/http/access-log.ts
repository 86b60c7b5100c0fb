import { randomUUID } from 'node:crypto';
import type { HubEnv } from '@shopfleet/core/edge';
import type { Log } from '@shopfleet/kernel';
import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';

export type RequestCount = (request: { method: string; route: string; status: number; durationMs: number }) => void;

const acceptable = /^[A-Za-z0-9._-]{8,64}$/;

/** Gives every request an id, and one line and one count when it is answered. Addresses are logged without their query. */
export function accessLog(log: Log, count: RequestCount): MiddlewareHandler<HubEnv> {
  return async (c, next) => {
    const given = c.req.header('x-request-id') ?? '';
    const requestId = acceptable.test(given) ? given : randomUUID();
    c.set('requestId', requestId);
    const startedAt = performance.now();
    await next();
    c.header('X-Request-Id', requestId);
    const durationMs = Math.round((performance.now() - startedAt) * 10) / 10;
    const { method, path } = c.req;
    const { status } = c.res;
    count({ method, route: status === 404 ? 'unknown' : routePath(c, -1), status, durationMs });
    const caller = c.get('caller');
    const fields = {
      requestId,
      method,
      path: path.slice(0, 200),
      status,
      durationMs,
      ...(caller ? { tenantId: caller.tenantId, actor: caller.actor.id } : {}),
    };
    if (status >= 500) log.warn(fields, 'Answered');
    else log.debug(fields, 'Answered');
  };
}
