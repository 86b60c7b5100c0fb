import { outletRoutes } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import type { z } from 'zod';
import { callerOf, csvHeaders, type HubApp } from '../../edge/index.ts';
import { listContentAccounts } from '../accounts/account-store.ts';
import { settledStatusOf } from '../accounts/settled-status.ts';
import type { ContentDeps } from '../content-deps.ts';
import { requireOutlet } from './change-outlets.ts';
import { invitationStateOf } from './invitation-state.ts';
import { type InvitationRow, listInvitations } from './invitation-store.ts';
import { inviteOutlet, revokeOutletInvitation } from './invite-outlets.ts';
import { findOutlet } from './outlet-store.ts';
import { campaignCsv, startCampaign } from './start-campaign.ts';

type InvitationView = z.infer<typeof outletRoutes.outletInvitationSchema>;

/** Links for the persons in charge: one, or one for each of many. */
export function registerInvitationRoutes(app: HubApp, deps: ContentDeps): void {
  app.openapi(outletRoutes.startCampaign, async (c) => {
    const { format, ...request } = c.req.valid('json');
    const items = await startCampaign(deps, callerOf(c), request);
    if (format === 'csv') return c.body(campaignCsv(items), 200, csvHeaders('links.csv'));
    return c.json({ items }, 200);
  });
  app.openapi(outletRoutes.listOutletInvitations, async (c) => {
    const { outletId } = c.req.valid('param');
    return c.json({ items: await deps.db.asTenant(callerOf(c).tenantId, (tx) => viewInvitations(tx, deps, outletId)) }, 200);
  });
  app.openapi(outletRoutes.createOutletInvitation, async (c) => {
    const caller = callerOf(c);
    const { outletId } = c.req.valid('param');
    const { id, link, message } = await inviteOutlet(deps, caller, outletId, c.req.valid('json'));
    const views = await deps.db.asTenant(caller.tenantId, (tx) => viewInvitations(tx, deps, outletId));
    const made = views.find((view) => view.id === id);
    if (!made) throw new HubError('NOT_FOUND');
    c.header('cache-control', 'no-store');
    return c.json({ ...made, link, message: { ...message } }, 201);
  });
  app.openapi(outletRoutes.revokeOutletInvitation, async (c) => {
    await revokeOutletInvitation(deps, callerOf(c), c.req.valid('param'));
    return c.body(null, 204);
  });
}

async function viewInvitations(tx: Tx, { platforms, clock }: ContentDeps, outletId: string): Promise<InvitationView[]> {
  requireOutlet(await findOutlet(tx, outletId));
  const now = clock.now();
  const status = settledStatusOf(platforms, await listContentAccounts(tx, [outletId]), now);
  return (await listInvitations(tx, [outletId])).map((invitation: InvitationRow) => ({
    id: invitation.id,
    outletId,
    kind: invitation.kind,
    state: invitationStateOf(invitation, status, now),
    createdBy: invitation.createdBy,
    createdAt: invitation.createdAt.toISOString(),
    expiresAt: invitation.expiresAt.toISOString(),
    usedAt: invitation.usedAt?.toISOString() ?? null,
    revokedAt: invitation.revokedAt?.toISOString() ?? null,
  }));
}
