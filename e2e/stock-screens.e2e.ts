import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Look, signInToken, startBrowser, type Visitor, visit } from './src/browser/browser.ts';
import { PictureBook } from './src/browser/picture-book.ts';
import { accessibilityProblems, missingWords, openScreen, overflowingWidth, settled } from './src/browser/screens.ts';
import { owner, startWorld, type World } from './src/world.ts';

const looks: Readonly<Record<string, Look>> = {
  light: { theme: 'light' },
  dark: { theme: 'dark' },
  phone: { theme: 'light', isPhone: true },
  indonesian: { theme: 'light', language: 'id' },
};
const stack = new AsyncDisposableStack();
const book = new PictureBook('stock');
let world: World;
let browser: Browser;
let token: string;
let skuId: string;
let code: string;

beforeAll(async () => {
  browser = await startBrowser();
  stack.defer(() => browser.close());
  world = stack.use(await startWorld({ hasRule: false }));
  token = await signInToken(world.url, owner);
  const { items } = await world.owner.get<{ items: readonly { id: string; code: string }[] }>('/api/skus?limit=1');
  skuId = items[0]?.id ?? '';
  code = items[0]?.code ?? '';
  await world.owner.post('/api/locations', { name: 'Attic' });
  await world.owner.post(`/api/skus/${skuId}/adjust`, { kind: 'receipt', quantity: 7, reason: 'Delivery note 4711' });
});
afterAll(async () => {
  await book.bind();
  await stack.disposeAsync();
});

/** Nothing that axe finds, no word missing, nothing too wide, no complaint: then a picture. */
async function look({ page, complaints }: Visitor, name: string, how: string): Promise<void> {
  await settled(page);
  await book.take(page, name, how);
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(await missingWords(page)).toEqual([]);
  expect(await overflowingWidth(page)).toBe(0);
  expect(complaints()).toEqual([]);
}

const screens = [
  ['stock', '/stock'],
  ['stock-levels', '/stock?sku=:sku'],
  ['stock-sku-movements', '/stock?sku=:sku&part=movements'],
  ['stock-publishing', '/stock?sku=:sku&part=publishing'],
  ['stock-movements', '/stock/movements'],
  ['stock-conflicts', '/stock/conflicts'],
  ['stock-count', '/stock/count'],
  ['sync', '/sync'],
  ['connections', '/shops'],
  ['connections-about', '/shops?about=tiktok'],
] as const;

describe.each(Object.entries(looks))('every screen of stock, sync and connections, %s', (name, chosen) => {
  it.each(screens)('%s shows itself without a complaint', async (screen, path) => {
    await using visitor = await visit(browser, world.url, chosen, token);
    await openScreen(visitor.page, { name: screen, path: path.replace(':sku', skuId) });
    await look(visitor, screen, name);
  });
});

async function onHand(): Promise<number> {
  return (await world.owner.get<{ onHand: number }>(`/api/skus/${skuId}/levels`)).onHand;
}

async function openSku(page: Page): Promise<void> {
  await openScreen(page, { name: 'stock', path: `/stock?q=${code}` });
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: code }).waitFor();
}

describe('what is done with stock', () => {
  it('units are written off with a reason and come back by undo, opened by keys alone', async () => {
    const before = await onHand();
    await using visitor = await visit(browser, world.url, {}, token);
    const { page } = visitor;
    await openSku(page);
    await page.getByRole('button', { name: 'Write off' }).click();
    await page.getByLabel('Units').fill('2');
    await page.getByLabel('Reason').fill('Broken');
    await look(visitor, 'stock-write-off', 'light');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect.poll(onHand).toBe(before - 2);
    await page.getByRole('button', { name: 'Undo' }).first().click();
    await expect.poll(onHand).toBe(before);
    await page.getByRole('link', { name: 'Movements' }).last().click();
    await page.getByText('Takes back: Written off').first().waitFor();
    expect(visitor.complaints()).toEqual([]);
  });

  it('a sheet counts by scanning, survives a closed page, and keeps what was refused', async () => {
    await using visitor = await visit(browser, world.url, { isPhone: true }, token);
    const { page } = visitor;
    await openScreen(page, { name: 'count', path: '/stock/count' });
    const box = page.getByLabel('Code or barcode');
    for (const scanned of [code, code, 'NO-SUCH-CODE']) {
      await box.fill(scanned);
      await box.press('Enter');
    }
    expect(await page.getByLabel(`Counted of ${code}`).inputValue()).toBe('2');
    await page.reload();
    await page.getByLabel(`Counted of ${code}`).waitFor();
    await page.getByRole('button', { name: 'Take over 2 lines' }).click();
    await page.getByRole('dialog').getByText('Refused', { exact: true }).waitFor();
    await look(visitor, 'stock-count-result', 'phone');
    await expect.poll(onHand).toBe(2);
    await page.getByRole('button', { name: 'Close' }).last().click();
    expect(await page.getByLabel('Counted of NO-SUCH-CODE').count()).toBe(1);
    expect(await page.getByLabel(`Counted of ${code}`).count()).toBe(0);
  });

  it('a SKU is published with a guarantee, and the mode says what it promises', async () => {
    await using visitor = await visit(browser, world.url, {}, token);
    const { page } = visitor;
    await openScreen(page, { name: 'publishing', path: `/stock?sku=${skuId}&part=publishing` });
    await page.getByLabel('Guaranteed shares').check();
    await page.getByRole('button', { name: 'Publish like this' }).click();
    await page
      .getByText(/Guaranteed|guarantee does not hold|Not guaranteed yet/)
      .first()
      .waitFor();
    const mode = async () => (await world.owner.get<{ publishMode: string }>(`/api/skus/${skuId}/publishing`)).publishMode;
    await expect.poll(mode).toBe('guaranteed');
    await look(visitor, 'stock-guaranteed', 'light');
  });
});

describe('sync and connections', () => {
  it('a stream is paused, runs by hand and gets another interval', async () => {
    await using visitor = await visit(browser, world.url, {}, token);
    const { page } = visitor;
    await openScreen(page, { name: 'sync', path: '/sync' });
    await page
      .getByRole('button', { name: /^Pause: Products/ })
      .first()
      .click();
    await page.getByRole('button', { name: /^Go on: Products/ }).waitFor();
    await page
      .getByRole('button', { name: /^Run now: Orders/ })
      .first()
      .click();
    await page.getByText('Orders: started').waitFor();
    await page
      .getByRole('button', { name: /^How often: Order status/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'every 2 hours' }).click();
    await look(visitor, 'sync-interval', 'light');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('main').getByText('every 2 hours').nth(2).waitFor();
    expect(visitor.complaints()).toEqual([]);
  });

  it('a connection is tested and renewed; a marketplace that is not set up says what is missing', async () => {
    await using visitor = await visit(browser, world.url, {}, token);
    const { page } = visitor;
    await openScreen(page, { name: 'connections', path: '/shops' });
    await page.getByText('SHOPEE_PARTNER_ID').waitFor();
    await page
      .getByRole('button', { name: /^Test connection/ })
      .first()
      .click();
    await page.getByText(/answered in/).waitFor();
    await page
      .getByRole('button', { name: /^Renew now/ })
      .first()
      .click();
    await page.getByText('The key was renewed').waitFor();
    await page
      .getByRole('button', { name: /^Settings of/ })
      .first()
      .click();
    await look(visitor, 'connections-settings', 'light');
    await page.getByLabel('Ship and print by rules').uncheck();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Without rules').waitFor();
    expect(visitor.complaints()).toEqual([]);
  });
});
