import { startZebraSimulator, waitUntil } from '@shopfleet/test-kit/printers';
import { expect, it } from 'vitest';
import { crashAt, type PointResult } from './src/crash/crash-at-points.ts';
import { killAtRandom, type Victim } from './src/crash/kill-at-random.ts';
import { SeededRandom } from './src/crash/seeded-random.ts';
import { doctor, findLosses } from './src/crash/tally.ts';
import type { Program } from './src/programs/program.ts';
import { fourBySix, startWorld, type World } from './src/world.ts';

/** A longer soak: E2E_CRASH_ORDERS=2000 E2E_CRASH_SECONDS=1800. The seed of a failure: E2E_SEED. */
const orderCount = Number(process.env.E2E_CRASH_ORDERS ?? 200);
const randomMs = Number(process.env.E2E_CRASH_SECONDS ?? 75) * 1_000;
const seed = Number(process.env.E2E_SEED ?? Date.now() % 1_000_000);
const orderEveryMs = 800;
const minute = 60_000;

const hubVariable = 'E2E_CRASH_AT';
const agentVariable = 'SHOPFLEET_CRASH_AT';
const workerPoints = [
  'orders.after-fetch',
  'orders.after-import',
  'fulfilment.after-save-before-arrange',
  'fulfilment.after-arrange-before-save',
  'fulfilment.after-label-before-save',
  'fulfilment.after-print-before-note',
  'printing.after-convert-before-save',
];
const apiPoints = [
  'sync.before-event-stored',
  'sync.after-event-stored',
  'printing.after-lease-before-offer',
  'printing.after-received',
  'printing.after-status',
];
const agentPoints = [
  'agent.after-held',
  'agent.after-granted',
  'agent.before-sending',
  'agent.mid-send',
  'agent.before-sent',
  'agent.after-sent',
  'agent.after-end',
];

const programVictim = (program: Program): Victim => ({
  name: program.name,
  kill: () => program.kill(),
  revive: () => program.start({}, { isAwaited: false }),
});

/** How many of the orders have not come to their end. */
async function openCount(world: World): Promise<number> {
  const [row] = await world.database.query<{ done: number }>(
    `select count(*)::int as done from orders o where fulfil_state = 'done'
     and exists (select from print_job j where j.order_id = o.id and j.state = 'confirmed')`,
  );
  return orderCount - (row?.done ?? 0);
}

it(`loses nothing and doubles nothing over ${orderCount} orders while everything is killed`, {
  timeout: 20 * minute + 4 * randomMs,
}, async () => {
  console.log(`E2E_SEED=${seed}`);
  await using zebra = await startZebraSimulator();
  await using world = await startWorld({
    database: 'own',
    roles: ['api', 'worker'],
    printers: [
      { name: 'Zebra', driver: { kind: 'raw9100', host: zebra.host, port: zebra.port }, media: { ...fourBySix, language: 'zpl' } },
    ],
  });
  const { items } = await world.owner.get<{ items: readonly { id: string; agentId: string }[] }>('/api/printers');
  const folder = await world.owner.post<{ id: string }>('/api/printers', {
    name: 'PDF folder',
    agentId: items[0]?.agentId,
    driver: { kind: 'pdf-file', directory: world.labels },
    media: fourBySix,
  });
  const shops = await world.owner.get<{ items: readonly { id: string }[] }>('/api/shops');
  const route = { shopId: shops.items[0]?.id, carrierName: null, documentType: null, printerId: folder.id };
  await world.owner.send('PUT', '/api/print-routes', { items: [route] });
  const [api, worker] = world.hubs.map(({ program }) => program);
  if (!api || !worker) throw new Error('unreachable');
  await world.sandbox.act('scenario', { kind: 'steady', everyMs: orderEveryMs, maximum: orderCount });

  const met: PointResult[] = [];
  // Worker and agent die together, then the api while both are well: work passes every point.
  for (const [index, point] of workerPoints.entries()) {
    const atAgent = agentPoints[index];
    if (atAgent === undefined) throw new Error('unreachable');
    const both = [
      crashAt({ program: worker, variable: hubVariable, point }),
      crashAt({ program: world.agent, variable: agentVariable, point: atAgent }),
    ];
    met.push(...(await Promise.all(both)));
  }
  for (const point of apiPoints) met.push(await crashAt({ program: api, variable: hubVariable, point }));
  const database: Victim = { name: 'database', kill: () => world.database.kill(), revive: async () => undefined };
  const victims = [...world.programs.map(programVictim), database];
  const isWorkLeft = async () => (await openCount(world)) > 0;
  const kills = await killAtRandom(victims, new SeededRandom(seed), { forMs: randomMs, isWorkLeft });
  for (const program of world.programs) if (!program.isRunning) await program.start({}, { isAwaited: false });

  // Events that the hub could not take while it was dead come again, or are found by reading the shop.
  await api.ready({ isRevived: true });
  await worker.ready({ isRevived: true });
  await world.owner.post('/api/orders/sync', {});
  await waitUntil(
    'every order is fulfilled and printed',
    async () => !(await isWorkLeft()),
    4 * minute,
    () => world.words(),
  );
  await zebra.settled();

  console.log(
    `points: ${met
      .flat()
      .map(({ point, wasMet }) => `${point}${wasMet ? '' : ' (not met)'}`)
      .join(', ')}`,
  );
  console.log(`random kills: ${JSON.stringify(kills)}`);
  // What a killed worker had in hand runs again when its lease ends; after that nothing may be left.
  await expect.poll(() => findLosses(world, zebra, orderCount), { timeout: 5 * minute, interval: 2_000 }).toEqual([]);
  const examined = await doctor(world);
  expect(examined.isWell, examined.report).toBe(true);
  expect(met.filter(({ wasMet }) => !wasMet)).toEqual([]);
});
