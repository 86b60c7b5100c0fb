import { operationRoutes } from '@shopfleet/contracts';
import type { Database } from '@shopfleet/db';
import type { Clock } from '@shopfleet/kernel';
import { callerOf, type HubApp } from '../edge/index.ts';
import { viewHome } from './home.ts';

/** The home screen. */
export function registerHomeRoutes(app: HubApp, deps: { readonly db: Database; readonly clock: Clock }): void {
  app.openapi(operationRoutes.home, async (c) => {
    const { tenantId } = callerOf(c);
    return c.json(await deps.db.asTenant(tenantId, (tx) => viewHome(tx, tenantId, deps.clock.now())), 200);
  });
}
