/** Content accounts: connecting one, by an operator or by a link; its status; moving and disconnecting it. */
import type { HubApp } from '../../edge/index.ts';
import type { ContentDeps } from '../content-deps.ts';
import { registerAccountRoutes as registerOperatorRoutes } from './account-routes.ts';
import { registerConnectRoutes } from './connect-routes.ts';

export type { AccountRow } from './account-row.ts';
export { type AccountFacts, accountStatusOf, type ConnectionFacts, outletStatusOf } from './account-status.ts';
export { findContentAccount, listContentAccounts } from './account-store.ts';
export { changeAccount, disconnectAccount, refreshAccount } from './change-account.ts';
export { refusedPage, visitorPages } from './connect-pages.ts';

/** Everything about content accounts that can be asked over HTTP, by operators and by visitors. */
export function registerAccountRoutes(app: HubApp, deps: ContentDeps): void {
  registerOperatorRoutes(app, deps);
  registerConnectRoutes(app, deps);
}
