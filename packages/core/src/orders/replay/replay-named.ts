import type { Database, Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import { listShops } from '../../connections/index.ts';
import { type OrderReplay, replayOrder } from './replay-order.ts';

/** For the operator, who knows no organisation: replays every order that has this id, or this number at its marketplace. */
export async function replayNamed(db: Database, name: string): Promise<{ tenantId: string; replay: OrderReplay }[]> {
  const shops = await db.asSystem(listShops);
  const found: { tenantId: string; replay: OrderReplay }[] = [];
  for (const tenantId of new Set(shops.map((shop) => shop.tenantId))) {
    const replays = await db.asTenant(tenantId, async (tx) => {
      const ids = await findIds(tx, name);
      return Promise.all(ids.map((id) => replayOrder(tx, id)));
    });
    found.push(...replays.map((replay) => ({ tenantId, replay })));
  }
  return found;
}

async function findIds(tx: Tx, name: string): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`select id from orders where id = ${name} or external_id = ${name} order by id`);
  return rows.map((row) => row.id);
}
