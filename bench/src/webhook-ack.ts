import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { sandboxApp, startWorld, type World } from '@shopfleet/e2e/world';
import { type Bench, ms, ofGoal, percentile, spread } from './figure.ts';

const perSecond = 200;
const seconds = 15;
const warmUpSeconds = 3;
const orders = 300;
const goalMs = 250;
const shopIds = ['7494049642642441621', '7494049642642441622'];

interface Sent {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}
type Order = Readonly<Record<'id' | 'shopId', string>>;

/** An event as the marketplace signs it: a new one each time, about one of the orders. */
function eventOf(n: number, { id, shopId }: Order): Sent {
  const timestamp = Math.floor(Date.now() / 1000);
  const data = { order_id: id, order_status: 'UNPAID', is_on_hold_order: false, update_time: timestamp };
  const body = Buffer.from(JSON.stringify({ type: 1, tts_notification_id: `9${timestamp}${n}`, shop_id: shopId, timestamp, data }));
  const mac = createHmac('sha256', sandboxApp.appSecret).update(sandboxApp.appKey).update(body);
  return { body, headers: { 'content-type': 'application/json', authorization: mac.digest('hex') } };
}

/** From the planned moment of sending to the answer, in ms: a late start counts too. */
async function post(url: string, agent: Agent, plannedAt: number, { body, headers }: Sent): Promise<number> {
  const call = request(url, { method: 'POST', agent, headers: { ...headers, 'content-length': body.length } });
  call.end(body);
  const [answer] = await once(call, 'response');
  answer.resume();
  await once(answer, 'end');
  if (answer.statusCode !== 200) throw new Error(`${url} answered ${answer.statusCode}`);
  return performance.now() - plannedAt;
}

/** Sends at an even pace, whether or not the answers keep up. */
async function send(url: string, make: (n: number) => Sent): Promise<number[]> {
  using agent = disposable(new Agent({ keepAlive: true }));
  const startedAt = performance.now();
  const count = (warmUpSeconds + seconds) * perSecond;
  const answers: Promise<number>[] = [];
  for (let n = 0; n < count; n++) {
    const plannedAt = startedAt + (n * 1_000) / perSecond;
    if (plannedAt > performance.now()) await wait(plannedAt - performance.now());
    answers.push(post(url, agent.value, plannedAt, make(n)));
  }
  return (await Promise.all(answers)).slice(warmUpSeconds * perSecond);
}

const disposable = (agent: Agent) => ({ value: agent, [Symbol.dispose]: () => agent.destroy() });

/** Orders that nobody has paid, so that events about them lead to imports and to nothing else. */
async function placeOrders(world: World): Promise<Order[]> {
  const placed: Order[] = [];
  for (let n = 0; n < orders; n++) {
    const shopId = shopIds[n % shopIds.length] ?? '';
    const { id } = await world.sandbox.act<{ id: string }>('orders', { shopId, status: 'UNPAID', payAfterMs: null });
    placed.push({ id, shopId });
  }
  await untilProcessed(world);
  return placed;
}

/** How long it takes until every event was followed up, in ms. */
async function untilProcessed(world: World): Promise<number> {
  const startedAt = performance.now();
  const pending = () => world.database.query<{ n: number }>(`select count(*)::int as n from inbound_event where state = 'pending'`);
  for (const giveUpAt = startedAt + 120_000; (await pending())[0]?.n !== 0; await wait(100)) {
    if (performance.now() > giveUpAt) throw new Error(`Events stay pending\n${world.words()}`);
  }
  return performance.now() - startedAt;
}

async function bareTimes(databaseUrl: string): Promise<number[]> {
  const child = spawn(process.execPath, [new URL('bare-receiver.ts', import.meta.url).pathname, databaseUrl], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [port] = await once(createInterface({ input: child.stdout }), 'line');
    return await send(`http://127.0.0.1:${port}/`, (n) => eventOf(n, { id: '1', shopId: '1' }));
  } finally {
    child.kill();
  }
}

export const webhookAck: Bench = {
  name: 'webhook-ack',
  about: `Acknowledging signed TikTok Shop events, ${perSecond} a second for ${seconds} s about ${orders} orders, hub with its workers on, against a bare HTTP server with one committed insert; p50 / p95 / p99 from the planned moment of sending.`,
  async run() {
    await using world = await startWorld({ database: 'own' });
    const placed = await placeOrders(world);
    const bare = await bareTimes(world.database.url);
    const hub = await send(`${world.url}/api/v1/platforms/webhook/tiktok`, (n) => eventOf(n, placed[n % orders] ?? { id: '', shopId: '' }));
    const rest = await untilProcessed(world);
    const p99 = percentile(hub, 0.99);
    return [
      { name: 'acknowledged', value: spread(hub), against: `goal p99 ${goalMs} ms`, ratio: ofGoal(p99, goalMs) },
      {
        name: 'acknowledged, against the bare server',
        value: spread(hub),
        against: `bare ${spread(bare)}`,
        ratio: `p50 × ${(percentile(hub, 0.5) / percentile(bare, 0.5)).toFixed(1)}, p99 × ${(p99 / percentile(bare, 0.99)).toFixed(1)}`,
      },
      { name: 'after the last event, until all are followed up', value: ms(rest), against: '', ratio: '' },
    ];
  },
};
