import {
  type AmazonMarket,
  createMarketsHub,
  type EbayMarket,
  type MarketsHub,
  startAmazonMarket,
  startEbayMarket,
} from '@shopfleet/test-kit/markets';
import { afterAll, beforeAll, expect, test } from 'vitest';

let ebay: EbayMarket;
let amazon: AmazonMarket;
let world: MarketsHub;
beforeAll(async () => {
  world = await createMarketsHub({
    start: {
      async ebay(...given) {
        ebay = await startEbayMarket(...given);
        return ebay;
      },
      async amazon(...given) {
        amazon = await startAmazonMarket(...given);
        return amazon;
      },
    },
  });
});
afterAll(() => world?.[Symbol.asyncDispose]());

/** Long enough for calls, and then jobs, to be tried again. */
const patienceMs = 240_000;

interface Known {
  readonly id: string;
  readonly isGone: boolean;
}
const listings = (shop: string) =>
  world.hub.database.query<Known>(
    `select l.external_id as id, l.gone_at is not null as "isGone" from listing l join shop s on s.tenant_id = l.tenant_id and s.id = l.shop_id
     where s.external_id = $1 order by 1`,
    [shop],
  );
const readings = (shop: string) =>
  world.hub.database.query<{ status: string }>(
    `select g.status from sync_log g join shop s on s.tenant_id = g.tenant_id and s.id = g.shop_id
     where s.external_id = $1 and g.stream = 'listings' order by g.id`,
    [shop],
  );

/** Everything is read once a day; now is the day after. */
async function readAll(platform: string): Promise<void> {
  await world.hub.database.query(`update sync_cursor set position = position - 'fullAt' where stream = 'listings'`);
  await world.call('POST', '/api/v1/platforms/sync/products', { platform });
}

const places = {
  ebay: () => ({
    market: ebay,
    // What has variants is a group.
    canVanish: (id: string) => !id.startsWith('group:'),
    remove: (sku: string) => ebay.control.removeItem(ebay.externalShopId, sku),
    refuseToBeAsked: () => ebay.control.addFault({ kind: 'internal-error', api: 'items.get', probability: 1 }),
  }),
  amazon: () => ({
    market: amazon,
    canVanish: (id: string) => amazon.control.stock(amazon.externalShopId, id).quantity !== undefined,
    remove: (sku: string) => amazon.control.removeListing(amazon.externalShopId, sku),
    refuseToBeAsked: () => amazon.control.addFault({ kind: 'internal-error', api: 'getListingsItem', probability: 1 }),
  }),
};

test.each(['ebay', 'amazon'] as const)(
  'a listing that was deleted at %s is gone once it said so, not because a reading broke off; the others stay',
  async (slug) => {
    const { market, canVanish, remove, refuseToBeAsked } = places[slug]();
    const shop = market.externalShopId;
    const before = await world.until(
      'the listings are known',
      async () => ((await readings(shop)).some(({ status }) => status === 'succeeded') ? listings(shop) : []),
      (all) => all.length > 1,
      patienceMs,
    );
    expect(before.filter(({ isGone }) => isGone)).toEqual([]);
    const lost = before.find(({ id }) => canVanish(id))?.id ?? '';

    market.trouble('webhook-lost', 1);
    refuseToBeAsked();
    remove(lost);
    await readAll(slug);
    const failed = (all: readonly { status: string }[]) => all.some(({ status }) => status === 'failed');
    await world.until('a reading broke off', () => readings(shop), failed, patienceMs);
    expect(await listings(shop)).toEqual(before);

    market.clearTroubles();
    const expected = before.map(({ id }) => ({ id, isGone: id === lost }));
    const isSaid = (all: readonly Known[]) => all.some(({ isGone }) => isGone);
    const after = await world.until('the listing is gone', () => listings(shop), isSaid, patienceMs);
    expect(after).toEqual(expected);
  },
  3 * patienceMs,
);
