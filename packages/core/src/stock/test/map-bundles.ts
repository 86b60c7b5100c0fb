import { buildLine, buildOrder } from '../../orders/test/build-order.ts';
import type { OrderWorld } from '../../orders/test/order-world.ts';

/** Makes, for each round, a bundle of two units of that round's SKU: seen in one cancelled order, mapped by a person. */
export async function mapBundles(world: OrderWorld, rounds: readonly number[]): Promise<void> {
  const lines = rounds.map((round) => buildLine({ externalId: `seed-${round}`, sellerCode: `BUNDLE-${round}` }));
  await world.importAll(buildOrder({ externalId: 'seed', status: 'cancelled', lines }));
  await world.db.query(`
    insert into sku_mapping (tenant_id, variant_id, sku_id, quantity, origin)
    select v.tenant_id, v.id, s.id, 2, 'person' from listing_variant v
    join sku s on s.tenant_id = v.tenant_id and s.code = replace(v.seller_code, 'BUNDLE-', 'SKU-') where v.seller_code like 'BUNDLE-%'`);
}
