import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

export interface Screen {
  readonly name: string;
  readonly path: string;
}

export const screensOf = (orderId: string): readonly Screen[] => [
  { name: 'home', path: '/' },
  { name: 'orders', path: '/orders' },
  { name: 'order', path: `/orders/${orderId}` },
  { name: 'queue', path: '/queue' },
  { name: 'printers', path: '/printers' },
  { name: 'history', path: '/history' },
  { name: 'shops', path: '/shops' },
  { name: 'stock', path: '/stock' },
  { name: 'rules', path: '/rules' },
  { name: 'people', path: '/people' },
];

/** Content reporting, for an account and a run. */
export const contentScreensOf = (accountId: string, runId: string): readonly Screen[] => [
  { name: 'content-board', path: '/content?sort=views' },
  { name: 'content-board-compared', path: '/content?days=90&compare=true&sort=growth&shade=followers' },
  { name: 'content-summary', path: '/content/summary?compare=true' },
  { name: 'content-account', path: `/content/accounts/${accountId}?compare=true` },
  { name: 'content-outlets', path: '/content/outlets' },
  { name: 'content-sync', path: '/content/sync' },
  { name: 'content-run', path: `/content/sync?run=${runId}` },
];

const accessible = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Opens a screen and waits until what it shows is there. The live line stays open, so the network never rests. */
export async function openScreen(page: Page, { path }: Screen): Promise<void> {
  await page.goto(path);
  await page.locator('h1').first().waitFor();
  await settled(page);
}

/** Waits until nothing on the screen is loading any more. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('main [role="status"][aria-label], main [aria-busy="true"]') === null);
  await page.evaluate(() => document.fonts.ready);
  // Pictures that are in sight; the others are not asked for before they come near.
  await page.waitForFunction(() =>
    [...document.images].every(
      (image) => image.complete || image.getBoundingClientRect().top > innerHeight || image.getBoundingClientRect().bottom < 0,
    ),
  );
  // Two frames: what arrived last is painted.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

/** What axe finds against WCAG 2.2 A and AA, one line for each place. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(accessible).analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help} · ${node.target.join(' ')} · ${node.failureSummary}`),
  );
}

/** Anything wider than the window, which a phone would have to scroll sideways. */
export function overflowingWidth(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Keys of words that nobody wrote, shown in place of the words. */
export async function missingWords(page: Page): Promise<string[]> {
  const text = (await page.locator('body').textContent()) ?? '';
  return (
    text.match(
      /\b(?:shell|home|orders?|stock|rules|printing|printers|agents|routes|history|shops|people|content|contentAlerts|contentAccount|contentSync|contentSummary|outlets|outletLinks|orderShipping|products|productForm|mapping|skus|skuImport|fulfilment|stockDetail|stockMoves|stockPublishing|stockConflicts|stockCount|sync|connections)\.[a-z]\w*(?:\.\w+)*/g,
    ) ?? []
  );
}
