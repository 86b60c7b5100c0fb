import { adminRoutes, contentAuthRoutes } from '@shopfleet/contracts';
import { callerOf, type HubApp } from '../../edge/index.ts';
import { createOutlet } from '../outlets/change-outlets.ts';
import type { AdminDeps } from './admin-deps.ts';
import { listAnswer } from './list-answer.ts';
import { requireStore } from './require-store.ts';
import { listStores } from './store-rows.ts';
import { readUserStats, readVideoStats } from './store-stats.ts';
import { storeAccountView, storeView } from './store-view.ts';

/** Stores, their accounts and their numbers, for operators with a key. */
export function registerStoreRoutes(app: HubApp, deps: AdminDeps): void {
  const { db, clock } = deps;
  app.openapi(adminRoutes.listStores, async (c) => {
    const now = clock.now();
    const stores = await db.asTenant(callerOf(c).tenantId, listStores);
    return c.json(listAnswer(stores.map((store) => storeView(store, now))), 200);
  });

  app.openapi(adminRoutes.createStore, async (c) => {
    const caller = callerOf(c);
    const { store_code: code, store_name: name, pic_name: picName, pic_contact: picContact } = c.req.valid('json');
    await createOutlet(deps, caller, { code, name, picName, picContact });
    const store = await db.asTenant(caller.tenantId, (tx) => requireStore(tx, code));
    const message = `Store ${code} was added`;
    return c.json({ success: true as const, data: storeView(store, clock.now()), message, next_step: nextStep(deps, code) }, 201);
  });

  app.openapi(adminRoutes.getStore, async (c) => {
    const store = await db.asTenant(callerOf(c).tenantId, (tx) => requireStore(tx, c.req.valid('param').store_code));
    return c.json({ success: true as const, data: storeView(store, clock.now()) }, 200);
  });

  app.openapi(adminRoutes.listStoreAccounts, async (c) => {
    const now = clock.now();
    const store = await db.asTenant(callerOf(c).tenantId, (tx) => requireStore(tx, c.req.valid('param').store_code));
    return c.json(listAnswer(store.accounts.map((account) => storeAccountView(store, account, now))), 200);
  });

  app.openapi(adminRoutes.listUserStats, async (c) => {
    const { days } = c.req.valid('query');
    const stats = await db.asTenant(callerOf(c).tenantId, async (tx) =>
      readUserStats(tx, await requireStore(tx, c.req.valid('param').store_code), days, clock.now()),
    );
    return c.json(listAnswer(stats), 200);
  });

  app.openapi(adminRoutes.listVideoStats, async (c) => {
    const { days } = c.req.valid('query');
    const stats = await db.asTenant(callerOf(c).tenantId, async (tx) =>
      readVideoStats(tx, await requireStore(tx, c.req.valid('param').store_code), days, clock.now()),
    );
    return c.json(listAnswer(stats), 200);
  });
}

/** A code alone can be guessed, so by default it needs somebody who is signed in, or a link. */
function nextStep({ publicUrl, isGuessedCodeAllowed }: AdminDeps, code: string): string {
  const url = `${publicUrl}${contentAuthRoutes.connectPage.path}?store_code=${code}`;
  return isGuessedCodeAllowed
    ? `Send the person in charge this link to connect the account: ${url}`
    : `Connect the account at ${url} while signed in to the dashboard, or send the person in charge a link from there`;
}
