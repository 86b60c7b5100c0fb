import { waitUntil } from '@shopfleet/test-kit/printers';
import { expect, it } from 'vitest';
import { signInToken, startBrowser, visit } from './src/browser/browser.ts';
import { openScreen } from './src/browser/screens.ts';
import { documentsIn } from './src/labels/printers.ts';
import { owner, startWorld } from './src/world.ts';

const orderCount = 30;

it('two api and two worker processes over one PostgreSQL share the work, and a browser at the other api sees it live', async () => {
  await using world = await startWorld({ roles: ['api', 'worker', 'api', 'worker'] });
  const browser = await startBrowser();
  await using _closing = { [Symbol.asyncDispose]: () => browser.close() };
  const other = world.hubs[2]?.url ?? '';
  await using visitor = await visit(browser, other, {}, await signInToken(world.url, owner));
  await openScreen(visitor.page, { name: 'home', path: '/' });
  const loads: string[] = [];
  visitor.page.on('framenavigated', (frame) => loads.push(frame.url()));

  // The agent's line and the marketplace's events go to the first api.
  await world.sandbox.act('scenario', { kind: 'steady', everyMs: 100, maximum: orderCount });
  await waitUntil('every label is printed', () => documentsIn(world.labels).length === orderCount, 60_000, world.words);
  const areDone = async () => (await world.database.query(`select id from orders where fulfil_state = 'done'`)).length === orderCount;
  await waitUntil('every order is done', areDone, 20_000, world.words);

  const figure = visitor.page.getByText(String(orderCount), { exact: true }).first();
  await figure.waitFor({ timeout: 40_000 });
  expect(loads).toEqual([]);
  expect(visitor.complaints()).toEqual([]);
});
