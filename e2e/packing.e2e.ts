import { startZebraSimulator, waitUntil } from '@shopfleet/test-kit/printers';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInToken, startBrowser, type Visitor, visit } from './src/browser/browser.ts';
import { accessibilityProblems, openScreen } from './src/browser/screens.ts';
import { documentsIn } from './src/labels/printers.ts';
import type { SandboxOrder } from './src/programs/sandbox.ts';
import { fourBySix, owner, startWorld, type World } from './src/world.ts';

const stack = new AsyncDisposableStack();
const indonesianShop = '7494049642642441621';
let world: World;
let browser: Browser;
let token: string;

beforeAll(async () => {
  browser = await startBrowser();
  stack.defer(() => browser.close());
  world = stack.use(await startWorld({ hasRule: false }));
  token = await signInToken(world.url, owner);
});
afterAll(() => stack.disposeAsync());

/** Orders that wait for a person, imported and shown. */
async function placeOrders(count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    ids.push((await world.sandbox.act<SandboxOrder>('orders', { shopId: indonesianShop, status: 'AWAITING_SHIPMENT' })).id);
  }
  const areHere = async () => {
    const rows = await world.database.query(`select id from orders where external_id = any($1) and status = 'to_arrange'`, [ids]);
    return rows.length === count;
  };
  await waitUntil('the orders are imported', areHere, 20_000, world.words);
  return ids;
}

async function openOrders(view: string): Promise<Visitor> {
  const visitor = await visit(browser, world.url, {}, token);
  await openScreen(visitor.page, { name: 'orders', path: `/orders?view=${view}` });
  return visitor;
}

const resultSheet = (page: Page) => page.getByRole('dialog');

describe('at the packing table', () => {
  it('an order shows up while the list is open, without a reload', async () => {
    await using visitor = await openOrders('to_ship');
    const { page } = visitor;
    await page.getByRole('status').filter({ hasText: 'Live' }).waitFor();
    await page.evaluate(() => Object.assign(window, { isSamePage: true }));

    const [id = ''] = await placeOrders(1);

    await page
      .getByText('1 new order')
      .or(page.getByRole('link', { name: `Open order ${id}` }))
      .first()
      .waitFor({ timeout: 20_000 });
    expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true);
    expect(visitor.complaints()).toEqual([]);
  });

  it('orders are shipped and printed with the keyboard alone', async () => {
    await placeOrders(3);
    const before = documentsIn(world.labels).length;
    await using visitor = await openOrders('to_ship');
    const { page } = visitor;
    for (const key of ['j', 'x', 'j', 'j', 'x', 'k', 'x', 'x', 's']) await page.keyboard.press(key);
    await resultSheet(page).getByText('2 of 2 went through').waitFor({ timeout: 20_000 });
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await resultSheet(page).waitFor({ state: 'detached' });
    await waitUntil('two labels come out', () => documentsIn(world.labels).length === before + 2, 20_000, world.words);

    // A label that printed already does not print again by a slip of the finger.
    await openScreen(page, { name: 'orders', path: '/orders?view=to_hand_over' });
    for (const key of ['j', 'x', 'p']) await page.keyboard.press(key);
    await resultSheet(page).getByText('0 of 1 went through').waitFor({ timeout: 20_000 });
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByText('Ctrl K').waitFor();
    await page.keyboard.press('Escape');
    expect(documentsIn(world.labels)).toHaveLength(before + 2);
    expect(visitor.complaints()).toEqual([]);
  });

  it('many orders are shipped at once, with one result for each', async () => {
    await placeOrders(5);
    await using visitor = await openOrders('to_ship');
    const { page } = visitor;
    await page.getByRole('checkbox', { name: 'Select all loaded orders' }).check();
    const bar = page.getByRole('region', { name: 'With the selected orders' });
    const count = Number(/\d+/.exec((await bar.getByRole('status').textContent()) ?? '')?.[0]);
    expect(count).toBeGreaterThanOrEqual(5);
    await bar.getByRole('button', { name: 'Ship' }).click();
    await resultSheet(page).getByText(`${count} of ${count} went through`).waitFor({ timeout: 30_000 });
    expect(await resultSheet(page).getByRole('listitem').count()).toBe(count);
    await page.getByRole('button', { name: 'Close' }).last().click();
    const isDone = async () => (await world.database.query(`select id from orders where fulfil_state <> 'done'`)).length === 0;
    await waitUntil('all are fulfilled', isDone, 60_000, world.words);
    expect(visitor.complaints()).toEqual([]);
  });

  it('a label that nobody can tell of is settled by a look at the printer', async () => {
    await using silent = await startZebraSimulator({ hasStatus: false });
    const { items } = await world.owner.get<{ items: readonly { id: string }[] }>('/api/agents');
    const printer = await world.owner.post<{ id: string }>('/api/printers', {
      name: 'Old Zebra',
      agentId: items[0]?.id,
      driver: { kind: 'raw9100', host: silent.host, port: silent.port },
      media: { ...fourBySix, language: 'zpl' },
    });
    const job = await world.owner.post<{ id: string }>(`/api/printers/${printer.id}/test-page`, {});
    await using visitor = await visit(browser, world.url, {}, token);
    const { page } = visitor;
    await openScreen(page, { name: 'queue', path: '/queue' });
    await page.getByRole('heading', { name: 'We cannot tell whether this printed' }).waitFor({ timeout: 60_000 });
    expect(silent.labels()).toHaveLength(1);
    await page.getByRole('button', { name: 'It printed' }).click();
    await page.getByRole('heading', { name: 'We cannot tell whether this printed' }).waitFor({ state: 'detached' });

    const [settled] = await world.database.query(
      'select j.state, a.outcome from print_job j join print_attempt a on a.print_job_id = j.id where j.id = $1',
      [job.id],
    );
    expect(settled).toEqual({ state: 'confirmed', outcome: 'person-printed' });
    expect(silent.labels()).toHaveLength(1);
    expect(visitor.complaints()).toEqual([]);
  });
});
