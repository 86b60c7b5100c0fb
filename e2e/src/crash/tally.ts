import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { ShipCount } from '@shopfleet/sandbox';
import type { ZebraSimulator } from '@shopfleet/test-kit/printers';
import { documentsIn } from '../labels/printers.ts';
import type { World } from '../world.ts';

interface JobRow {
  readonly id: string;
  readonly state: string;
  readonly external_order: string;
  readonly reprint_of: string | null;
}

/** Everything that a crash could have lost or doubled, as sentences; empty is good. */
export async function findLosses(world: World, zebra: ZebraSimulator, orderCount: number): Promise<string[]> {
  const { database, sandbox } = world;
  const placed = await sandbox.look<{ id: string; status: string }[]>('orders?limit=100000');
  const shipped = await sandbox.look<ShipCount[]>('ship-counts');
  const orders = await database.query<{ external_id: string; status: string; fulfil_state: string }>(
    'select external_id, status, fulfil_state from orders',
  );
  const jobs = await database.query<JobRow>(
    'select j.id, j.state, j.reprint_of, o.external_id as external_order from print_job j join orders o on o.id = j.order_id',
  );
  const files = documentsIn(world.labels);
  const printsOf = (id: string) =>
    files.filter((path) => path.includes(`-${id}.`)).length +
    zebra.labels().filter(({ jobName }) => jobName?.startsWith(`hub:${id}:`)).length;
  const losses: string[] = placed.length === orderCount ? [] : [`${placed.length} orders were placed, not ${orderCount}`];
  for (const { id, status } of placed) {
    const ours = orders.filter((order) => order.external_id === id);
    if (ours.length !== 1) losses.push(`order ${id} is here ${ours.length} times`);
    const state = `${ours[0]?.status}, ${ours[0]?.fulfil_state}`;
    if (state !== 'to_hand_over, done' || status !== 'AWAITING_COLLECTION') losses.push(`order ${id}: here ${state}, there ${status}`);
    const own = jobs.filter((job) => job.external_order === id);
    if (own.length !== 1) losses.push(`order ${id} has ${own.length} print jobs`);
  }
  for (const { id, state } of jobs)
    if (state !== 'confirmed' || printsOf(id) !== 1) losses.push(`job ${id} is ${state} and came out ${printsOf(id)} times`);
  for (const parcel of shipped)
    if (parcel.shipEffects !== 1) losses.push(`package ${parcel.packageId} was shipped ${parcel.shipEffects} times`);
  return [...losses, ...(await findLeftovers(world))];
}

/** Acknowledged events that nobody worked on, calls nobody knows the end of. */
async function findLeftovers({ database }: World): Promise<string[]> {
  const events = await database.query<{ state: string; count: number }>(
    `select state, count(*)::int from inbound_event where state in ('pending', 'parked') group by 1`,
  );
  const calls = await database.query<{ step: string; state: string; count: number }>(
    `select step, state, count(*)::int from fulfillment where state in ('sending', 'unknown') group by 1, 2`,
  );
  return [
    ...events.map(({ state, count }) => `${count} inbound events are ${state}`),
    ...calls.map(({ step, state, count }) => `${count} calls (${step}) are ${state}`),
  ];
}

/** What `shopfleet doctor` says of this installation. */
export async function doctor(world: World): Promise<{ isWell: boolean; report: string }> {
  const { environment } = world.hubs[0]?.program.plan ?? {};
  const root = new URL('../../../', import.meta.url).pathname;
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [`${root}apps/hub/src/main.ts`, 'doctor'], {
      env: { ...process.env, ...environment },
    });
    return { isWell: true, report: stdout };
  } catch (error) {
    const report = error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error);
    return { isWell: false, report };
  }
}
