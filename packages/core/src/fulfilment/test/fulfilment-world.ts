import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createJobs, RetryAt } from '@shopfleet/jobs';
import { ManualClock, silentLog } from '@shopfleet/kernel';
import type { PlatformOrder, PlatformPackage } from '@shopfleet/platform-kit';
import { createTestDatabase } from '@shopfleet/test-kit';
import { autoFulfilAllJob, considerOrder } from '../../automation/index.ts';
import { importOrderBatch } from '../../orders/index.ts';
import { buildLine, buildOrder } from '../../orders/test/build-order.ts';
import { seedTenants, target, tenantId } from '../../orders/test/order-world.ts';
import { ScriptedAgent } from '../../printing/test/print-world.ts';
import { stockJobKinds } from '../../stock/index.ts';
import { syncJobKinds } from '../../sync/index.ts';
import { confirmPackage, fulfilmentJobKinds, fulfilOrder, interlockCancelled, recordPackages, shipPackage } from '../index.ts';
import { FileMarket } from './file-market.ts';
import { composeFulfilment } from './fulfilment-parts.ts';

export { tenantId };
export const printerMedia = { widthMm: 100, heightMm: 150, gapMm: 2, dpi: 203, language: 'pdf' };
export const jobKinds = [...fulfilmentJobKinds, ...stockJobKinds, ...syncJobKinds, autoFulfilAllJob];

export const parcel = (
  externalId: string,
  externalLineIds: readonly string[],
  status: PlatformPackage['status'] = 'to_arrange',
): PlatformPackage => ({
  externalId,
  status,
  carrierName: '',
  trackingNumber: '',
  externalLineIds,
});

/** A shop on a marketplace in a file, with an agent and a printer; orders are imported with every hook. */
export async function createFulfilmentWorld() {
  const db = await createTestDatabase();
  const directory = await mkdtemp(join(tmpdir(), 'shopfleet-fulfil-'));
  const clock = new ManualClock(new Date());
  const jobs = createJobs({ url: db.url, database: db.database, kinds: jobKinds, log: silentLog, clock });
  await jobs.start({ work: false });
  await seedTenants(db);
  await db.query(`insert into agent (tenant_id, id, name, token_hash) values ($1, 'agt_1', 'bench', 'x')`, [tenantId]);
  await db.query(
    `insert into printer (tenant_id, id, agent_id, name, driver, media, is_default) values ($1, 'prn_1', 'agt_1', 'ZD421', '{}', $2, true)`,
    [tenantId, printerMedia],
  );
  const market = new FileMarket(join(directory, 'market.json'));
  market.start([]);
  const { printing, deps } = await composeFulfilment({ db: db.database, jobs, clock, market, directory: join(directory, 'files') });
  const hooks = {
    async onImported(tx: Parameters<typeof recordPackages>[0], event: Parameters<typeof recordPackages>[2]) {
      await recordPackages(tx, deps, event);
      await interlockCancelled(tx, deps, event);
      await considerOrder(tx, deps, event);
    },
  };
  const world = { db, deps, printing, clock, jobs, market, directory };
  const importAll = (...orders: PlatformOrder[]) =>
    db.database.asTenant(tenantId, (tx) => importOrderBatch(tx, { clock, jobs, hooks }, target, orders));
  let version = 1;
  return {
    ...world,
    importAll,
    /** An order of one line in one package, at the marketplace and here. */
    async order(externalId: string, change: Partial<PlatformOrder> = {}) {
      const packageId = `P-${externalId}`;
      const lines = [buildLine({ externalId: `${externalId}-1` })];
      market.change((state) => {
        state.parcels[packageId] ??= { status: 'to_arrange', carrierName: '', trackingNumber: '', ships: 0 };
      });
      const packages = [parcel(packageId, [`${externalId}-1`])];
      await importAll(buildOrder({ externalId, lines, packages, version: version++, ...change }));
      return read(externalId);
    },
    read,
    fulfil: (orderId: string) => db.database.asTenant(tenantId, (tx) => fulfilOrder(tx, deps, { tenantId, orderId, requestedBy: 'Ana' })),
    /** Runs the job of a package once; false when it asks to run later. */
    async ship(packageId: string, more: { ownCarrier?: { trackingNumber: string; carrierName: string } } = {}) {
      try {
        await shipPackage(deps, tenantId, { packageId, requestedBy: 'Ana', ...more }, new AbortController().signal);
        return true;
      } catch (error) {
        if (error instanceof RetryAt) return false;
        throw error;
      }
    },
    confirm: (packageId: string) => confirmPackage(deps, tenantId, packageId),
    /** The agent takes and prints everything that waits. */
    async printAll() {
      const agent = new ScriptedAgent({ deps: printing }, { tenantId, agentId: 'agt_1', socketId: 's' });
      const [row] = await db.query<{ acked_seq: number }>(`select acked_seq from agent where id = 'agt_1'`);
      agent.nextSeq = (row?.acked_seq ?? 0) + 1;
      for (let offers = await agent.offers(); offers.length > 0; offers = await agent.offers()) {
        for (const { printJobId, fence } of offers) {
          await agent.say({ type: 'received', printJobId, fence });
          await agent.status({ printJobId, fence }, 'confirmed');
        }
      }
    },
    printJobs: () =>
      db.query<{ state: string; problem: string; package_id: string }>('select state, problem, package_id from print_job order by id'),
    async [Symbol.asyncDispose]() {
      await jobs.stop();
      await db[Symbol.asyncDispose]();
      await rm(directory, { recursive: true, force: true });
    },
  };

  async function read(externalId: string) {
    const [row] = await db.query<Record<string, string>>(
      `select o.id as "orderId", o.fulfil_state as "state", o.fulfil_note as "note", o.printed_at as "printedAt", o.tracking_numbers as "tracking",
        p.id as "packageId", p.status, p.hold_reason as "hold"
       from orders o left join package_line l on l.order_id = o.id left join package p on p.id = l.package_id
       where o.external_id = $1 order by p.id desc`,
      [externalId],
    );
    if (!row) throw new Error(`no order ${externalId}`);
    return row as {
      orderId: string;
      packageId: string;
      state: string;
      note: string;
      status: string;
      hold: string;
      printedAt: string;
      tracking: unknown;
    };
  }
}
