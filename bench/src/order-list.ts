import { createTestHub, type TestHub } from '@shopfleet/test-kit/hub';
import { type Bench, type Figure, ofGoal, percentile, spread } from './figure.ts';

const orders = 100_000;
const rounds = 60;
const goalMs = 300;

/** Fills the order list by SQL, with the spread of states, shops, days and SKUs of a busy quarter. */
async function fill(hub: TestHub, tenantId: string): Promise<void> {
  await hub.database.query(
    `insert into connection (tenant_id, id, platform, status, external_account_id) values ($1, 'con_b', 'bench', 'connected', 'a')`,
    [tenantId],
  );
  await hub.database.query(
    `insert into shop (tenant_id, id, connection_id, platform, region, external_id, name)
     select $1, 'shp_' || n, 'con_b', 'bench', 'US', n::text, 'Shop ' || n from generate_series(1, 20) n`,
    [tenantId],
  );
  await hub.database.query(
    `insert into orders (tenant_id, id, shop_id, platform, external_id, status, external_status, external_version, placed_at, paid_at, ship_by_at,
       buyer_name, currency, total_minor, unit_count, sku_codes, tracking_numbers, printed_at, updated_at)
     select $1, 'ord_' || lpad(n::text, 26, '0'), 'shp_' || (1 + n % 20), 'bench', (576460000000000000 + n)::text,
       (array['unpaid','on_hold','to_arrange','to_hand_over','shipped','delivered','completed','completed','completed','cancelled'])[1 + n % 10],
       'X', n, now() - n * interval '70 seconds', now() - n * interval '70 seconds', now() - n * interval '70 seconds' + interval '2 days',
       'Buyer ' || (n % 5000), 'USD', 1000 + n % 9000, 1 + n % 3, array['SKU-' || (n % 400)], array['JX' || (9000000000 + n)],
       case when n % 10 > 2 then now() end, now()
     from generate_series(1, ${orders}) n`,
    [tenantId],
  );
  await hub.database.query('analyze orders');
}

const questions: Readonly<Record<string, (n: number) => string>> = {
  'first page': () => '/api/orders',
  'a view (to ship)': () => '/api/orders?view=to_ship&sort=ship_by',
  'a shop and a state': (n) => `/api/orders?shopId=shp_${1 + (n % 20)}&status=completed`,
  'a SKU': (n) => `/api/orders?sku=SKU-${n % 400}`,
  'search: order number': (n) => `/api/orders?q=${576460000000000000n + BigInt(n * 997)}`,
  'search: tracking number, first part': (n) => `/api/orders?q=JX90000${String(n).padStart(2, '0')}`,
  'search: buyer': (n) => `/api/orders?q=${encodeURIComponent(`buyer ${n * 13}`)}`,
  'counts of all tabs': () => '/api/orders/counts',
};

export const orderList: Bench = {
  name: 'order-list',
  about: `Search and filter over ${orders} orders through the HTTP API, p50 / p95 / p99 of ${rounds} calls each (goal p95 ≤ ${goalMs} ms).`,
  async run() {
    await using hub = await createTestHub();
    const owner = await hub.register();
    const me: { tenantId: string } = await (await hub.fetchAs(owner, '/api/user/me')).json();
    await fill(hub, me.tenantId);
    const figures: Figure[] = [];
    for (const [name, ask] of Object.entries(questions)) {
      const times: number[] = [];
      for (let n = 0; n < rounds; n++) {
        const startedAt = performance.now();
        const answer = await hub.fetchAs(owner, ask(n));
        await answer.arrayBuffer();
        if (!answer.ok) throw new Error(`${ask(n)} answered ${answer.status}`);
        times.push(performance.now() - startedAt);
      }
      figures.push({ name, value: spread(times), against: `goal ${goalMs} ms`, ratio: ofGoal(percentile(times, 0.95), goalMs) });
    }
    return figures;
  },
};
