import { Secret } from '@shopfleet/kernel';
import { startTikTokShopSandbox } from '@shopfleet/sandbox';
import type { HubAddresses, Market, MarketOptions } from './market.ts';

/** TikTok Shop in the United States. */
export async function startTikTokMarket({ callbackUrl, webhookUrl }: HubAddresses, options: MarketOptions = {}): Promise<Market> {
  const settings = { useHold: false, redirectUrl: callbackUrl, webhookUrl };
  const sandbox = await startTikTokShopSandbox({ settings, ...options });
  const { control, appKey, appSecret, serviceId, url } = sandbox;
  const shop = control.shops().find(({ region }) => region === 'US');
  if (!shop) throw new Error('TikTok Shop has no shop in the United States');
  const sku = (code: string) => {
    const found = control.products(shop.id).flatMap(({ skus }) => skus.filter(({ sellerSku }) => sellerSku === code))[0];
    if (!found) throw new RangeError(`TikTok Shop does not sell ${code}`);
    return found;
  };
  return {
    slug: 'tiktok',
    config: {
      tiktokShop: {
        ...{ appKey, appSecret: new Secret(appSecret), serviceId, apiBaseUrl: url, authBaseUrl: url },
        authorizationUrl: `${url}/open/authorize`,
        allowedOrigins: [url],
      },
    },
    consent: { seller_id: shop.sellerId },
    externalShopId: shop.id,
    buy: (code, quantity = 1) =>
      control.createOrder({ shopId: shop.id, status: 'AWAITING_SHIPMENT', lines: [{ skuId: sku(code).id, quantity }] }).id,
    cancel: (id) => void control.systemCancel(id),
    shown: (code) => sku(code).stock.reduce((sum, { available }) => sum + available, 0),
    shipEffects: (id) =>
      control.shipCounts().reduce((sum, { orderIds, shipEffects }) => sum + (orderIds.includes(id) ? shipEffects : 0), 0),
    revoke: () => control.deauthorize(shop.sellerId),
    trouble: (kind, probability) => void control.addFault({ kind, api: '*', probability }),
    clearTroubles: () => control.clearFaults(),
    lostEvents: () => control.counters().webhooksLost,
    [Symbol.asyncDispose]: () => sandbox.stop(),
  };
}
