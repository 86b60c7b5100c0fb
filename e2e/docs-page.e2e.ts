import { createTestHub, type TestHub, type TestUser } from '@shopfleet/test-kit/hub';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBrowser, type Theme, visit } from './src/browser/browser.ts';

const stack = new AsyncDisposableStack();
let browser: Browser;
let hub: TestHub;
let user: TestUser;
let adminKey: string;

beforeAll(async () => {
  browser = await startBrowser({ needsDashboard: false });
  stack.defer(() => browser.close());
  hub = stack.use(await createTestHub());
  user = await hub.register();
  adminKey = hub.config.admin.key?.reveal() ?? '';
  await hub.fetchAs(undefined, '/admin/stores', {
    method: 'POST',
    headers: { 'x-api-key': adminKey },
    json: { store_code: 'JKT-014', store_name: 'Jakarta Kemang', pic_name: 'Dewi' },
  });
});
afterAll(() => stack.disposeAsync());

/** Finds the operation by the filter of tags, opens and sends it; answers the status and the body that the page shows. */
async function tryOperation(page: Page, tag: string, path: string): Promise<{ status: number; body: string }> {
  await page.locator('.operation-filter-input').fill(tag);
  const block = page.locator('.opblock-get').filter({ has: page.locator(`[data-path="${path}"]`) });
  const execute = block.getByRole('button', { name: 'Execute' });
  if (!(await execute.isVisible())) await block.locator('.opblock-summary-control').click();
  const isOurs = (response: { url(): string }) => new URL(response.url()).pathname === path;
  const [answer] = await Promise.all([page.waitForResponse(isOurs), execute.click()]);
  const shown = block.locator('.live-responses-table .response').filter({ hasText: String(answer.status()) });
  await shown.waitFor();
  return { status: answer.status(), body: await textOf(shown.locator('.highlight-code code')) };
}

const textOf = async (place: Locator): Promise<string> => ((await place.first().textContent()) ?? '').trim();

async function authorize(page: Page, scheme: string, value: string): Promise<void> {
  await page.locator('.auth-wrapper .authorize').first().click();
  const form = page.locator('.auth-container').filter({ has: page.locator('h4', { hasText: scheme }) });
  await form.locator('input').fill(value);
  await form.getByRole('button', { name: 'Apply credentials' }).click();
  await page.locator('.modal-ux .close-modal').click();
}

describe.each<Theme>(['light', 'dark'])('the documentation page, %s', (theme) => {
  it('takes a key, tries a call, shows its answer, and calls nobody else', async () => {
    await using visitor = await visit(browser, hub.url, { theme });
    const { page } = visitor;
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto('/swagger');
    await page.waitForURL('**/api/docs');
    await page.getByRole('heading', { name: 'Shopfleet' }).waitFor();

    expect((await tryOperation(page, 'Operators', '/admin/stores')).status).toBe(401);
    await authorize(page, 'adminKey', adminKey);
    const stores = await tryOperation(page, 'Operators', '/admin/stores');
    expect(stores.status).toBe(200);
    expect(JSON.parse(stores.body)).toMatchObject({
      success: true,
      count: 1,
      data: [{ storeCode: 'JKT-014', storeName: 'Jakarta Kemang' }],
    });

    await authorize(page, 'bearer', user.token);
    const me = await tryOperation(page, 'People', '/api/user/me');
    expect(JSON.parse(me.body)).toMatchObject({ userId: user.userId });

    expect(await contrastOfText(page)).toBeGreaterThan(4.5);
    // Kept on the page only: not in any store of the browser, and gone with the page.
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
    expect(kept).not.toContain(adminKey);
    await page.goto('/health');
    await page.goto('/api/docs');
    expect((await tryOperation(page, 'Operators', '/admin/stores')).status).toBe(401);

    // Chromium reports each refused call itself; nothing else may have gone wrong, and nothing left the machine.
    expect(visitor.complaints().filter((text) => !text.includes('status of 401'))).toEqual([]);
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter((address) => !address.startsWith(hub.url) && !address.startsWith('data:'))).toEqual([]);
  });
});

/** Of the description at the top, against the page behind it; WCAG 2.2 asks for 4.5. */
function contrastOfText(page: Page): Promise<number> {
  return page.evaluate(() => {
    const text = document.querySelector('.info .renderedMarkdown p');
    const behind = document.querySelector('.swagger-ui');
    if (!text || !behind) return 0;
    const numbers = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number);
    const light = (color: string) => {
      const [r = 0, g = 0, b = 0] = numbers(color).map((part) =>
        part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
      );
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const grounds = [behind, document.documentElement].map((element) => getComputedStyle(element).backgroundColor);
    const ground = grounds.find((color) => numbers(color)[3] !== 0) ?? 'rgb(255, 255, 255)';
    const [low = 0, high = 0] = [light(getComputedStyle(text).color), light(ground)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  });
}
