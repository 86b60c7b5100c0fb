import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Look, signInToken, startBrowser, type Visitor, visit } from './src/browser/browser.ts';
import { catalogScreensOf } from './src/browser/catalog-screens.ts';
import { PictureBook } from './src/browser/picture-book.ts';
import { accessibilityProblems, missingWords, openScreen, overflowingWidth, settled } from './src/browser/screens.ts';
import { orderArrives } from './src/order-arrives.ts';
import type { SandboxOrder, SandboxProduct } from './src/programs/sandbox.ts';
import { owner, startWorld, type World } from './src/world.ts';

const looks: Readonly<Record<string, Look>> = {
  light: { theme: 'light' },
  dark: { theme: 'dark' },
  phone: { theme: 'light', isPhone: true },
  indonesian: { theme: 'light', language: 'id' },
};
const stack = new AsyncDisposableStack();
const book = new PictureBook('catalog');
let world: World;
let browser: Browser;
let token: string;
let listingId: string;
let skuId: string;

interface Items<T> {
  readonly items: readonly T[];
}

beforeAll(async () => {
  browser = await startBrowser();
  stack.defer(() => browser.close());
  world = stack.use(await startWorld({ hasRule: false }));
  token = await signInToken(world.url, owner);
  const listings = await world.owner.get<Items<{ id: string; variantCount: number }>>('/api/listings?limit=50');
  listingId = listings.items.toSorted((a, b) => b.variantCount - a.variantCount)[0]?.id ?? '';
  const skus = await world.owner.get<Items<{ id: string; code: string }>>('/api/skus?limit=200');
  skuId = skus.items.find(({ code }) => code === 'MUG-RED')?.id ?? '';
  // Some variants without a SKU, and an order that went out.
  const { items } = await world.owner.get<Items<{ id: string }>>('/api/listings?q=MUG-RED&limit=1');
  const { variants } = await world.owner.get<{ variants: readonly { id: string }[] }>(`/api/listings/${items[0]?.id}`);
  for (const { id } of variants) await world.owner.send('DELETE', `/api/mappings/${id}`);
});
afterAll(async () => {
  await book.bind();
  await stack.disposeAsync();
});

async function expectNoComplaint({ page, complaints }: Visitor): Promise<void> {
  expect(await missingWords(page)).toEqual([]);
  expect(await overflowingWidth(page)).toBe(0);
  expect(complaints()).toEqual([]);
}

describe.each(Object.entries(looks))('every screen of products and SKUs, %s', (how, look) => {
  it.each(catalogScreensOf(':listing', ':sku'))('$name shows itself without a complaint', async (screen) => {
    await using visitor = await visit(browser, world.url, look, token);
    const { page } = visitor;
    await openScreen(page, { ...screen, path: screen.path.replace(':listing', listingId).replace(':sku', skuId) });
    if (screen.path.includes('=:')) await page.getByRole('dialog').locator('dl').first().waitFor();
    await settled(page);
    await book.take(page, screen.name, how);
    if (how === 'light' || how === 'dark') expect(await accessibilityProblems(page)).toEqual([]);
    await expectNoComplaint(visitor);
  });
});

/** Opens a page as the owner, in the light. */
async function open(path: string): Promise<Visitor> {
  const visitor = await visit(browser, world.url, { theme: 'light' }, token);
  await openScreen(visitor.page, { name: path, path });
  return visitor;
}

