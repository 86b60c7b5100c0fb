import { createHmac, randomUUID } from 'node:crypto';
import type { ShipCount } from '@shopfleet/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInToken, startBrowser } from './src/browser/browser.ts';
import { PictureBook } from './src/browser/picture-book.ts';
import { looks, openScene, type Scene, type Stage } from './src/browser/scene.ts';
import { orderArrives } from './src/order-arrives.ts';
import { type SandboxOrder, type SandboxProduct, sandboxApp } from './src/programs/sandbox.ts';
import { owner, startWorld, type World } from './src/world.ts';

const indonesianShop = '7494049642642441621';
const shopeeShop = '226354871';
const hows = Object.keys(looks);
const stack = new AsyncDisposableStack();
const book = new PictureBook('fulfilment');
let world: World;
let stage: Stage;

beforeAll(async () => {
  const browser = await startBrowser();
  stack.defer(() => browser.close());
  world = stack.use(await startWorld({ hasRule: false, marketplaces: ['shopee'] }));
  stage = { browser, url: world.url, token: await signInToken(world.url, owner), book };
});
afterAll(async () => {
  await book.bind();
  await stack.disposeAsync();
});

const open = (how: string, path: string) => openScene(stage, how, path);

const packagesOf = ({ page, say }: Scene) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: say('order.packages'), exact: true }) });

async function chooseMore(scene: Scene, item: string): Promise<void> {
  await scene.button('order.act.more').click();
  await scene.page.getByRole('menuitem', { name: scene.say(item) }).click();
  await scene.page.getByRole('dialog').waitFor();
}

interface Placed {
  readonly externalId: string;
  readonly id: string;
}

async function placeOrder(kinds: number, more: object = {}): Promise<Placed> {
  const products = await world.sandbox.look<SandboxProduct[]>(`products?shopId=${indonesianShop}`);
  const lines = products.slice(0, kinds).flatMap(({ skus: [sku] }) => (sku ? [{ skuId: sku.id, quantity: 1 }] : []));
  const order = await world.sandbox.act<SandboxOrder>('orders', { shopId: indonesianShop, status: 'AWAITING_SHIPMENT', lines, ...more });
  return { externalId: order.id, id: await orderArrives(world, order.id) };
}

async function shipsOf(externalId: string): Promise<readonly ShipCount[]> {
  return (await world.sandbox.look<ShipCount[]>('ship-counts')).filter(({ orderIds }) => orderIds.includes(externalId));
}

