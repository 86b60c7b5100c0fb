import type { HubClient } from './hub-client.ts';
import { askSandbox } from './sandbox-client.ts';

interface Listed<T> {
  readonly items: readonly T[];
}

/** Two sellers of the sandbox: one in Indonesia, one in Great Britain. Their ids are the sandbox's own. */
export const demoSellers = ['7494000000000000001', '7494000000000000002'];
const labelMedia = { widthMm: 105, heightMm: 148, gapMm: 3, dpi: 203, language: 'pdf' };

/** Fills a fresh hub: shops, stock, a rule. Each step looks first whether it is done: it may run again after a crash. */
export async function setUpShops(hub: HubClient, sandboxUrl: string): Promise<void> {
  const known = await hub.get<Listed<{ id: string }>>('/api/oauth/tiktok/shops');
  for (const sellerId of demoSellers.slice(known.items.length)) await connectShop(hub, sellerId);
  const { items } = await hub.get<Listed<{ id: string }>>('/api/oauth/tiktok/shops');
  const fresh = items.filter(({ id }) => !known.items.some((shop) => shop.id === id));
  for (const { id } of fresh) await hub.send('PATCH', `/api/shops/${id}`, { isStockPublishOn: true });
  await stockUp(hub, sandboxUrl);
  const rules = await hub.get<Listed<unknown>>('/api/rules');
  if (rules.items.length === 0) await hub.post('/api/rules', { name: 'Ship every paid order', conditions: {}, action: 'fulfil' });
}

/** Goes the seller's way: the hub's link, the marketplace's consent page, back to the hub. */
export async function connectShop(hub: HubClient, sellerId: string): Promise<void> {
  const { authUrl } = await hub.post<{ authUrl: string }>('/api/shops/connect', { platform: 'tiktok' });
  const consent = await fetch(authUrl, {
    method: 'POST',
    body: new URLSearchParams({ decision: 'accept', seller_id: sellerId }),
    redirect: 'manual',
  });
  const back = consent.headers.get('location');
  if (!back) throw new Error(`The consent page answered ${consent.status}: ${await consent.text()}`);
  await hub.visit(back);
}

/** A SKU with plenty of stock for everything that the sandbox sells. */
export async function stockUp(hub: HubClient, sandboxUrl: string): Promise<void> {
  const known = await hub.get<Listed<{ code: string }>>('/api/skus?limit=200');
  const codes = new Set(known.items.map((sku) => sku.code));
  const shops = await askSandbox<{ id: string }[]>(sandboxUrl, 'shops');
  const products = await askSandbox<{ title: string; skus: { sellerSku: string; name: string }[] }[]>(
    sandboxUrl,
    `products?shopId=${shops[0]?.id}`,
  );
  for (const { title, skus } of products) {
    for (const { sellerSku, name } of skus) {
      if (!codes.has(sellerSku)) await hub.post('/api/skus', { code: sellerSku, name: `${title}, ${name}`, onHand: 5_000 });
    }
  }
}

/** Orders begin to arrive, one every `everyMs`, unless they already do. */
export async function startOrders(sandboxUrl: string, everyMs: number): Promise<void> {
  await askSandbox(sandboxUrl, 'scenario', { kind: 'steady', everyMs });
}

/** A pairing code when no agent is paired yet. */
export async function pairingCode(hub: HubClient): Promise<string | undefined> {
  const agents = await hub.get<Listed<unknown>>('/api/agents');
  return agents.items.length > 0 ? undefined : (await hub.post<{ code: string }>('/api/agents/pairing-codes', {})).code;
}

/** The virtual printer: every label becomes a PDF file in `directory`. */
export async function setUpPrinter(hub: HubClient, directory: string): Promise<void> {
  const printers = await hub.get<Listed<unknown>>('/api/printers');
  if (printers.items.length > 0) return;
  for (const giveUpAt = Date.now() + 20_000; Date.now() < giveUpAt; await new Promise((resolve) => setTimeout(resolve, 100))) {
    const agents = await hub.get<Listed<{ id: string }>>('/api/agents');
    const agent = agents.items[0];
    if (!agent) continue;
    await hub.post('/api/printers', {
      name: 'PDF folder',
      agentId: agent.id,
      driver: { kind: 'pdf-file', directory },
      media: labelMedia,
      isDefault: true,
    });
    return;
  }
  throw new Error('The print agent did not pair within 20 s');
}
