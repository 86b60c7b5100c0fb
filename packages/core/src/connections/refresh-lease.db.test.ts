import { newId } from '@shopfleet/kernel';
import { createTestDatabase } from '@shopfleet/test-kit';
import { expect, test } from 'vitest';
import { markRefreshSent, releaseRefreshLease, takeRefreshLease } from './refresh-lease.ts';

test('once a repeated refresh was refused, a caller that knew the connection before does not get the lease', async () => {
  await using database = await createTestDatabase();
  const [tenantId, id] = [newId('tenant'), newId('connection')];
  await database.query('insert into tenant (id, name) values ($1, $2)', [tenantId, 'Lease']);
  await database.query(
    `insert into connection (tenant_id, id, platform, status, external_account_id) values ($1, $2, 'market', 'connected', 'account')`,
    [tenantId, id],
  );
  const take = () => database.database.asTenant(tenantId, (tx) => takeRefreshLease(tx, id, 1, 60_000));
  // The first holder died after it had sent; the second one repeats, and is refused.
  const first = await take();
  await database.database.asTenant(tenantId, async (tx) => first && markRefreshSent(tx, id, first));
  await database.query('update connection set refresh_lease_until = clock_timestamp()');
  const second = await take();
  expect(second).toMatchObject({ isUncertain: true, wasRepeated: false });
  await database.database.asTenant(tenantId, async (tx) => {
    if (!second) throw new Error('no lease');
    await markRefreshSent(tx, id, second);
    await releaseRefreshLease(tx, id, second, { wasSent: true });
  });
  await database.query(`update connection set status = 'needs_reconnect'`);
  expect(await take()).toBeUndefined();
  await database.query(`update connection set status = 'connected'`);
  expect(await take()).toMatchObject({ isUncertain: true });
});
