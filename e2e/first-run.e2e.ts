import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBrowser, visit } from './src/browser/browser.ts';
import { accessibilityProblems } from './src/browser/screens.ts';
import { owner, startWorld, type World } from './src/world.ts';

const stack = new AsyncDisposableStack();
let world: World;
let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
  stack.defer(() => browser.close());
  world = stack.use(await startWorld({ isEmpty: true }));
});
afterAll(() => stack.disposeAsync());

describe('the first visit to an empty hub', () => {
  it('registers the owner and shows the guide, step after step', async () => {
    await using visitor = await visit(browser, world.url);
    const { page } = visitor;
    await page.goto('/');
    await page.getByRole('heading', { name: 'Welcome' }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);

    await page.getByLabel('Your name').fill('Sri');
    await page.getByLabel('Organisation').fill('Kopi Nusantara');
    await page.getByLabel('E-mail').fill(owner.email);
    await page.getByLabel('Password').fill('short');
    await page.getByRole('button', { name: 'Create account' }).click();
    // Refused at the field, before anything was sent.
    expect(await page.getByLabel('Password').evaluate((field: HTMLInputElement) => field.validity.valid)).toBe(false);
    await page.getByLabel('Password').fill(owner.password);
    await page.getByRole('button', { name: 'Create account' }).click();

    await page.getByText('Set up, step by step').waitFor();
    await page.getByText('0 of 6 done').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('link', { name: 'Open shops' }).click();
    await page.waitForURL('**/shops');
    expect(visitor.complaints()).toEqual([]);
  });

  it('lets the owner sign in again, and says no to a wrong password', async () => {
    await using visitor = await visit(browser, world.url, { language: 'id' });
    const { page } = visitor;
    await page.goto('/orders');
    await page.getByLabel('E-mail').fill(owner.email);
    await page.getByLabel('Kata sandi').fill('not the password');
    await page.getByRole('button', { name: 'Masuk' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Kata sandi').fill(owner.password);
    await page.getByRole('button', { name: 'Masuk' }).click();
    await page.waitForURL('**/orders');
    // Chromium reports the refusal itself; nothing else may have gone wrong.
    expect(visitor.complaints().filter((text) => !text.includes('/api/user/login'))).toEqual([]);
  });
});
