import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Look, signInToken, startBrowser, visit } from './src/browser/browser.ts';
import { PictureBook } from './src/browser/picture-book.ts';
import { accessibilityProblems, missingWords, openScreen, overflowingWidth, screensOf } from './src/browser/screens.ts';
import { fillWorld } from './src/fill-world.ts';
import { owner, startWorld, type World } from './src/world.ts';

const looks: Readonly<Record<string, Look>> = {
  light: { theme: 'light' },
  dark: { theme: 'dark' },
  phone: { theme: 'light', isPhone: true },
  indonesian: { theme: 'light', language: 'id' },
};
const stack = new AsyncDisposableStack();
const book = new PictureBook('screens');
let world: World;
let browser: Browser;
let token: string;
let orderId: string;

beforeAll(async () => {
  browser = await startBrowser();
  stack.defer(() => browser.close());
  world = stack.use(await startWorld({ hasRule: false }));
  orderId = await fillWorld(world, stack);
  token = await signInToken(world.url, owner);
});
afterAll(async () => {
  await book.bind();
  await stack.disposeAsync();
});

describe.each(Object.entries(looks))('every screen, %s', (name, look) => {
  it.each(screensOf(':order'))('$name shows itself without a complaint', async (screen) => {
    await using visitor = await visit(browser, world.url, look, token);
    const { page } = visitor;
    await openScreen(page, { ...screen, path: screen.path.replace(':order', orderId) });
    await book.take(page, screen.name, name);
    if (name === 'light' || name === 'dark') expect(await accessibilityProblems(page)).toEqual([]);
    expect(await missingWords(page)).toEqual([]);
    expect(await overflowingWidth(page)).toBe(0);
    expect(visitor.complaints()).toEqual([]);
  });
});

it.each(['light', 'dark'] as const)('the sign-in screen is as good, %s', async (theme) => {
  await using visitor = await visit(browser, world.url, { theme });
  await openScreen(visitor.page, { name: 'sign-in', path: '/sign-in' });
  await book.take(visitor.page, 'sign-in', theme);
  expect(await accessibilityProblems(visitor.page)).toEqual([]);
  expect(visitor.complaints()).toEqual([]);
});