describe.each(hows)('orders at their marketplace, %s', (how) => {
  it('an order is split, and each parcel is sent once', async () => {
    const { externalId, id } = await placeOrder(3);
    await using scene = await open(how, `/orders/${id}`);
    const { page, say } = scene;
    await chooseMore(scene, 'orderShipping.split.open');
    await scene.button('orderShipping.split.another').click();
    await page.getByRole('combobox').nth(1).selectOption({ index: 1 });
    await page.getByRole('combobox').nth(2).selectOption({ index: 2 });
    await scene.look('split');
    await scene.button('orderShipping.split.submit', { count: 3 }).click();
    // The parcel that was divided is none any more.
    await expect.poll(() => packagesOf(scene).getByText(say('order.package.noTracking')).count()).toBe(3);
    await scene.look('split-done');
    await scene.button('order.act.ship').click();
    await expect.poll(() => packagesOf(scene).getByText(say('order.package.status.to_hand_over'), { exact: true }).count()).toBe(3);
    await scene.look('split-sent');
    const ships = await shipsOf(externalId);
    expect(ships.map(({ shipEffects }) => shipEffects).filter((effects) => effects > 0)).toEqual([1, 1, 1]);
  });

  it('orders of one buyer go in one parcel; a stranger’s is refused in words', async () => {
    const recipient = {
      name: 'A Buyer',
      phone: '(+62)8123456789',
      street: 'Jl. Melati 1',
      city: 'Bandung',
      state: 'Jawa Barat',
      postalCode: '40132',
    };
    const buyer = { buyerId: `buyer-${how}`, recipient };
    const [one, two] = [await placeOrder(1, buyer), await placeOrder(1, buyer)];
    const stranger = await placeOrder(1);
    await using scene = await open(how, '/orders');
    const { page, say } = scene;
    const mark = ({ externalId }: Placed) =>
      page.getByRole('checkbox', { name: say('orders.selectRow', { number: externalId }), exact: true });
    for (const order of [one, two, stranger]) await mark(order).check();
    await scene.button('orderShipping.combine').click();
    await page.getByRole('dialog').getByRole('alert').waitFor();
    await scene.look('combine-refused');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('shell.close') })
      .last()
      .click();
    // What was refused is still chosen.
    await mark(stranger).uncheck();
    await scene.button('orderShipping.combine').click();
    await expect.poll(() => page.getByRole('dialog').getByText(say('orders.result.outcome.done'), { exact: true }).count()).toBe(2);
    await scene.look('combine-done');
    const parcels = await world.database.query<{ id: string }>(
      `select distinct p.id from package p join package_line l on l.package_id = p.id
       where l.order_id = any($1) and p.status <> 'cancelled'`,
      [[one.id, two.id]],
    );
    expect(parcels).toHaveLength(1);
  });

  it('the buyer’s wish to cancel is refused, and of another order granted', async () => {
    const [kept, given] = [await placeOrder(1), await placeOrder(1)];
    for (const { externalId } of [kept, given]) await world.sandbox.act('buyer-cancel', { id: externalId });
    for (const { externalId } of [kept, given]) await orderArrives(world, externalId, 'is_cancel_requested');
    for (const [order, answer] of [
      [kept, 'refuse'],
      [given, 'accept'],
    ] as const) {
      await using scene = await open(how, `/orders/${order.id}`);
      const { page, say } = scene;
      await scene.button(`orderShipping.answer.${answer}`).click();
      await page.getByRole('dialog').waitFor();
      await scene.look(`cancellation-${answer}`);
      await page
        .getByRole('dialog')
        .getByRole('button', { name: say(`orderShipping.answer.${answer}`), exact: true })
        .click();
      await scene.button(`orderShipping.answer.${answer}`).waitFor({ state: 'detached' });
      await scene.look(`cancellation-${answer}-done`);
    }
    await orderArrives(world, kept.externalId, `status = 'to_arrange' and not is_cancel_requested`);
    await orderArrives(world, given.externalId, `status = 'cancelled'`);
  });

  it('the courier comes to the chosen place at the chosen time', async () => {
    const { shopee } = world.sandbox.others;
    const { id: externalId } = await shopee.act<{ id: string }>('orders', { shopId: shopeeShop, status: 'READY_TO_SHIP' });
    await using scene = await open(how, `/orders/${await orderArrives(world, externalId)}`);
    const { page, say } = scene;
    await chooseMore(scene, 'orderShipping.handover.open');
    await page.getByLabel(say('orderShipping.handover.pickup')).check();
    await page.getByLabel(say('orderShipping.handover.place')).selectOption({ index: 1 });
    const slots = page.getByLabel(say('orderShipping.handover.slot'));
    await slots.selectOption({ index: 2 });
    const slotId = await slots.inputValue();
    await scene.look('pickup');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('order.own.submit'), exact: true })
      .click();
    await packagesOf(scene).getByText(say('order.package.status.to_hand_over'), { exact: true }).waitFor();
    await scene.look('pickup-done');
    const { packages } = await shopee.look<{ packages: { handover?: object }[] }>(`order?id=${externalId}`);
    expect(packages.map(({ handover }) => handover)).toMatchObject([{ kind: 'pickup', slotId }]);
  });
});

/** An event as the marketplace signs it, of an order that it does not have. */
async function sendStrayEvent(orderId: string): Promise<void> {
  const now = Math.floor(Date.now() / 1_000);
  const data = { order_id: orderId, order_status: 'AWAITING_SHIPMENT', update_time: now };
  const event = { type: 1, tts_notification_id: randomUUID(), shop_id: indonesianShop, timestamp: now, data };
  const body = JSON.stringify(event);
  const authorization = createHmac('sha256', sandboxApp.appSecret).update(sandboxApp.appKey).update(body).digest('hex');
  const headers = { 'content-type': 'application/json', authorization };
  const { status } = await fetch(`${world.url}/api/v1/platforms/webhook/tiktok`, { method: 'POST', headers, body });
  expect(status).toBe(200);
}

