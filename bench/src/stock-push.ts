import { setTimeout as wait } from 'node:timers/promises';
import { HubClient } from '../../scripts/demo/hub-client.ts';
import { type Bench, type Figure, ofGoal, percentile, spread } from './figure.ts';
import { type FourSandboxes, type Marketplace, marketplaces, startFourSandboxes } from './four-sandboxes.ts';
import { type HeardCall, hearCalls } from './heard-writes.ts';
import { type Installation, openInstallation } from './installation.ts';

const perSecond = 50;
const seconds = 30;
const warmUpSeconds = 5;
const goalMs = 1_000;
const skus = 400;
const units = 1_000;
/** Planned for 10 calls a second each, and 50 for all of them: more shops than that need. */
const shopeeShops = 10;
/** Planned for 4.5 writes a second each. */
const amazonSellers = 20;
const codes = Array.from({ length: skus }, (_, n) => `PUSH-${String(n).padStart(4, '0')}`);

interface Change {
  readonly code: string;
  /** What is on hand after it: every number of a SKU is told once. */
  readonly onHand: number;
  /** When the API had answered that it is committed, Unix ms. */
  readonly at: number;
}

interface Acceptance {
  readonly marketplace: Marketplace;
  readonly code: string;
  readonly quantity: number;
  readonly at: number;
}

/** What a call wrote, by the documentation of each marketplace; undefined for calls that write no stock. */
function writeOf(marketplace: Marketplace, { method, path, body }: HeardCall): { code: string; quantity: number } | undefined {
  const number = /"quantity":(\d+)|"stock":(\d+)/.exec(body);
  const quantity = Number(number?.[1] ?? number?.[2]);
  const found = patterns[marketplace].exec(`${method} ${path} ${body}`)?.[1];
  if (found === undefined || !number) return undefined;
  return { code: codes[Number(found)] ?? '', quantity };
}

/** Each finds the number of the SKU. */
const patterns: Readonly<Record<Marketplace, RegExp>> = {
  'TikTok Shop': /^POST \/product\/\d+\/products\/17296(\d{13})0\/inventory\/update/,
  Shopee: /^POST \/api\/v2\/product\/update_stock\S* .*"item_id":31(\d{9})/,
  eBay: /^POST \/sell\/inventory\/v1\/bulk_update_price_quantity .*"sku":"PUSH-(\d+)"/,
  Amazon: /^PATCH \/listings\/2021-08-01\/items\/\w+\/PUSH-(\d+)/,
};

class AcceptanceBook {
  readonly #kept: Acceptance[] = [];

  note(sandboxes: FourSandboxes, call: HeardCall): void {
    const marketplace = sandboxes.byPort.get(call.port ?? 0);
    if (!marketplace || call.status !== 200) return;
    const write = writeOf(marketplace, call);
    if (write) this.#kept.push({ marketplace, at: call.at, ...write });
  }

  /** For each change, ms until a marketplace took its number or a later one; infinite when it never did. */
  waits(marketplace: Marketplace, changes: readonly Change[]): number[] {
    const own = Map.groupBy(
      this.#kept.filter((one) => one.marketplace === marketplace),
      ({ code }) => code,
    );
    return changes.map(({ code, onHand, at }) => {
      const first = own.get(code)?.find(({ quantity }) => quantity >= onHand);
      return first ? Math.max(0, first.at - at) : Number.POSITIVE_INFINITY;
    });
  }
}

async function until(what: string, isSo: () => Promise<boolean>, seconds = 300): Promise<void> {
  for (const giveUpAt = Date.now() + seconds * 1_000; !(await isSo()); await wait(200)) {
    if (Date.now() > giveUpAt) throw new Error(`Waited in vain: ${what}`);
  }
}

/** Every SKU on sale at all four marketplaces, and shown there with what is on hand. Gives the SKUs' ids in the order of their codes. */
async function openShops(installation: Installation, sandboxes: FourSandboxes, hub: HubClient): Promise<string[]> {
  const { query } = installation;
  const counted = async (text: string) => (await query<{ n: number }>(`select count(*)::int as n from ${text}`))[0]?.n;
  await sandboxes.connect(hub);
  await until('the listings are here', async () => (await counted('listing_variant')) === marketplaces.length * skus);
  await query(`update shop set settings = settings || '{"isStockPublishOn": true}'`);
  const ids: string[] = [];
  for (const code of codes) ids.push((await hub.post<{ id: string }>('/api/skus', { code, name: code, onHand: units })).id);
  await until(
    'the first numbers are accepted',
    async () => (await counted(`listing_variant where published_quantity = ${units}`)) === marketplaces.length * skus,
  );
  return ids;
}

