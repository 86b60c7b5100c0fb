import { newId, Secret } from '@shopfleet/kernel';
import { noLimit } from '@shopfleet/platform-kit';
import { createTestDatabase, type TestDatabase } from '@shopfleet/test-kit';
import { createTikTokContent } from '@shopfleet/tiktok-content';
import { createTikTokShop } from '@shopfleet/tiktok-shop';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readOutboundBudgets } from './outbound-budget.ts';

const clientSecret = new Secret('secret');
const shops = createTikTokShop({ appKey: 'app', appSecret: clientSecret, serviceId: '1', limiter: noLimit });
const accounts = createTikTokContent({ clientKey: 'app', clientSecret, limiter: noLimit, requestsPerMinute: 1_200 });
const platforms = new Map([shops, accounts].map((platform) => [platform.manifest.platform, platform]));
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await Promise.all([shops.close(), accounts.close(), database[Symbol.asyncDispose]()]);
});

async function tenantWith(platform: string): Promise<string> {
  const tenantId = newId('tenant');
  await database.query('insert into tenant (id, name) values ($1, $2)', [tenantId, platform]);
  await database.query(
    `insert into connection (tenant_id, id, platform, status, external_account_id, access_token) values ($1, $2, $3, 'connected', $2, '')`,
    [tenantId, newId('connection'), platform],
  );
  return tenantId;
}

it('shows the budget of the application to those who read accounts through it, with the wait of its busiest call', async () => {
  const tenantId = await tenantWith('tiktok_content');
  await database.query(
    `insert into outbound_slot (key, next_at) select 'tiktok_content:app:' || name, extract(epoch from clock_timestamp()) + ahead
     from (values ('user.info', 5), ('video.list', 30)) as slot (name, ahead)`,
  );
  const budgets = await readOutboundBudgets(database.database, platforms)(tenantId);
  expect(budgets).toEqual([{ platform: 'tiktok_content', key: 'application', requestsPerSecond: 20, waitMs: expect.any(Number) }]);
  expect(budgets[0]?.waitMs).toBeGreaterThan(25_000);
});

it('shows each shop its own budget, and no budget to those who have neither', async () => {
  const tenantId = await tenantWith('tiktok_shop');
  const read = readOutboundBudgets(database.database, platforms);
  expect(await read(tenantId)).toEqual([]);
  await database.query(
    `insert into shop (tenant_id, id, connection_id, platform, region, external_id, name)
     select tenant_id, 'shp_1', id, platform, 'ID', '7001', 'Shop' from connection where tenant_id = $1`,
    [tenantId],
  );
  expect(await read(tenantId)).toEqual([{ platform: 'tiktok_shop', key: 'shp_1', requestsPerSecond: 50, waitMs: 0 }]);
});
