import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importOrderBatch, noHooks } from '@shopfleet/core/orders';
import { createJobs } from '@shopfleet/jobs';
import { silentLog, systemClock } from '@shopfleet/kernel';
import { createTestDatabase } from '@shopfleet/test-kit';
import { expect, test } from 'vitest';
import { domainJobKinds } from '../domain.ts';
import { runProgram } from '../test/hub-program.ts';

test('the command builds an order anew, and names what is not as it should be', async () => {
  await using database = await createTestDatabase();
  const directory = await mkdtemp(join(tmpdir(), 'shopfleet-replay-'));
  const env = { DATA_DIR: directory, DATABASE_URL: database.url };
  await database.query(`insert into tenant (id, name) values ('ten_a', 'A')`);
  await database.query(
    `insert into connection (tenant_id, id, platform, status, external_account_id) values ('ten_a', 'con_a', 'm', 'connected', 'a')`,
  );
  await database.query(`insert into shop (tenant_id, id, connection_id, platform, region, external_id, name)
    values ('ten_a', 'shp_a', 'con_a', 'm', 'US', '7001', 'Shop A')`);
  const jobs = createJobs({ url: database.url, database: database.database, kinds: domainJobKinds, log: silentLog });
  await jobs.start({ work: false });
  const none = { minor: 0, currency: 'USD' };
  await database.database.asTenant('ten_a', (tx) =>
    importOrderBatch(tx, { clock: systemClock, jobs, hooks: noHooks }, { tenantId: 'ten_a', shopId: 'shp_a', platform: 'm' }, [
      {
        externalId: '5764',
        status: 'to_arrange',
        externalStatus: 'AWAITING',
        version: 1,
        isCancelRequested: false,
        isPlatformShipped: true,
        placedAt: new Date(),
        paidAt: undefined,
        shipByAt: undefined,
        handOverByAt: undefined,
        cancelledAt: undefined,
        buyerName: '',
        buyerNote: '',
        address: undefined,
        ...{ total: none, subtotal: none, shipping: none, lines: [], packages: [] },
      },
    ]),
  );
  await jobs.stop();
  expect(await runProgram(['replay', '--order', '5764'], env)).toMatchObject({
    code: 0,
    errors: '',
    output: expect.stringContaining('built from 1 state, the same as in the database'),
  });
  await database.query(`update orders set status = 'shipped'`);
  expect(await runProgram(['replay', '--order', '5764'], env)).toMatchObject({
    code: 1,
    output: expect.stringContaining('status: "shipped" in the database, "to_arrange" from the states'),
  });
  expect(await runProgram(['replay', '--order', 'none'], env)).toMatchObject({
    code: 1,
    errors: expect.stringContaining('There is no order none'),
  });
  await rm(directory, { recursive: true, force: true, maxRetries: 5 });
}, 120_000);
