import { readdirSync, statSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { startWorld, type World } from '@shopfleet/e2e/world';
import { type Bench, type Figure, ofGoal, percentile, spread } from './figure.ts';

const orders = 200;
/** Orders that warm up code, connections and the label threads; not counted. */
const warmUp = 5;
const orderEveryMs = 200;
const goalMs = 1_000;
const hubGoalMs = 100;
const shopIds = ['7494049642642441621', '7494049642642441622'];

/** One order's way, in Unix ms. */
interface Journey {
  readonly start: number;
  readonly received: number;
  readonly imported: number;
  readonly arranging: number;
  readonly arranged: number;
  readonly labelled: number;
  readonly queued: number;
  readonly handedOver: number;
  readonly paper: number;
}

/** Each order is placed when the one before is on paper, or one every 200 ms whatever happens. */
async function placeOrders(world: World, isAlone: boolean): Promise<Map<string, number>> {
  const startedAt = new Map<string, number>();
  for (let n = 0; n < orders; n++) {
    const start = Date.now();
    const order = await world.sandbox.act<{ id: string }>('orders', { shopId: shopIds[n % 2], status: 'AWAITING_SHIPMENT' });
    startedAt.set(order.id, start);
    if (isAlone) await untilPrinted(world, warmUp + startedAt.size);
    else await wait(Math.max(0, orderEveryMs - (Date.now() - start)));
  }
  await untilPrinted(world, warmUp + startedAt.size);
  return startedAt;
}

async function untilPrinted(world: World, count: number): Promise<void> {
  for (const giveUpAt = Date.now() + 60_000; papers(world).size < count; await wait(10)) {
    if (Date.now() > giveUpAt) throw new Error(`Only ${papers(world).size} of ${count} labels came out\n${world.words()}`);
  }
}

/** When each job's bytes were in the printer's folder: the print job's id stands in the file's name. */
function papers(world: World): Map<string, number> {
  const files = readdirSync(world.labels).filter((name) => name.endsWith('.pdf'));
  return new Map(files.map((name) => [/pjb_[0-9a-z]{26}/.exec(name)?.[0] ?? name, statSync(`${world.labels}/${name}`).mtimeMs]));
}

async function journeys(world: World, startedAt: ReadonlyMap<string, number>): Promise<Journey[]> {
  const printed = papers(world);
  const at = (column: string) => `extract(epoch from ${column})::float8 * 1000`;
  const rows = await world.database.query<
    Record<'external_id' | 'job_id', string> & Record<Exclude<keyof Journey, 'start' | 'paper'>, number>
  >(`
    select o.external_id, j.id as job_id, ${at('o.created_at')} as imported, ${at('f.created_at')} as arranging, ${at('f.finished_at')} as arranged,
      ${at('l.fetched_at')} as labelled, ${at('j.created_at')} as queued, ${at('j.received_at')} as "handedOver",
      (select ${at('min(e.received_at)')} from inbound_event e where position(convert_to(o.external_id, 'UTF8') in e.body) > 0) as received
    from print_job j join orders o on o.tenant_id = j.tenant_id and o.id = j.order_id join label l on l.tenant_id = j.tenant_id and l.id = j.label_id
    join fulfillment f on f.tenant_id = j.tenant_id and f.package_id = j.package_id and f.step = 'arrange'`);
  return rows.map((row) => ({ ...row, start: startedAt.get(row.external_id) ?? Number.NaN, paper: printed.get(row.job_id) ?? Number.NaN }));
}

async function measure(title: string, isAlone: boolean): Promise<Figure[]> {
  await using world = await startWorld();
  for (let n = 0; n < warmUp; n++) await world.sandbox.act('orders', { shopId: shopIds[n % 2], status: 'AWAITING_SHIPMENT' });
  await untilPrinted(world, warmUp);
  const startedAt = await placeOrders(world, isAlone);
  const calls = await world.sandbox.look<{ at: string; tookMs: number }[]>('calls');
  const first = Math.min(...startedAt.values());
  const sandboxMs = calls.filter((call) => Date.parse(call.at) >= first).reduce((sum, call) => sum + call.tookMs, 0) / startedAt.size;
  const found = (await journeys(world, startedAt)).filter((journey) => Number.isFinite(journey.start));
  if (found.length !== orders) throw new Error(`${found.length} of ${orders} orders can be followed`);
  const stage = (name: string, from: keyof Journey, to: keyof Journey): Figure => ({
    name: `${title}: ${name}`,
    value: spread(found.map((journey) => journey[to] - journey[from])),
    against: '',
    ratio: '',
  });
  const whole = found.map((journey) => journey.paper - journey.start);
  const hub = found.map((journey) => journey.handedOver - journey.start - sandboxMs);
  return [
    {
      name: `${title}: event to bytes at the printer`,
      value: spread(whole),
      against: `goal p95 ${goalMs} ms`,
      ratio: ofGoal(percentile(whole, 0.95), goalMs),
    },
    {
      name: `${title}: of it in the hub`,
      value: spread(hub),
      against: `goal p99 ${hubGoalMs} ms`,
      ratio: ofGoal(percentile(hub, 0.99), hubGoalMs),
    },
    { name: `${title}: of it in the sandbox (mean)`, value: `${sandboxMs.toFixed(1)} ms`, against: '', ratio: '' },
    stage('stage 1, order placed → event stored', 'start', 'received'),
    stage('stage 2, → order imported', 'received', 'imported'),
    stage('stage 3, → asking the marketplace', 'imported', 'arranging'),
    stage('stage 4, → arranged (marketplace calls)', 'arranging', 'arranged'),
    stage('stage 5, → label fetched (marketplace calls)', 'arranged', 'labelled'),
    stage('stage 6, → converted, checked, queued', 'labelled', 'queued'),
    stage('stage 7, → held by the agent', 'queued', 'handedOver'),
    stage('stage 8, → bytes at the printer', 'handedOver', 'paper'),
  ];
}

export const eventToPaper: Bench = {
  name: 'event-to-paper',
  about: `From an order at the marketplace to its label's bytes at the printer, all processes real and on this machine, ${orders} orders; p50 / p95 / p99.`,
  async run() {
    return [...(await measure('one at a time', true)), ...(await measure(`one every ${orderEveryMs} ms`, false))];
  },
};
