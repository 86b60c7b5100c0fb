import { startZebraSimulator, waitUntil } from '@shopfleet/test-kit/printers';
import type { SandboxOrder, SandboxProduct } from './programs/sandbox.ts';
import { fourBySix, type World } from './world.ts';

const shops = ['7494049642642441621', '7494049642642441622'];
const autoOrders = 14;

/**
 * A morning's work in a world that was started without a rule: printed orders, one held, one short of stock, one cancelled, one unpaid,
 * a label that nobody can tell of, a paused printer with jobs. Answers the id of an order whose label was printed.
 */
export async function fillWorld(world: World, stack: AsyncDisposableStack): Promise<string> {
  const { owner, sandbox, database } = world;
  await owner.post('/api/rules', {
    name: 'Look at large orders first',
    conditions: { currency: 'IDR', totalAtLeast: '9000000' },
    action: 'hold',
  });
  await owner.post('/api/rules', { name: 'Ship every paid order', conditions: {}, action: 'fulfil' });
  const kettles = await linesOf(world, 'KETT-BLACK', 9);
  await sandbox.act('orders', { shopId: shops[0], status: 'AWAITING_SHIPMENT', lines: kettles });
  await sandbox.act('orders', { shopId: shops[1], status: 'UNPAID', payAfterMs: null });
  const regretted = await sandbox.act<SandboxOrder>('orders', { shopId: shops[1], status: 'ON_HOLD' });
  await sandbox.act('buyer-cancel', { id: regretted.id });
  for (let index = 0; index < autoOrders; index += 1) {
    await sandbox.act('orders', { shopId: shops[index % 2], status: 'AWAITING_SHIPMENT', ...noteOf(index) });
  }
  await addTroubledPrinters(world, stack);
  await owner.post('/api/users/invitations', { email: 'packer@example.com', role: 'packer' });
  await owner.post('/api/user/api-keys', { name: 'Bookkeeping', scopes: ['orders:read'] });
  let printed: { order_id: string }[] = [];
  const isDone = async () => {
    printed = await database.query(`select order_id from print_job where state = 'confirmed' and order_id is not null order by created_at`);
    return printed.length >= autoOrders;
  };
  await waitUntil(`${autoOrders} labels are printed`, isDone, 30_000, () => world.words());
  await runShort(world);
  return printed[0]?.order_id ?? '';
}

/** After the others: they are for what the sandbox likes, and may be for this, too. */
async function runShort(world: World): Promise<void> {
  const { owner, sandbox, database } = world;
  const { id, onHand } = await skuOf(world, 'COLD-CLEAR');
  await owner.post(`/api/skus/${id}/adjust`, { kind: 'write_off', quantity: 1 - onHand, reason: 'Water damage' });
  const before = await database.query('select id from orders');
  await sandbox.act('orders', { shopId: shops[0], status: 'AWAITING_SHIPMENT', lines: await linesOf(world, 'COLD-CLEAR', 3) });
  const isThere = async () => (await database.query('select id from orders')).length > before.length;
  await waitUntil('the order without stock arrives', isThere);
}

/** One that answers no question, so that its job stays undecided, and one that is paused. */
async function addTroubledPrinters({ owner, database }: World, stack: AsyncDisposableStack): Promise<void> {
  const silent = stack.use(await startZebraSimulator({ hasStatus: false }));
  const { items } = await owner.get<{ items: readonly { id: string }[] }>('/api/agents');
  const agentId = items[0]?.id;
  const media = { ...fourBySix, language: 'zpl' };
  const add = (name: string) =>
    owner.post<{ id: string }>('/api/printers', {
      name,
      agentId,
      media,
      driver: { kind: 'raw9100', host: silent.host, port: silent.port },
    });
  const old = await add('Old Zebra by the door');
  const spare = await add('Spare printer');
  await owner.send('PATCH', `/api/printers/${spare.id}`, { isPaused: true });
  for (const id of [old.id, spare.id, spare.id]) await owner.post(`/api/printers/${id}/test-page`, {});
  const isUndecided = async () => (await database.query(`select id from print_job where state = 'unknown'`)).length > 0;
  await waitUntil('the silent printer leaves a doubt', isUndecided, 60_000);
}

interface Sku {
  readonly id: string;
  readonly code: string;
  readonly onHand: number;
}

async function skuOf({ owner }: World, code: string): Promise<Sku> {
  const { items } = await owner.get<{ items: readonly Sku[] }>('/api/skus?limit=200');
  const found = items.find((sku) => sku.code === code);
  if (!found) throw new Error(`no SKU ${code}`);
  return found;
}

async function linesOf({ sandbox }: World, code: string, quantity: number): Promise<{ skuId: string; quantity: number }[]> {
  const products = await sandbox.look<SandboxProduct[]>(`products?shopId=${shops[0]}`);
  const sku = products.flatMap((product) => product.skus).find((one) => one.sellerSku === code);
  if (!sku) throw new Error(`the sandbox sells no ${code}`);
  return [{ skuId: sku.id, quantity }];
}

const noteOf = (index: number) => (index % 5 === 0 ? { buyerMessage: 'Please pack as a gift' } : {});
