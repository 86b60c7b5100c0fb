import type { Tx } from '@shopfleet/db';
import type { Clock } from '@shopfleet/kernel';
import { recordAudit, systemActor } from '../audit/index.ts';
import { announceConnection } from './announce-connection.ts';
import type { ConnectionRow } from './connection-row.ts';
import { type ConnectionEvent, nextConnectionStatus } from './connection-status.ts';
import { setConnectionStatus } from './connection-store.ts';

/** Tells a connection what happened to it. Records and announces the change; does nothing where the table names none. */
export async function moveConnection(
  tx: Tx,
  clock: Clock,
  connection: ConnectionRow,
  event: ConnectionEvent,
  reason: string,
): Promise<boolean> {
  const to = nextConnectionStatus(connection.status, event);
  if (!to || !(await setConnectionStatus(tx, connection.id, connection.status, to, reason))) return false;
  await announceConnection(tx, clock, { tenantId: connection.tenantId, connectionId: connection.id, what: to });
  await recordAudit(tx, clock, connection.tenantId, {
    actor: systemActor,
    action: `connection.${to}`,
    subject: { kind: 'connection', id: connection.id },
    detail: { from: connection.status, reason: reason.slice(0, 500) },
  });
  return true;
}
