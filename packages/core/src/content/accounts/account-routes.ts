import { contentAuthRoutes } from '@shopfleet/contracts';
import { callerOf, type HubApp } from '../../edge/index.ts';
import type { ContentDeps } from '../content-deps.ts';
import { findContentAccount } from './account-store.ts';
import { accountView } from './account-view.ts';
import { beginForOperator } from './begin-account-consent.ts';
import { changeAccount, disconnectAccount, refreshAccount, requireAccount } from './change-account.ts';

/** Content accounts for operators: connect, look, refresh, move, disconnect. */
export function registerAccountRoutes(app: HubApp, deps: ContentDeps): void {
  app.openapi(contentAuthRoutes.changeContentAccount, async (c) => {
    const account = await changeAccount(deps, callerOf(c), c.req.valid('param').accountId, c.req.valid('json'));
    return c.json(accountView(deps.platforms, account, deps.clock.now()), 200);
  });
  app.openapi(contentAuthRoutes.startContentAuth, async (c) => {
    const begun = await beginForOperator(deps, callerOf(c), c.req.valid('json').outletId);
    return c.json({ authUrl: begun.authUrl, expiresAt: begun.expiresAt.toISOString() }, 200);
  });
  app.openapi(contentAuthRoutes.refreshContentAuth, async (c) => {
    const account = await refreshAccount(deps, callerOf(c), c.req.valid('param').accountId);
    return c.json(accountView(deps.platforms, account, deps.clock.now()), 200);
  });
  app.openapi(contentAuthRoutes.contentAuthStatus, async (c) => {
    const { accountId } = c.req.valid('param');
    const account = requireAccount(await deps.db.asTenant(callerOf(c).tenantId, (tx) => findContentAccount(tx, accountId)));
    return c.json(accountView(deps.platforms, account, deps.clock.now()), 200);
  });
  app.openapi(contentAuthRoutes.disconnectContentAuth, async (c) =>
    c.json(await disconnectAccount(deps, callerOf(c), c.req.valid('param').accountId), 200),
  );
}
