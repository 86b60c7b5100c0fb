import { setTimeout as wait } from 'node:timers/promises';
import { HubClient } from '../../scripts/demo/hub-client.ts';
import { copyBare } from './bare-copy.ts';
import type { Bench, Figure } from './figure.ts';
import { type FourSandboxes, startFourSandboxes } from './four-sandboxes.ts';
import { type Installation, openInstallation } from './installation.ts';
import { itemSumSql, LargeShops, largeImport, largeSkuCodes, orderSumSql } from './large-shops.ts';
import { shopeeShopOf, startLargeShops, tiktokShopOf } from './large-shops-server.ts';
import { memoryMb } from './process-memory.ts';

/** The hub is killed when so much of the orders is there. */
const killAt = 0.25;
/** This part of the second process's life is its warm-up. */
const warmUp = 0.25;
const memoryGoal = 1.2;
const pageSize = 100;
const giveUpAfterMs = 20 * 60_000;
/** What the import leaves behind. */
const tables = [
  ...['orders', 'order_line', 'order_history', 'reservation', 'package', 'package_line'],
  ...['listing', 'listing_variant', 'sku_mapping', 'stock_movement'],
];

interface Import {
  readonly seconds: number;
  /** From the kill until the import goes on, s. */
  readonly pauseSeconds: number;
  /** Of the second process, one a second, MB. */
  readonly memory: readonly number[];
}

async function importAll(
  installation: Installation,
  sandboxes: FourSandboxes,
  variables: Readonly<Record<string, string>>,
): Promise<Import> {
  const { url, query } = installation;
  const streams = largeImport.orderShops + largeImport.itemShops;
  const first = await installation.startHub('all', variables);
  const hub = new HubClient(url);
  await hub.signIn({ email: 'bench@example.com', password: 'correct horse battery' });
  await query(`update tenant set plan = 'enterprise'`);
  for (const code of largeSkuCodes) await hub.post('/api/skus', { code, name: code, onHand: 1_000_000 });
  const orders = async () => (await query<{ n: number }>('select count(*)::int as n from orders'))[0]?.n ?? 0;
  const startedAt = performance.now();
  await sandboxes.connect(hub, ['tiktok', 'shopee']);
  await until('a part of the orders is here', async () => (await orders()) >= killAt * largeImport.orders);
  await first.kill();
  const killedAt = performance.now();
  const before = await orders();
  const second = await installation.startHub('all', variables);
  let pauseSeconds: number | undefined;
  const memory: number[] = [];
  await until('everything is here', async () => {
    memory.push(memoryMb(second.pid));
    if (pauseSeconds === undefined && (await orders()) > before) pauseSeconds = (performance.now() - killedAt) / 1_000;
    return (await finished(installation)) === streams;
  });
  return { seconds: (performance.now() - startedAt) / 1_000, pauseSeconds: pauseSeconds ?? Number.NaN, memory };
}

/** Shops whose orders (TikTok Shop) or listings (Shopee) were read to their end. */
async function finished({ query }: Installation): Promise<number | undefined> {
  const [row] = await query<{ n: number }>(`
    select count(*)::int as n from sync_cursor c join shop s on s.tenant_id = c.tenant_id and s.id = c.shop_id
    where c.position ->> 'lastStatus' = 'succeeded' and c.stream = case s.platform when 'shopee' then 'listings' else 'orders' end`);
  return row?.n;
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (const giveUpAt = Date.now() + giveUpAfterMs; !(await isSo()); await wait(1_000)) {
    if (Date.now() > giveUpAt) throw new Error(`Waited in vain until ${what}`);
  }
}

