import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Look, signInToken, startBrowser, type Visitor, visit } from './src/browser/browser.ts';
import { PictureBook } from './src/browser/picture-book.ts';
import { accessibilityProblems, contentScreensOf, missingWords, openScreen, overflowingWidth, settled } from './src/browser/screens.ts';
import { type FilledContent, fillContent } from './src/fill-content.ts';
import { owner, startWorld, type World } from './src/world.ts';

const looks: Readonly<Record<string, Look>> = {
  light: { theme: 'light' },
  dark: { theme: 'dark' },
  phone: { theme: 'light', isPhone: true },
  indonesian: { theme: 'light', language: 'id' },
};
const stack = new AsyncDisposableStack();
const book = new PictureBook('content');
let world: World;
let browser: Browser;
let token: string;
let filled: FilledContent;

beforeAll(async () => {
  browser = await startBrowser();
  stack.defer(() => browser.close());
  world = stack.use(await startWorld({ isEmpty: true }));
  await world.owner.signIn(owner);
  await world.database.query(`update tenant set plan = 'enterprise'`);
  token = await signInToken(world.url, owner);
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

describe('before the first account', () => {
  it.each([
    ['content-empty-board', '/content'],
    ['content-empty-outlets', '/content/outlets'],
    ['content-empty-sync', '/content/sync'],
  ])('%s says what to do first', async (name, path) => {
    await using visitor = await visit(browser, world.url, { theme: 'light' }, token);
    await openScreen(visitor.page, { name, path });
    await look(visitor, name, 'light');
  });

  it('the main path goes by clicks: outlet, link, consent, board, sync, numbers', async () => {
    await world.sandbox.content.act('accounts', { username: 'kopi.senopati', displayName: 'Kopi Senopati', followers: 7_310, videos: 6 });
    await using visitor = await visit(browser, world.url, { theme: 'light' }, token);
    const { page } = visitor;
    await openScreen(page, { name: 'board', path: '/content' });
    await page.getByRole('link', { name: 'Go to the outlets' }).click();
    await page.getByRole('button', { name: 'Add outlet' }).first().click();
    await page.getByLabel('Code', { exact: true }).fill('JKT-009');
    await page.getByLabel('Name', { exact: true }).fill('Senopati');
    await page.getByLabel('Person in charge').fill('Rina');
    await look(visitor, 'content-outlet-form', 'light');
    await page.getByRole('button', { name: 'Add and make a link' }).click();
    await page.getByRole('button', { name: 'Make the link' }).click();
    const link = (await page.locator('code').first().textContent()) ?? '';
    expect(link).toContain(`${world.url}/connect/tiktok`);
    await page.getByRole('img', { name: /point a phone at it/ }).waitFor();
    await look(visitor, 'content-link', 'light');
    await page.keyboard.press('Escape');

    await allowOnPhone(link, 'kopi.senopati');

    await page.getByRole('link', { name: 'Board', exact: true }).click();
    await page.getByRole('link', { name: 'Open @kopi.senopati' }).waitFor();
    await page.getByRole('button', { name: 'Sync now' }).click();
    await page.getByRole('link', { name: 'Open @kopi.senopati' }).click();
    await page.getByRole('heading', { level: 1, name: '@kopi.senopati' }).waitFor();
    await expect.poll(() => page.locator('dt:has-text("Followers") + dd').first().textContent(), { timeout: 30_000 }).toMatch(/^7,3/);
    await expect.poll(() => page.locator('li .line-clamp-2').count(), { timeout: 30_000 }).toBe(6);
    await page.getByRole('heading', { name: 'Videos' }).scrollIntoViewIfNeeded();
    await page.mouse.wheel(0, 500);
    await look(visitor, 'content-videos', 'light');
  });

  it('a list with a mistake is not written until it is put right', async () => {
    await using visitor = await visit(browser, world.url, { theme: 'light' }, token);
    const { page } = visitor;
    await openScreen(page, { name: 'outlets', path: '/content/outlets' });
    await page.getByRole('button', { name: 'Import list' }).click();
    const list = page.getByLabel('Your list');
    await list.fill('code,name,pic_name,group\nBKS-001,Bekasi,Sari,Java\nBKS 002,Cikarang,,Java');
    await page.getByRole('button', { name: 'Look at it' }).click();
    await page.getByText('Line 3').first().waitFor();
    await look(visitor, 'content-import', 'light');
    expect(await page.getByRole('button', { name: /^Write/ }).count()).toBe(0);
    await page.getByRole('button', { name: 'Change the list' }).click();
    await list.fill('code,name,pic_name,group\nBKS-001,Bekasi,Sari,Java\nBKS-002,Cikarang,Tono,Java');
    await page.getByRole('button', { name: 'Look at it' }).click();
    await page.getByRole('button', { name: 'Write 2 outlets' }).click();
    await page.getByText('2 new, 0 changed').waitFor();
    await page.getByText('Cikarang').waitFor();
    expect(visitor.complaints()).toEqual([]);
  });

  it('an outlet is archived and comes back by undo', async () => {
    await using visitor = await visit(browser, world.url, { theme: 'light' }, token);
    const { page } = visitor;
    await openScreen(page, { name: 'outlets', path: '/content/outlets' });
    await page.getByRole('button', { name: 'More for Cikarang' }).click();
    await page.getByRole('menuitem', { name: 'Archive' }).click();
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'More for Cikarang' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'More for Cikarang' }).waitFor();
    expect(visitor.complaints()).toEqual([]);
  });
});

