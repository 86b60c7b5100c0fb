import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { freePort, waitUntil } from '@shopfleet/test-kit/printers';
import { afterAll, expect, it } from 'vitest';
import { HubClient } from '../scripts/demo/hub-client.ts';
import { documentsIn } from './src/labels/printers.ts';
import { cloneCheckout, type StartedDemo } from './src/programs/checkout.ts';

const checkout = cloneCheckout();
afterAll(() => checkout[Symbol.dispose]());
const labels = join(checkout.path, '.data', 'labels');
const minutes = 60_000;

const port = await freePort();

async function start(at = port): Promise<StartedDemo> {
  const demo = checkout.npmStart({ DEMO_ORDER_EVERY_MS: '700', PORT: String(at) });
  await demo.up();
  return demo;
}

/** Waits until some more labels came out, by themselves. */
async function morePrinted(demo: StartedDemo): Promise<number> {
  const before = documentsIn(labels).length;
  await waitUntil('labels print without a click', () => documentsIn(labels).length >= before + 3, 60_000, demo.output);
  return documentsIn(labels).length;
}

async function signIn(): Promise<HubClient> {
  const state: { hubPort: number; email: string; password: string } = JSON.parse(
    readFileSync(join(checkout.path, '.data', 'demo.json'), 'utf8'),
  );
  const client = new HubClient(`http://127.0.0.1:${state.hubPort}`);
  await client.signIn(state);
  return client;
}

async function orderCount(): Promise<number> {
  return (await (await signIn()).get<{ counts: { all: number } }>('/api/orders/counts')).counts.all;
}

/** Stores show their accounts, connected, with the weeks before. */
async function storesAreRead(demo: StartedDemo): Promise<void> {
  const client = await signIn();
  const countRead = async () => {
    // The hub answers a caller only so often.
    await setTimeout(500);
    const { items } = await client.get<{ items: { status: string; figures: { readDays: number } | null }[] }>(
      '/api/content/accounts?days=28',
    );
    return items.filter(({ status, figures }) => status === 'CONNECTED' && (figures?.readDays ?? 0) >= 27).length;
  };
  // The others follow when the hub lets one address connect more accounts.
  await waitUntil('stores connect their accounts', async () => (await countRead()) >= 5, 60_000, demo.output);
}

it('npm start in a fresh clone prints orders without a click, survives Ctrl-C and kill -9, and leaves nothing behind', {
  timeout: 15 * minutes,
}, async () => {
  const first = await start();
  expect(first.output()).toMatch(/Open\s+http:\/\/127\.0\.0\.1:\d+\s+Sign in\s+\S+\s+Password\s+\S+/);
  await morePrinted(first);
  await storesAreRead(first);
  const orders = await orderCount();
  await first.interrupt();
  expect(checkout.processes()).toEqual([]);

  const second = await start();
  expect(await orderCount()).toBeGreaterThanOrEqual(orders);
  const printed = await morePrinted(second);
  await checkout.killProcesses();

  // Somebody took the port meanwhile: agent and marketplace follow the hub to another one.
  const third = await start(await freePort());
  expect(documentsIn(labels).length).toBeGreaterThanOrEqual(printed);
  await morePrinted(third);
  // The programs die, their PostgreSQL goes on without them.
  await checkout.killProcesses(/node|npm/);

  const fourth = await start();
  expect(await orderCount()).toBeGreaterThanOrEqual(orders);
  await morePrinted(fourth);
  expect(checkout.processes().filter(({ line }) => /postgres.* -D /.test(line))).toHaveLength(1);
  await fourth.interrupt();
  expect(checkout.processes()).toEqual([]);
});
