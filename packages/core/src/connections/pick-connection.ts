import type { Tx } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import type { Platform } from '@shopfleet/platform-kit';
import { listConnections } from './connection-store.ts';

/** The connection that a route means: the named one, or the only one of the platform. Throws `NOT_FOUND`, or `CONFLICT` for several. */
export async function pickConnection(tx: Tx, platform: Platform, connectionId: string | undefined): Promise<string> {
  const all = (await listConnections(tx)).filter((row) => row.platform === platform.manifest.platform);
  const live = connectionId === undefined ? all.filter((row) => row.accessToken) : all.filter((row) => row.id === connectionId);
  const [only, ...others] = live;
  if (!only) throw new HubError('NOT_FOUND', { message: `There is no such connection with ${platform.manifest.title}` });
  if (others.length > 0) throw new HubError('CONFLICT', { message: 'There are several connections; name one with connectionId' });
  return only.id;
}
