import { userRoutes } from '@shopfleet/contracts';
import { callerOf, type HubApp } from '../edge/index.ts';
import { type ApiKeyRow, listKeys } from './api-key-store.ts';
import { changeMember, removeMember } from './change-member.ts';
import { createApiKey, revokeApiKey } from './create-api-key.ts';
import type { IdentityDeps } from './identity-deps.ts';
import { type InvitationRow, listOpenInvitations } from './invitation-store.ts';
import { inviteMember, revokeInvitation } from './invite-member.ts';
import { listMembers, type MemberRow } from './member-store.ts';

const instant = (at: Date | string): string => new Date(at).toISOString();

const keyView = (row: ApiKeyRow) => ({
  id: row.id,
  name: row.name,
  hint: row.hint,
  scopes: [...row.scopes],
  createdAt: instant(row.created_at),
  expiresAt: row.expires_at && instant(row.expires_at),
  lastUsedAt: row.last_used_at && instant(row.last_used_at),
  revokedAt: row.revoked_at && instant(row.revoked_at),
});
const memberView = (row: MemberRow) => ({
  userId: row.user_id,
  name: row.name,
  email: row.email,
  role: row.role,
  joinedAt: instant(row.created_at),
});
const invitationView = (row: InvitationRow) => ({
  id: row.id,
  email: row.email,
  role: row.role,
  createdAt: instant(row.created_at),
  expiresAt: instant(row.expires_at),
});

/** API keys, members and invitations of the organisation. */
export function registerMemberRoutes(app: HubApp, deps: IdentityDeps): void {
  app.openapi(userRoutes.listApiKeys, async (c) => {
    const rows = await deps.db.asTenant(callerOf(c).tenantId, listKeys);
    return c.json({ items: rows.map(keyView) }, 200);
  });
  app.openapi(userRoutes.createApiKey, async (c) => {
    const { row, secret } = await createApiKey(deps, callerOf(c), c.req.valid('json'));
    return c.json({ ...keyView(row), secret }, 201);
  });
  app.openapi(userRoutes.revokeApiKey, async (c) => {
    await revokeApiKey(deps, callerOf(c), c.req.valid('param').keyId);
    return c.body(null, 204);
  });
  app.openapi(userRoutes.listMembers, async (c) => {
    const answer = await deps.db.asTenant(callerOf(c).tenantId, async (tx) => ({
      items: (await listMembers(tx)).map(memberView),
      invitations: (await listOpenInvitations(tx)).map(invitationView),
    }));
    return c.json(answer, 200);
  });
  app.openapi(userRoutes.inviteMember, async (c) => {
    const { row, link } = await inviteMember(deps, callerOf(c), c.req.valid('json'));
    return c.json({ ...invitationView(row), link }, 201);
  });
  app.openapi(userRoutes.revokeInvitation, async (c) => {
    await revokeInvitation(deps, callerOf(c), c.req.valid('param').invitationId);
    return c.body(null, 204);
  });
  app.openapi(userRoutes.changeMember, async (c) => {
    const row = await changeMember(deps, callerOf(c), c.req.valid('param').userId, c.req.valid('json').role);
    return c.json(memberView(row), 200);
  });
  app.openapi(userRoutes.removeMember, async (c) => {
    await removeMember(deps, callerOf(c), c.req.valid('param').userId);
    return c.body(null, 204);
  });
}
