import type { HubApp } from '../../edge/index.ts';
import type { AdminDeps } from './admin-deps.ts';
import { registerStoreRoutes } from './store-routes.ts';
import { registerAdminSyncRoutes } from './sync-routes.ts';

export type { AdminDeps } from './admin-deps.ts';

/** The operators' surface of content reporting: `/admin`. */
export function registerAdminRoutes(app: HubApp, deps: AdminDeps): void {
  registerStoreRoutes(app, deps);
  registerAdminSyncRoutes(app, deps);
}