describe('the mapping queue', () => {
  it('confirms with one key, and takes it back', async () => {
    await using visitor = await open('/products/mapping');
    const { page } = visitor;
    const first = page.getByRole('row').nth(1);
    await first.getByText('Same seller code').waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('c');
    await page
      .getByText(/linked to MUG-/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Undo' }).first().click();
    await page.getByText('Taken back').waitFor();
    await expectNoComplaint(visitor);
  });

  it('makes a bundle, and confirms all that it is sure of with a result for each', async () => {
    await using visitor = await open('/products/mapping');
    const { page } = visitor;
    await page
      .getByRole('button', { name: /^More for/ })
      .first()
      .click();
    await page.getByRole('menuitem', { name: 'Make a bundle' }).click();
    await page.getByLabel('Find a SKU').fill('MUG');
    await page.getByRole('button', { name: /^MUG-RED/ }).click();
    await page.getByRole('button', { name: /^MUG-BLUE/ }).click();
    await page.getByLabel('Units of MUG-RED').fill('2');
    await book.take(page, 'bundle', 'light');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save bundle' }).click();
    await page.getByText(/linked to .*2 × MUG-RED/).waitFor();
    await page.getByLabel('Select all loaded variants').check();
    await page.getByRole('button', { name: /^Confirm \d+ sure suggestion/ }).click();
    await page.getByText(/^(\d+) of \1 went through$/).waitFor();
    await book.take(page, 'mapping-result', 'light');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Close' }).last().click();
    await page.getByText('Every variant has a SKU').waitFor();
    await expectNoComplaint(visitor);
  });
});

describe('SKUs', () => {
  it('a list with a mistake is not written until its lines are put right or left out', async () => {
    await using visitor = await open('/skus');
    const { page } = visitor;
    await page.getByRole('button', { name: 'Import' }).click();
    const list = page.getByLabel('Or paste the lines');
    await list.fill('code,name,cost,currency\nTRAY-1,Tray,5.50,USD\nTRAY-2,Large tray,abc,USD');
    await page.getByRole('button', { name: 'See what would happen' }).click();
    await page.getByRole('cell', { name: 'cost' }).waitFor();
    await book.take(page, 'sku-import', 'light');
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(await page.getByRole('button', { name: /^Write/ }).count()).toBe(0);
    await page.getByRole('button', { name: 'Change the list' }).click();
    await page.getByLabel('Leave out lines with errors').check();
    await page.getByRole('button', { name: 'See what would happen' }).click();
    await page.getByRole('button', { name: 'Write 1 SKU' }).click();
    await page.getByText('1 made, 0 changed').waitFor();
    await page.getByRole('button', { name: 'Open TRAY-1' }).waitFor();
    await expectNoComplaint(visitor);
  });

  it('shows both changes when two people change the same SKU', async () => {
    await using visitor = await open('/skus?q=TRAY-1');
    const { page } = visitor;
    await page.getByRole('button', { name: 'Open TRAY-1' }).click();
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    const { items } = await world.owner.get<Items<{ id: string }>>('/api/skus?q=TRAY-1');
    await world.owner.send('PATCH', `/api/skus/${items[0]?.id}`, { note: 'Counted by Sari' });
    await page.getByLabel('Name', { exact: true }).fill('Tea tray');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Somebody else changed this SKU').waitFor();
    await book.take(page, 'sku-conflict', 'light');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save my changes over it' }).click();
    await page.getByText('SKU saved').waitFor();
    const { sku } = await world.owner.get<{ sku: { name: string; note: string } }>(`/api/skus/${items[0]?.id}`);
    expect(sku).toMatchObject({ name: 'Tea tray', note: 'Counted by Sari' });
  });

  it('one with units is not archived, and the refusal says what to do first', async () => {
    await using visitor = await open(`/skus?sku=${skuId}`);
    const { page } = visitor;
    await page.getByRole('button', { name: 'Archive' }).click();
    await page
      .getByText(/write them off or move them first/)
      .first()
      .waitFor();
  });
});

describe('shipping with own carriers', () => {
  const shop = '7494049642642441621';

  it('a list of tracking numbers is sent, each line with its result', async () => {
    const order = await world.sandbox.act<SandboxOrder>('orders', { shopId: shop, status: 'AWAITING_SHIPMENT' });
    await orderArrives(world, order.id);
    await using visitor = await open('/orders');
    const { page } = visitor;
    await page.getByRole('button', { name: 'Enter tracking numbers' }).click();
    await page
      .getByLabel('Or paste the lines')
      .fill(`order,carrier,tracking\n${order.id},UPS,1Z5R89390357567128\nNOBODY-1;x\nNOBODY-2,JNE,JN001234`);
    await page.getByText('Line 3: three columns are needed').waitFor();
    await book.take(page, 'tracking-list', 'light');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Ship 2 orders' }).click();
    await page.getByText(/The check digit of this UPS number does not fit/).waitFor();
    await page.getByText('There is no such order').waitFor();
    await page.getByRole('button', { name: '1 number is right: send it' }).click();
    await page.getByText('1 of 2 went through').waitFor();
    await expectNoComplaint(visitor);
  });

  it('a wrong check digit is said beside the number, and a person may know better', async () => {
    const order = await world.sandbox.act<SandboxOrder>('orders', { shopId: shop, status: 'AWAITING_SHIPMENT' });
    const id = await orderArrives(world, order.id);
    await using visitor = await open(`/orders/${id}`);
    const { page } = visitor;
    await openOwnCarrier(page);
    await page.getByLabel('Carrier', { exact: true }).fill('UPS');
    await page.getByLabel('Tracking number').fill('1Z5R89390357567128');
    await page.getByRole('button', { name: 'Ship', exact: true }).click();
    await page.getByText(/The check digit of this UPS number does not fit/).waitFor();
    await book.take(page, 'own-carrier', 'light');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByLabel('The number is right as it is').check();
    await page.getByRole('button', { name: 'Ship', exact: true }).click();
    await page.getByText('Shipping has started').waitFor();
    await expectNoComplaint(visitor);
  });
});

describe('what is asked of the marketplace', () => {
  it('an order is divided, or cancelled with a reason, after a person looked at it', async () => {
    const products = await world.sandbox.look<SandboxProduct[]>('products?shopId=7494049642642441621');
    const lines = products.slice(0, 2).flatMap(({ skus: [sku] }) => (sku ? [{ skuId: sku.id, quantity: 1 }] : []));
    const order = await world.sandbox.act<SandboxOrder>('orders', { shopId: '7494049642642441621', status: 'AWAITING_SHIPMENT', lines });
    await using visitor = await open(`/orders/${await orderArrives(world, order.id)}`);
    const { page } = visitor;
    for (const [item, name] of [
      ['Choose pickup or drop-off', 'handover'],
      ['Split into parcels', 'split'],
    ] as const) {
      await page.getByRole('button', { name: 'More actions' }).click();
      await page.getByRole('menuitem', { name: item }).click();
      await page.getByRole('heading', { name: /^(Split into parcels|How is it handed over)/ }).waitFor();
      await settled(page);
      await book.take(page, name, 'light');
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Cancel at the marketplace' }).click();
    await page.getByLabel('Out of stock').check();
    await book.take(page, 'cancel', 'light');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Cancel the order' }).click();
    await page.getByText('TikTok Shop was told to cancel').waitFor();
    await expectNoComplaint(visitor);
  });
});

async function openOwnCarrier(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More actions' }).click();
  await book.take(page, 'order-more', 'light');
  await page.getByRole('menuitem', { name: 'Ship with own carrier' }).click();
}
