import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOrderWorld, type OrderWorld } from '../orders/test/order-world.ts';
import { type Receiver, startReceiver } from './test/receiver-process.ts';
import { marketEvent } from './test/test-market.ts';

/** More kills for a soak: each costs about two seconds. */
const kills = Number(process.env.STORM_KILLS ?? 5);
const crashPoints = ['sync.before-event-stored', 'sync.after-event-stored', 'orders.after-fetch', 'orders.after-import', undefined];

let world: OrderWorld;
beforeAll(async () => {
  world = await createOrderWorld();
  await world.makeSku('STORM-1', 50);
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

const event = (id: string, orderId = `order-${id}`) => marketEvent({ id, hint: { kind: 'order', externalOrderIds: [orderId] } });

async function settled(): Promise<void> {
  const unfinished = () =>
    world.db.query<{ n: number }>(`
    select ((select count(*) from inbound_event where state = 'pending') +
      (select count(*) from pgboss.job where name = 'orders.import' and state in ('created', 'retry', 'active')))::int as n`);
  await expect.poll(async () => (await unfinished())[0]?.n, { timeout: 240_000, interval: 250 }).toBe(0);
}

test('an event about several shops that was stored for the first only comes again, and is stored for the others', async () => {
  const call = marketEvent({ id: 'many', otherShops: ['7002'], hint: { kind: 'nothing' } });
  const kept = () => world.db.query(`select external_shop_id as shop from inbound_event where dedupe_key like 'many%' order by 1`);
  const dying = await startReceiver({ url: world.db.url, crashAt: { name: 'sync.after-event-stored', hits: 1 } });
  expect(await dying.post(call)).toBeUndefined();
  await dying.died();
  expect(await kept()).toEqual([{ shop: '7001' }]);
  const healthy = await startReceiver({ url: world.db.url });
  expect(await healthy.post(call)).toBe(200);
  await healthy.kill();
  expect(await kept()).toEqual([{ shop: '7001' }, { shop: '7002' }]);
}, 300_000);

describe('a storm of events', () => {
  test('loses nothing that was acknowledged, whenever the process is killed', async () => {
    const acknowledged = new Set<string>();
    for (let life = 0; life <= kills; life++) {
      const name = crashPoints[life % crashPoints.length];
      const isLast = life === kills;
      const crashAt = isLast || name === undefined ? {} : { crashAt: { name, hits: 5 + life * 3 } };
      const receiver = await startReceiver({ url: world.db.url, ...crashAt });
      await storm(receiver, life, acknowledged);
      if (isLast) await settled();
      await receiver.kill();
    }
    const stored = await world.db.query<{ key: string; state: string }>('select dedupe_key as key, state from inbound_event');
    const states = new Map(stored.map((row) => [row.key, row.state]));
    expect(acknowledged.size).toBeGreaterThan(kills * 10);
    expect([...acknowledged].filter((id) => states.get(id) !== 'processed')).toEqual([]);
    const orders = await world.db.query<{ n: number }>('select count(*)::int as n from orders');
    expect(orders[0]?.n).toBeGreaterThanOrEqual(acknowledged.size);
    expect(await world.broken()).toEqual([]);
  }, 600_000);

  /** Every event five times over, with forged ones between; ends when the process died or all were sent. */
  async function storm(receiver: Receiver, life: number, acknowledged: Set<string>): Promise<void> {
    const ids = Array.from({ length: 40 }, (_, n) => `storm-${life}-${n}`);
    const killer = pause(400 + Math.random() * 800).then(() => (life % crashPoints.length === 4 ? receiver.kill() : undefined));
    const send = async (id: string): Promise<void> => {
      await pause(Math.random() * 600);
      const status = await receiver.post(event(id));
      if (status === 200) acknowledged.add(id);
      const forged = await receiver.post({ ...event(`forged-${id}`), headers: { 'x-signature': 'ff'.repeat(32) } });
      expect([401, undefined]).toContain(forged);
    };
    await Promise.all(ids.flatMap((id) => Array.from({ length: 5 }, () => send(id))));
    await killer;
  }

  test('answers poison with a refusal or a reason, and goes on', async () => {
    const receiver = await startReceiver({ url: world.db.url });
    const deep = Buffer.from(`${'['.repeat(10_000)}${']'.repeat(10_000)}`);
    expect(await receiver.post(marketEvent(deep))).toBe(400);
    expect(await receiver.post(marketEvent(Buffer.from([0x7b, 0xff, 0xfe, 0x7d])))).toBe(400);
    expect(await receiver.post(marketEvent(Buffer.alloc(1_100_000, 0x20)))).toBe(413);
    expect(await receiver.post(marketEvent(Buffer.from('{"__proto__": {"id": "x"}}')))).toBe(400);
    expect(await receiver.post(event('poison-nul', 'a\0b'))).toBe(200);
    expect(await receiver.post(event('poison-surrogate', 'a\ud800'))).toBe(200);
    expect(await receiver.post(event('poison\0key', 'order-key'))).toBe(200);
    expect(await receiver.post(event('poison-big', '9007199254740993123'))).toBe(200);
    await settled();
    await receiver.kill();
    const poison = await world.db.query(`select dedupe_key as key, state from inbound_event where dedupe_key like 'poison%' order by 1`);
    expect(poison).toEqual([
      { key: 'poison-big', state: 'processed' },
      { key: 'poison-nul', state: 'parked' },
      { key: 'poison-surrogate', state: 'parked' },
      { key: 'poisonkey', state: 'processed' },
    ]);
    expect(await world.db.query(`select external_id from orders where external_id like '9007%'`)).toEqual([
      { external_id: '9007199254740993123' },
    ]);
  }, 300_000);
});
