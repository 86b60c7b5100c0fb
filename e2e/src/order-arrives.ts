import { waitUntil } from '@shopfleet/test-kit/printers';
import type { World } from './world.ts';

/** The hub's id of an order of a marketplace, once it is there and stands as it should. */
export async function orderArrives(world: World, externalId: string, condition = 'true'): Promise<string> {
  let found: { id: string }[] = [];
  const isThere = async () => {
    found = await world.database.query(`select id from orders where external_id = $1 and ${condition}`, [externalId]);
    return found.length > 0;
  };
  await waitUntil(`order ${externalId} arrives`, isThere, 30_000, () => world.words());
  return found[0]?.id ?? '';
}
