import type { outletRoutes } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import type { z } from 'zod';
import { type Actor, recordAudit } from '../../audit/index.ts';
import { announce, csvLines } from '../../edge/index.ts';
import type { AccountRow } from '../accounts/account-row.ts';
import { accountStatusOf, outletStatusOf } from '../accounts/account-status.ts';
import { listContentAccounts } from '../accounts/account-store.ts';
import { revokeOpenInvitations } from './invitation-store.ts';
import { type InvitationTerms, type InviteDeps, makeInvitations } from './invite-outlets.ts';
import type { OutletRow } from './outlet-row.ts';
import { listOutletRows } from './outlet-store.ts';

export type CampaignRow = z.infer<typeof outletRoutes.campaignRowSchema>;
export type CampaignAudience = 'reconnect' | 'ends-soon' | 'never-connected';
export interface CampaignRequest extends InvitationTerms {
  /** Those outlets; otherwise all that `who` names. */
  readonly outletIds?: readonly string[] | undefined;
  readonly who: readonly CampaignAudience[];
  readonly group?: string | undefined;
}

const mostOutlets = 10_000;
const soonMs = 30 * 86_400_000;

/** One link for each of many outlets; their older links end, so that only the newest message works. */
export async function startCampaign(
  deps: InviteDeps,
  who: { tenantId: string; actor: Actor },
  request: CampaignRequest,
): Promise<CampaignRow[]> {
  const { tenantId, actor } = who;
  return deps.db.asTenant(tenantId, async (tx) => {
    const now = deps.clock.now();
    const chosen = await choose(tx, request, now);
    if (chosen.length === 0) return [];
    const outlets = chosen.map(({ outlet }) => outlet);
    const revoked = await revokeOpenInvitations(
      tx,
      outlets.map(({ id }) => id),
      now,
    );
    const made = new Map((await makeInvitations(tx, deps, who, outlets, request)).map((invitation) => [invitation.outletId, invitation]));
    await announce(tx, deps.clock, tenantId, { topic: 'outlet', id: '', what: 'invited' });
    const detail = { outlets: chosen.length, revoked, kind: request.kind, who: request.outletIds ? 'list' : request.who.join(' ') };
    await recordAudit(tx, deps.clock, tenantId, { actor, action: 'outlet.campaign', subject: { kind: 'outlet', id: '' }, detail });
    return chosen.flatMap(({ outlet, status }) => {
      const invitation = made.get(outlet.id);
      if (!invitation) return [];
      const { id: outletId, code, name, picName, picContact, groupName } = outlet;
      const { link, message, expiresAt } = invitation;
      return { outletId, code, name, picName, picContact, groupName, status, link, message, expiresAt: expiresAt.toISOString() };
    });
  });
}

async function choose(tx: Tx, { outletIds, who, group }: CampaignRequest, now: Date) {
  const outlets = await listOutletRows(tx, { group, ids: outletIds }, { after: undefined, limit: mostOutlets });
  const ids = outlets.map(({ id }) => id);
  const ofOutlet = Map.groupBy(await listContentAccounts(tx, ids), ({ outletId }) => outletId);
  return outlets.flatMap((outlet: OutletRow) => {
    const accounts = ofOutlet.get(outlet.id) ?? [];
    const status = outletStatusOf(accounts.map((account) => accountStatusOf(account.connection, account, now)));
    const isMeant = outletIds !== undefined || who.some((audience) => belongsTo(audience, status, accounts, now));
    return isMeant ? [{ outlet, status }] : [];
  });
}

function belongsTo(audience: CampaignAudience, status: CampaignRow['status'], accounts: readonly AccountRow[], now: Date): boolean {
  if (audience === 'reconnect') return status === 'NEED_RECONNECT' || status === 'EXPIRED';
  if (audience === 'never-connected') return status === 'NOT_CONNECTED';
  return accounts.some((account) => {
    const endsAt = account.disconnectedAt ? undefined : account.connection.refreshExpiresAt;
    return endsAt !== undefined && endsAt.getTime() - now.getTime() < soonMs;
  });
}

/** The links as a file for whoever sends the messages. */
export function campaignCsv(rows: readonly CampaignRow[]): string {
  const lines = rows.map((row) => [
    row.code,
    row.name,
    row.picName,
    row.picContact,
    row.groupName,
    row.status,
    row.link,
    row.message.en,
    row.message.id,
  ]);
  return csvLines([['code', 'name', 'pic_name', 'pic_contact', 'group', 'status', 'link', 'message_en', 'message_id'], ...lines]);
}
