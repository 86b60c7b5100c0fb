import type { Tx } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import { findStore, type StoreRow } from './store-rows.ts';

/** The store with this code; throws `STORE_NOT_FOUND`. */
export async function requireStore(tx: Tx, code: string): Promise<StoreRow> {
  const store = await findStore(tx, code);
  if (!store) throw new HubError('STORE_NOT_FOUND', { message: `There is no store with the code ${code}` });
  return store;
}
