/**
 * `npm run judge:amazon -- --specs <folder>`: an independent judge between the hub and the Amazon sandbox. Stoplight Prism, installed for
 * this command only, validates every call and every answer of a full sync and ship run against Amazon's own models, which are read from
 * the folder (https://github.com/amzn/selling-partner-api-models). Ends with 1 when either side violated them.
 */
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createMarketsHub, type MarketsHub, makeReadyToShip, startAmazonMarket } from '@shopfleet/test-kit/markets';
import { freePort } from '@shopfleet/test-kit/printers';
import { openCourt } from './court.ts';
import { installPrism, startProxy } from './prism.ts';
import { syncAndShip } from './sync-and-ship.ts';

/** Files of the models, by the beginning of the paths that they hold. */
const models = {
  '/orders/2026-01-01': 'orders_2026-01-01.json',
  '/orders/v0': 'ordersV0.json',
  '/listings/2021-08-01': 'listingsItems_2021-08-01.json',
  '/mfn/v0': 'merchantFulfillmentV0.json',
  '/sellers/v1': 'sellers.json',
  '/notifications/v1': 'notifications.json',
  '/tokens/2021-03-01': 'tokens_2021-03-01.json',
} as const;

const { values } = parseArgs({ options: { specs: { type: 'string' }, prism: { type: 'string' } } });
const missing = Object.values(models).filter((file) => !existsSync(join(values.specs ?? '', file)));
if (values.specs === undefined || missing.length > 0) {
  console.error(
    `Say with --specs <folder> where Amazon's models are${values.specs === undefined ? '' : `; there is no ${missing.join(', ')}`}`,
  );
  process.exit(64);
}

const program = installPrism(values.prism ?? join(tmpdir(), 'shopfleet-prism'));
const [apiPort, courtPort] = [await freePort(), await freePort()];
await using started = new AsyncDisposableStack();
const proxies = new Map<string, string>();
for (const [beginning, file] of Object.entries(models)) {
  const proxy = await startProxy(program, join(values.specs, file), `http://127.0.0.1:${apiPort}`);
  started.defer(() => proxy.stop());
  proxies.set(beginning, proxy.url);
}
const court = await openCourt(courtPort, proxies);
started.defer(() => court.stop());
const settings = { cancelledFileType: 'kept' } as const;
const amazon: Parameters<typeof createMarketsHub>[0] = {
  start: {
    amazon: (addresses, options) =>
      startAmazonMarket(addresses, { ...options, settings, port: apiPort, apiBaseUrl: `http://127.0.0.1:${courtPort}`, hasQueue: true }),
  },
};
const world: MarketsHub = started.use(await createMarketsHub(amazon));
await makeReadyToShip(world);
// What was found until then says why a run did not come to its end.
const done = await syncAndShip(world).catch((error: unknown) => [`NOT FINISHED: ${String(error)}`]);

console.log(`\n${done.join('\n')}\n`);
for (const [operation, count] of court.judged) console.log(`${String(count).padStart(5)} × ${operation}`);
for (const { call, side, message } of court.violations) console.log(`\nVIOLATION in the ${side} of ${call}\n  ${message}`);
for (const call of court.unjudged) console.log(`\nNOT JUDGED: ${call}`);
const by = (side: string) => court.violations.filter((one) => one.side === side).length;
const total = [...court.judged.values()].reduce((sum, count) => sum + count, 0);
console.log(
  `\n${total} calls judged: ${by('request')} violations by the hub, ${by('response')} by the sandbox, ${court.unjudged.length} calls not judged`,
);
const isFinished = !done.some((line) => line.startsWith('NOT FINISHED'));
process.exitCode = isFinished && court.violations.length + court.unjudged.length === 0 ? 0 : 1;