/** The person in charge, in a browser of their own. */
async function allowOnPhone(link: string, username: string): Promise<void> {
  await using visitor = await visit(browser, world.url, { isPhone: true });
  const { page } = visitor;
  await page.goto(link);
  await page.getByRole('link').or(page.getByRole('button')).first().click();
  await page.getByRole('combobox').selectOption({ label: `@${username} · Kopi Senopati` });
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.waitForURL(`${world.url}/auth/tiktok/callback**`);
  expect(await page.locator('body').textContent()).toContain('Senopati');
}

describe('a chain with a history', () => {
  beforeAll(async () => {
    filled = await fillContent(world);
  }, 180_000);

  describe.each(Object.entries(looks))('%s', (name, chosen) => {
    it.each(contentScreensOf(':account', ':run'))('$name shows itself without a complaint', async (screen) => {
      await using visitor = await visit(browser, world.url, chosen, token);
      const path = screen.path.replace(':account', filled.accountId).replace(':run', filled.runId);
      await openScreen(visitor.page, { ...screen, path });
      await look(visitor, screen.name, name);
    });
  });

  it('accounts are compared, by keys alone', async () => {
    await using visitor = await visit(browser, world.url, { theme: 'light' }, token);
    const { page } = visitor;
    await openScreen(page, { name: 'board', path: '/content?sort=followers' });
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.keyboard.press('c');
    await page.getByRole('dialog').getByText('2 accounts side by side').waitFor();
    await page.locator('.recharts-line').first().waitFor();
    await look(visitor, 'content-compare', 'light');
    await page.getByRole('button', { name: 'As a table' }).click();
    expect(await page.getByRole('dialog').getByRole('row').count()).toBeGreaterThan(28);
  });

  it('links for all who must connect again come from the alert', async () => {
    await using visitor = await visit(browser, world.url, { theme: 'dark' }, token);
    const { page } = visitor;
    await openScreen(page, { name: 'board', path: '/content' });
    await page.locator('li', { hasText: 'must connect again' }).getByRole('link', { name: 'Make links' }).click();
    await page.getByRole('button', { name: 'Make the links' }).click();
    await page.getByText(/links are ready/).waitFor();
    await look(visitor, 'content-campaign', 'dark');
    expect(await page.getByRole('dialog').getByRole('row').count()).toBeGreaterThan(2);
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByText('Close without a copy?').waitFor();
    expect(visitor.complaints()).toEqual([]);
  });

  it('the filters and the order stand in the address', async () => {
    await using visitor = await visit(browser, world.url, {}, token);
    const { page } = visitor;
    await openScreen(page, { name: 'board', path: '/content?group=Sumatra&sort=growth' });
    const growth = () => page.locator('[role="row"][data-index] > div > [role="gridcell"]:nth-child(5)').allTextContents();
    const numbers = (await growth()).map((text) => Number(text.replace('−', '-').replaceAll(/[^\d-]/g, '')));
    expect(numbers.length).toBeGreaterThan(5);
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
    await page.getByRole('columnheader', { name: 'Growth' }).getByRole('button').click();
    await page.waitForURL(/order=asc/);
  });

  it('a packer does not see the area, and its address says so', async () => {
    await using visitor = await visit(browser, world.url, {}, await memberToken('packer'));
    await openScreen(visitor.page, { name: 'board', path: '/content' });
    await visitor.page.getByText('Your role does not show this').waitFor();
    expect(await visitor.page.getByRole('navigation').getByRole('link', { name: 'Content' }).count()).toBe(0);
    expect(visitor.complaints()).toEqual([]);
  });

  it('somebody who looks after content alone begins there and sees nothing else', async () => {
    await using visitor = await visit(browser, world.url, {}, await memberToken('content'));
    const { page } = visitor;
    await page.goto('/');
    await page.waitForURL(`${world.url}/content`);
    await page
      .getByRole('link', { name: /^Open @/ })
      .first()
      .waitFor();
    const places = page.getByRole('navigation', { name: 'Shopfleet' }).getByRole('link');
    expect((await places.allTextContents()).map((text) => text.replaceAll(/\d.*/g, '').trim())).toEqual(['Content']);
    expect(visitor.complaints()).toEqual([]);
  });
});

/** Somebody who was invited with a role and has joined; the token of their session. */
async function memberToken(role: 'packer' | 'content'): Promise<string> {
  const email = `${role}@example.com`;
  const password = 'correct horse battery';
  const { link } = await world.owner.post<{ link: string }>('/api/users/invitations', { email, role });
  const answer = await fetch(`${world.url}/api/user/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: role, email, password, invitation: new URL(link).searchParams.get('invitation') }),
  });
  if (!answer.ok) throw new Error(`joining answered ${answer.status}: ${await answer.text()}`);
  return signInToken(world.url, { email, password });
}
