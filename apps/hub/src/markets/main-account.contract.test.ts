import type { TestUser } from '@shopfleet/test-kit/hub';
import { createMarketsHub, type Market, type MarketsHub, type ShopeeMarket, startShopeeMarket } from '@shopfleet/test-kit/markets';
import { afterAll, beforeAll, expect, test } from 'vitest';

let shopee: ShopeeMarket;
let world: MarketsHub;
let others: TestUser;
/** What the main account consents for; the first is not the shop that the owner has connected by itself. */
let shops: readonly string[];
let main: Market;
beforeAll(async () => {
  const start = async (...given: Parameters<typeof startShopeeMarket>) => {
    shopee = await startShopeeMarket(...given);
    return shopee;
  };
  world = await createMarketsHub({ start: { shopee: start } });
  const all = shopee.control.shops();
  const other = all.find(({ id }) => id !== shopee.externalShopId)?.id ?? '';
  shops = [other, shopee.externalShopId];
  main = { ...shopee, consent: { account: all[0]?.mainAccountId ?? '' } };
  others = await world.hub.register();
  await world.connect({ ...shopee, consent: { account: other } }, others);
});
afterAll(() => world?.[Symbol.asyncDispose]());

const ofOwner = () =>
  world.hub.database.query<{ shop: string; account: string; status: string }>(
    `select s.external_id as shop, c.external_account_id as account, c.status from shop s
     join connection c on c.tenant_id = s.tenant_id and c.id = s.connection_id
     where s.is_active and s.tenant_id = (select tenant_id from shop where external_id = $1) order by s.external_id`,
    [shopee.externalShopId],
  );

function buy(shopId: string): string {
  const article = shopee.control.stock(shopId)[0];
  if (!article) throw new Error(`the shop ${shopId} sells nothing`);
  const { itemId, modelId } = article;
  return shopee.control.createOrder({ shopId, status: 'READY_TO_SHIP', lines: [{ itemId, modelId, quantity: 1 }] }).id;
}

test('the consent of a main account is refused as a whole while another organisation holds one of its shops', async () => {
  await expect(world.connect(main)).rejects.toThrow('SHOP_ALREADY_CONNECTED');
  expect(await ofOwner()).toMatchObject([{ shop: shopee.externalShopId, status: 'connected' }]);
  const answer = await world.hub.fetchAs(others, '/api/v1/platforms/connections/shopee', { method: 'DELETE' });
  expect(answer.status).toBe(204);
});

test('it connects all shops in one go, each with a grant that is renewed alone; their orders come in', async () => {
  await world.connect(main);
  const connected = shops.toSorted().map((shop) => ({ shop, account: shop, status: 'connected' }));
  expect(await ofOwner()).toEqual(connected);
  for (const shop of shops) await world.imported(buy(shop));
  for (const _round of ['the pair that they began with', 'the pairs of their own']) {
    shopee.control.expireTokens();
    for (const shop of shops) await world.imported(buy(shop));
  }
  expect(await ofOwner()).toEqual(connected);
});

test('one push says that the consent ended, and all shops show it', async () => {
  shopee.control.revoke(main.consent.account ?? '');
  const ended = await world.until('all shops show it', ofOwner, (rows) => rows.every(({ status }) => status === 'revoked'));
  expect(ended).toHaveLength(shops.length);
  await world.connect(main);
  expect(await ofOwner()).toMatchObject(shops.map(() => ({ status: 'connected' })));
});
