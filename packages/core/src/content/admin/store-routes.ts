import { adminRoutes } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import { callerOf, type HubApp } from '../../edge/index.ts';
import type { AdminDeps } from './admin-deps.ts';
import { findStore, listStores, type StoreRow } from './store-rows.ts';
import { readUserStats, readVideoStats } from './store-stats.ts';
import { storeAccountView, storeView } from './store-view.ts';

/** Stores, their accounts and their numbers, for operators with a key. */
export function registerStoreRoutes(app: HubApp, { db, clock }: AdminDeps): void {
  app.openapi(adminRoutes.listStores, async (c) => {
    const now = clock.now();
    const stores = await db.asTenant(callerOf(c).tenantId, listStores);
    return c.json(list(stores.map((store) => storeView(store, now))), 200);
  });

  app.openapi(adminRoutes.getStore, async (c) => {
    const store = await db.asTenant(callerOf(c).tenantId, (tx) => requireStore(tx, c.req.valid('param').store_code));
    return c.json({ success: true as const, data: storeView(store, clock.now()) }, 200);
  });

  app.openapi(adminRoutes.listStoreAccounts, async (c) => {
    const now = clock.now();
    const store = await db.asTenant(callerOf(c).tenantId, (tx) => requireStore(tx, c.req.valid('param').store_code));
    return c.json(list(store.accounts.map((account) => storeAccountView(store, account, now))), 200);
  });

  app.openapi(adminRoutes.listUserStats, async (c) => {
    const { days } = c.req.valid('query');
    const stats = await db.asTenant(callerOf(c).tenantId, async (tx) =>
      readUserStats(tx, await requireStore(tx, c.req.valid('param').store_code), days, clock.now()),
    );
    return c.json(list(stats), 200);
  });

  app.openapi(adminRoutes.listVideoStats, async (c) => {
    const { days } = c.req.valid('query');
    const stats = await db.asTenant(callerOf(c).tenantId, async (tx) =>
      readVideoStats(tx, await requireStore(tx, c.req.valid('param').store_code), days, clock.now()),
    );
    return c.json(list(stats), 200);
  });
}

/** The store with this code; throws `STORE_NOT_FOUND`. */
export async function requireStore(tx: Tx, code: string): Promise<StoreRow> {
  const store = await findStore(tx, code);
  if (!store) throw new HubError('STORE_NOT_FOUND', { message: `There is no store with the code ${code}` });
  return store;
}

/** A list in the envelope. */
export function list<T>(data: T[]): { success: true; data: T[]; count: number } {
  return { success: true, data, count: data.length };
}
