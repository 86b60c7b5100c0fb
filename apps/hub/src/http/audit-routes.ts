import { userRoutes } from '@shopfleet/contracts';
import { type AuditRow, listAuditEntries, verifyAudit } from '@shopfleet/core/audit';
import { callerOf, decodeCursor, type HubApp, toPage } from '@shopfleet/core/edge';
import type { Database } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';

const entryView = (row: AuditRow) => ({
  number: Number(row.number),
  at: new Date(row.at).toISOString(),
  actorKind: row.actor_kind,
  actorId: row.actor_id,
  actorName: row.actor_name ?? row.actor_id,
  action: row.action,
  subjectKind: row.subject_kind,
  subjectId: row.subject_id,
  detail: row.detail,
});

function numberOf(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined;
  const number = decodeCursor(cursor, 1)[0];
  if (!Number.isSafeInteger(number)) throw new HubError('INVALID_CURSOR', { message: 'Start again without a cursor' });
  return Number(number);
}

/** Reading the audit trail and checking that nobody touched it. */
export function registerAuditRoutes(app: HubApp, deps: { db: Database }): void {
  app.openapi(userRoutes.listAudit, async (c) => {
    const { limit, cursor, subjectId, action } = c.req.valid('query');
    const filter = { limit: limit + 1, before: numberOf(cursor), subjectId, action };
    const rows = await deps.db.asTenant(callerOf(c).tenantId, (tx) => listAuditEntries(tx, filter));
    return c.json(
      toPage(rows, limit, entryView, (row) => [Number(row.number)]),
      200,
    );
  });
  app.openapi(userRoutes.verifyAudit, async (c) => c.json(await deps.db.asTenant(callerOf(c).tenantId, verifyAudit), 200));
}
