import { readdirSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { startWorld, type World } from '@shopfleet/e2e/world';
import { type Bench, ofGoal } from './figure.ts';
import { memoryMb, processes } from './process-memory.ts';

const orders = 600;
const memoryGoalMb = 400;
const giveUpAfterMs = 15 * 60_000;

/** Seconds from the burst until so many orders were here, and until so many labels were out; the most memory on the way. */
interface Drain {
  readonly importedS: number;
  readonly printedS: number;
  readonly mostMb: number;
}

async function drain(world: World, hubPid: string): Promise<Drain> {
  const startedAt = performance.now();
  const elapsedS = () => (performance.now() - startedAt) / 1000;
  await world.sandbox.act('scenario', { kind: 'burst', maximum: orders });
  let importedS: number | undefined;
  let mostMb = 0;
  for (;;) {
    mostMb = Math.max(mostMb, memoryMb(hubPid));
    const [row] = await world.database.query<{ n: number }>('select count(*)::int as n from orders');
    if (row?.n === orders) importedS ??= elapsedS();
    const printed = readdirSync(world.labels).filter((name) => name.endsWith('.pdf')).length;
    if (printed >= orders) return { importedS: importedS ?? elapsedS(), printedS: elapsedS(), mostMb };
    if (elapsedS() * 1000 > giveUpAfterMs) throw new Error(`Only ${printed} of ${orders} labels came out\n${world.words()}`);
    await wait(250);
  }
}

/** What must not be there afterwards: jobs that failed for good, events set aside, orders without or with two labels. */
async function troubles(world: World): Promise<number> {
  const [row] = await world.database.query<{ n: number }>(`
    select ((select count(*) from pgboss.job where name = 'dead-letters') + (select count(*) from inbound_event where state = 'parked') +
      (select count(*) from orders o where 1 <> (select count(*) from print_job j where j.tenant_id = o.tenant_id and j.order_id = o.id)))::int as n`);
  return row?.n ?? Number.NaN;
}

export const burst: Bench = {
  name: 'burst',
  about: `${orders} paid orders in one second from the sandbox, one hub, one printer (a folder): until all are here, until all labels are out.`,
  async run() {
    const known = new Set(processes().map(({ pid }) => pid));
    await using world = await startWorld();
    const hub = processes().find(({ pid, command }) => !known.has(pid) && command.includes('apps/hub/src/main.ts'));
    const { importedS, printedS, mostMb } = await drain(world, hub?.pid ?? '');
    const left = await troubles(world);
    const rate = (s: number) => `${s.toFixed(1)} s (${(orders / s).toFixed(1)}/s)`;
    return [
      { name: 'until all orders are imported', value: rate(importedS), against: '', ratio: '' },
      { name: 'until all labels are out', value: rate(printedS), against: '', ratio: '' },
      {
        name: 'most memory of the hub',
        value: `${mostMb.toFixed(0)} MB`,
        against: `goal ${memoryGoalMb} MB`,
        ratio: ofGoal(mostMb, memoryGoalMb),
      },
      {
        name: 'jobs failed, events parked, labels missing or doubled',
        value: String(left),
        against: 'goal 0',
        ratio: left === 0 ? 'met' : 'missed',
      },
    ];
  },
};
