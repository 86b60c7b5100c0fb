/** Outlets: stores with a person in charge, and the links with which they connect their accounts. */
import type { HubApp } from '../../edge/index.ts';
import type { ContentDeps } from '../content-deps.ts';
import { registerInvitationRoutes } from './invitation-routes.ts';
import { registerOutletRoutes as registerStoreRoutes } from './outlet-routes.ts';

export { archiveOutlet, changeOutlet, createOutlet, type NewOutlet, restoreOutlet } from './change-outlets.ts';
export { inviteOutlet, type MadeInvitation } from './invite-outlets.ts';
export type { OutletRow } from './outlet-row.ts';
export { findOutletsByCode } from './outlet-store.ts';

/** Everything about outlets and their links that can be asked over HTTP. */
export function registerOutletRoutes(app: HubApp, deps: ContentDeps): void {
  registerInvitationRoutes(app, deps);
  registerStoreRoutes(app, deps);
}
