import { HubError } from '@shopfleet/kernel';
import { checkConnection } from './check-connection.ts';
import { needsPerson } from './connection-status.ts';
import { noteAuthorizationEvent } from './note-failure.ts';
import type { RefreshDeps } from './refresh-connection.ts';

/**
 * The platform says that an account's authorization ended. Such messages come late, twice and out of order, so a real call decides: one
 * that works means that the account was connected again since. Throws `PLATFORM_UNAVAILABLE` while nobody can tell.
 */
export async function noteAccountEnded(deps: RefreshDeps, tenantId: string, connectionId: string): Promise<void> {
  try {
    const { isWorking, message, connection } = await checkConnection(deps, tenantId, connectionId);
    if (isWorking) return;
    if (!needsPerson(connection.status)) throw new HubError('PLATFORM_UNAVAILABLE', { message });
  } catch (error) {
    if (!(error instanceof HubError) || !['NOT_FOUND', 'NEEDS_RECONNECT'].includes(error.code)) throw error;
  }
  await noteAuthorizationEvent(deps, tenantId, { connectionId }, 'authorization-ended');
}