describe.each(hows)('what needs a person, %s', (how) => {
  it('news that could not be followed up is tried again, and left at that with a reason', async () => {
    const orderId = `57988643${9_000_000_000 + hows.indexOf(how)}`;
    const stateIs = (state: string) => async () => {
      const [row] = await world.database.query<{ state: string }>(
        `select state from inbound_event where hint::text like '%' || $1 || '%' order by id desc`,
        [orderId],
      );
      return row?.state === state;
    };
    await sendStrayEvent(orderId);
    await expect.poll(stateIs('parked')).toBe(true);
    await using scene = await open(how, '/sync');
    const { page, say } = scene;
    await page.getByText(orderId).first().scrollIntoViewIfNeeded();
    await scene.look('set-aside');
    const retried = page.waitForResponse('**/api/sync/parked/retry');
    await scene.button('sync.parked.retryOf', { about: orderId }).click();
    expect(await (await retried).json()).toMatchObject({ done: 1 });
    await expect.poll(stateIs('parked')).toBe(true);
    await scene.button('sync.parked.dismissOf', { about: orderId }).click();
    await page.getByLabel(say('stock.reason')).fill('It was a test');
    await scene.look('set-aside-dismiss');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('sync.parked.dismiss'), exact: true })
      .click();
    await expect.poll(stateIs('ignored')).toBe(true);
  });

  it('several numbers that differ are settled at once; what is not possible says why', async () => {
    const { items } = await world.owner.get<{ items: { id: string; externalId: string }[] }>('/api/shops');
    const products = await world.sandbox.look<SandboxProduct[]>(`products?shopId=${indonesianShop}`);
    // A seller changes them by hand; no order of the others is for these.
    for (const { skus } of products.slice(3, 5)) {
      await world.sandbox.act('stock', { skuId: skus[0]?.id, quantity: 4_000 + hows.indexOf(how) });
    }
    const shopId = items.find(({ externalId }) => externalId === indonesianShop)?.id;
    await using scene = await open(how, `/stock/conflicts?shopId=${shopId}`);
    const { page, say } = scene;
    await scene.button('stockConflicts.sweep').first().click();
    const dialog = page.getByRole('dialog');
    const rows = page.getByRole('list', { name: say('stockDetail.tab.conflicts') }).getByRole('listitem');
    // Those two by their number, with the comma or the point of the language: other rows may come and go meanwhile.
    const takeable = rows.filter({ has: page.getByRole('button', { name: new RegExp(`4[.,]00${hows.indexOf(how)}`) }) });
    await takeable.nth(1).waitFor();
    for (const index of [0, 1]) await takeable.nth(index).getByRole('checkbox').check();
    await scene.look('conflicts');
    // The shop does not take its stock from the hub.
    await scene.button('stockConflicts.publishMany', { count: 2 }).click();
    await dialog.getByText(say('stockConflicts.result.summary', { good: 0, count: 2 })).waitFor();
    await scene.look('conflicts-refused');
    await dialog
      .getByRole('button', { name: say('shell.close') })
      .last()
      .click();
    for (const index of [0, 1]) await takeable.nth(index).getByRole('checkbox').check();
    await scene.button('stockConflicts.takeMany', { count: 2 }).click();
    await scene.look('conflicts-take');
    await dialog.getByRole('button', { name: say('stockConflicts.ask.submit'), exact: true }).click();
    await dialog.getByText(say('stockConflicts.result.summary', { good: 2, count: 2 })).waitFor();
    await scene.look('conflicts-done');
  });

  it('a shop is disconnected and comes back with a new agreement', async () => {
    await using scene = await open(how, '/shops');
    const { page, say } = scene;
    const card = page.getByRole('region').filter({ has: page.getByText('Shopee', { exact: true }) });
    const name = (await card.getByRole('heading').first().textContent()) ?? '';
    await card.getByRole('button', { name: say('shops.act.more', { shop: name }), exact: true }).click();
    await page.getByRole('menuitem', { name: say('shops.act.disconnect') }).click();
    const confirm = page.getByRole('dialog').getByRole('button', { name: say('shops.disconnect.submit'), exact: true });
    await confirm.waitFor();
    expect(await confirm.isEnabled()).toBe(false);
    await page.getByLabel(say('shell.typeToConfirm', { word: name })).fill(name);
    await scene.look('disconnect');
    await confirm.click();
    await card.waitFor({ state: 'detached' });
    const again = page.getByRole('button', { name: new RegExp(`^${say('shops.reconnect')}: `) }).last();
    await again.scrollIntoViewIfNeeded();
    await scene.look('disconnected');
    await again.click();
    await scene.look('connect-again');
    await scene.button('shops.connectDialog.submit', { platform: 'Shopee' }).click();
    // The marketplace's own page, in its own language.
    await page.getByRole('button', { name: 'Confirm', exact: true }).click();
    await page.waitForURL(`${world.url}/**`);
    await scene.look('came-back');
    await page.getByRole('link').click();
    await card.getByText(say('shops.status.connected'), { exact: true }).first().waitFor();
    await scene.look('connected-again');
  });
});