async function compare({ query }: Installation, shops: LargeShops): Promise<Figure[]> {
  const sum = async (text: string) => (await query<{ sum: string }>(text))[0]?.sum ?? '';
  const units = `select coalesce(sum(reserved), 0)::text || ' units' as sum from stock_level`;
  const pairs = [
    { name: 'orders and lines, after the kill', is: await sum(orderSumSql), should: shops.orderSum() },
    { name: 'listings and variants, after the kill', is: await sum(itemSumSql), should: shops.itemSum() },
    { name: 'stock promised to orders, after the kill', is: await sum(units), should: `${shops.waitingUnits()} units` },
  ];
  return pairs.map(({ name, is, should }) => ({
    name,
    value: is,
    against: `made ${should}`,
    ratio: is === should ? 'the same' : 'DIFFERENT',
  }));
}

function memoryFigure(samples: readonly number[]): Figure {
  const warm = samples.slice(Math.floor(samples.length * warmUp));
  const middle = Math.floor(warm.length / 2);
  const [early, late] = [Math.max(...warm.slice(0, middle)), Math.max(...warm.slice(middle))];
  return {
    name: 'most memory of the hub in the last half, after the warm-up',
    value: `${late.toFixed(0)} MB`,
    against: `first half ${early.toFixed(0)} MB`,
    ratio: `${(late / early).toFixed(2)} × (goal ≤ ${memoryGoal}${late / early <= memoryGoal ? '' : ', missed'})`,
  };
}

export const bigImport: Bench = {
  name: 'big-import',
  about: `${largeImport.orders} orders (TikTok Shop, ${largeImport.orderShops} shops) and ${largeImport.items} listings (Shopee, ${largeImport.itemShops} shops) read by polling, one hub process, killed (SIGKILL) when ${killAt * 100} % of the orders are there and started again. No sandbox could hold them: the list calls are answered by a server of the bench from a formula, everything else by the sandboxes; the hub keeps to both marketplaces' limits. The baseline is a batch insert of the same rows, ${pageSize} at a time, into tables with the same indexes and nothing else around them.`,
  async run() {
    await using installation = await openInstallation();
    const { folder, url: hubUrl } = installation;
    const options = { folder, hubUrl, codes: [], units: 0, shopeeShops: largeImport.itemShops, amazonSellers: 0 };
    await using sandboxes = await startFourSandboxes(options);
    const shops = new LargeShops(largeImport, Math.floor(Date.now() / 1_000));
    const { TIKTOK_API_BASE_URL = '', SHOPEE_API_BASE_URL = '' } = sandboxes.variables;
    const shopOf = tiktokShopOf(sandboxes.tiktokShops);
    await using tiktok = await startLargeShops({ shops, sandboxUrl: TIKTOK_API_BASE_URL, shopOf });
    await using shopee = await startLargeShops({ shops, sandboxUrl: SHOPEE_API_BASE_URL, shopOf: shopeeShopOf });
    const variables = {
      ...sandboxes.variables,
      // Nothing but what connecting asks for: the figure is of the first import.
      CRON_ENABLED: 'false',
      TIKTOK_API_BASE_URL: tiktok.url,
      TIKTOK_ALLOWED_ORIGINS: `${TIKTOK_API_BASE_URL},${tiktok.url}`,
      SHOPEE_API_BASE_URL: shopee.url,
      SHOPEE_ALLOWED_ORIGINS: `${SHOPEE_API_BASE_URL},${shopee.url}`,
    };
    const { seconds, pauseSeconds, memory } = await importAll(installation, sandboxes, variables);
    const compared = await compare(installation, shops);
    const bare = await copyBare(installation.adminUrl, tables, pageSize);
    const rate = (over: number) => `${Math.round(bare.rows / over)} rows/s`;
    return [
      {
        name: `import of ${bare.rows} rows, the restart counted in`,
        value: `${seconds.toFixed(0)} s, ${rate(seconds)}`,
        against: `batch insert ${rate(bare.seconds)}`,
        ratio: `${Math.round((bare.seconds / seconds) * 100)} %`,
      },
      { name: 'from the kill until the import goes on', value: `${pauseSeconds.toFixed(1)} s`, against: '', ratio: '' },
      memoryFigure(memory),
      ...compared,
    ];
  },
};