/** One unit more of one SKU after the other, at an even pace, whether or not the hub keeps up. */
async function change(hub: HubClient, ids: readonly string[]): Promise<Change[]> {
  const startedAt = performance.now();
  const changes: Promise<Change>[] = [];
  for (let n = 0; n < (warmUpSeconds + seconds) * perSecond; n++) {
    const plannedAt = startedAt + (n * 1_000) / perSecond;
    if (plannedAt > performance.now()) await wait(plannedAt - performance.now());
    changes.push(addOne(hub, codes[n % skus] ?? '', ids[n % skus] ?? ''));
  }
  return (await Promise.all(changes)).slice(warmUpSeconds * perSecond);
}

async function addOne(hub: HubClient, code: string, id: string): Promise<Change> {
  const body = { kind: 'adjust', quantity: 1, reason: 'Found one more' };
  const { onHand } = await hub.post<{ onHand: number }>(`/api/skus/${id}/adjust`, body);
  return { code, onHand, at: Date.now() };
}

export const stockPush: Bench = {
  name: 'stock-push',
  about: `Stock changes over the HTTP API, ${perSecond} a second for ${seconds} s, of ${skus} SKUs that are on sale at all four sandboxes (one process), hub as one api and one worker process, the database's statistics as autovacuum keeps them; from the API's answer to the sandbox's answer that it took the number (or a later one); p50 / p95 / p99.`,
  async run() {
    await using installation = await openInstallation();
    const { folder, url, query } = installation;
    await using sandboxes = await startFourSandboxes({ folder, hubUrl: url, codes, units, shopeeShops, amazonSellers });
    await installation.startHub('api', sandboxes.variables);
    await installation.startHub('worker', sandboxes.variables);
    const hub = new HubClient(url);
    await hub.signIn({ email: 'bench@example.com', password: 'correct horse battery' });
    await query(`update tenant set plan = 'enterprise'`);
    const ids = await openShops(installation, sandboxes, hub);
    // What autovacuum does within the first minute of a database's life; before it, finding the next job is several times dearer.
    await query('vacuum analyze');
    const before = sandboxes.callsAboveLimit();
    const book = new AcceptanceBook();
    using _ = hearCalls((call) => book.note(sandboxes, call));
    const changes = await change(hub, ids);
    await until('every push is through', async () => (await left(installation)) === 0);
    const after = sandboxes.callsAboveLimit();
    const waits = new Map(marketplaces.map((marketplace) => [marketplace, book.waits(marketplace, changes)]));
    const wrong = await wronglyShown(installation);
    const all = changes.map((_, index) => Math.max(...marketplaces.map((marketplace) => waits.get(marketplace)?.[index] ?? Number.NaN)));
    const above = marketplaces.map((marketplace) => after[marketplace] - before[marketplace]);
    const timed = (name: string, times: readonly number[]): Figure => ({
      name,
      value: spread(times),
      against: `goal p95 ${goalMs} ms`,
      ratio: ofGoal(percentile(times, 0.95), goalMs),
    });
    return [
      timed('until all four marketplaces took it', all),
      ...marketplaces.map((marketplace) => timed(`until ${marketplace} took it`, waits.get(marketplace) ?? [])),
      {
        name: `calls above a limit (${marketplaces.join(', ')})`,
        value: above.join(', '),
        against: 'goal 0',
        ratio: above.every((count) => count === 0) ? 'met' : 'missed',
      },
      {
        name: 'numbers at a marketplace that are not what is on hand, afterwards',
        value: `${wrong} of ${skus * marketplaces.length}`,
        against: 'goal 0',
        ratio: wrong === 0 ? 'met' : 'missed',
      },
      { name: 'changes committed a second', value: rateOf(changes).toFixed(1), against: `asked for ${perSecond}`, ratio: '' },
    ];
  },
};

/** From the first answer to the last. */
function rateOf(changes: readonly Change[]): number {
  const times = changes.map(({ at }) => at);
  return ((changes.length - 1) * 1_000) / (Math.max(...times) - Math.min(...times));
}

/** Variants whose marketplace took another number last than is on hand. */
async function wronglyShown({ query }: Installation): Promise<number> {
  const [row] = await query<{ n: number }>(`
    select count(*)::int as n from listing_variant v join sku_mapping m on m.tenant_id = v.tenant_id and m.variant_id = v.id
    join stock_level l on l.tenant_id = m.tenant_id and l.sku_id = m.sku_id where v.published_quantity is distinct from l.on_hand`);
  return row?.n ?? Number.NaN;
}

/** Pushes that wait or run. */
async function left({ query }: Installation): Promise<number | undefined> {
  const [row] = await query<{ n: number }>(`select count(*)::int as n from pgboss.job where name = 'stock.publish' and state <= 'active'`);
  return row?.n;
}
