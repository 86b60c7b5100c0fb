import { Secret } from '@shopfleet/kernel';
import { type ShopeeControl, startShopeeSandbox } from '@shopfleet/sandbox';
import type { HubAddresses, Market, MarketOptions } from './market.ts';

export interface ShopeeMarket extends Market {
  readonly control: ShopeeControl;
}

/** Shopee in Singapore. */
export async function startShopeeMarket({ webhookUrl }: HubAddresses, options: MarketOptions = {}): Promise<ShopeeMarket> {
  const sandbox = await startShopeeSandbox({
    settings: { usePending: false, trackingDelayMs: 0, labelDelayMs: 0, webhookUrl },
    ...options,
  });
  const { control, partnerId, partnerKey, apiUrl, authUrl } = sandbox;
  const shop = control.shops().find(({ region }) => region === 'SG');
  if (!shop) throw new Error('Shopee has no shop in Singapore');
  const article = (code: string) => {
    const found = control.stock(shop.id).find(({ sellerCode }) => sellerCode === code);
    if (!found) throw new RangeError(`Shopee does not sell ${code}`);
    return found;
  };
  return {
    slug: 'shopee',
    control,
    config: {
      shopee: {
        ...{ partnerId, partnerKey: new Secret(partnerKey), pushUrl: webhookUrl, apiBaseUrl: apiUrl, allowedOrigins: [apiUrl] },
        authorizationUrl: new URL('/auth', authUrl).href,
      },
    },
    consent: { account: shop.id },
    externalShopId: shop.id,
    buy(code, quantity = 1) {
      const { itemId, modelId } = article(code);
      return control.createOrder({ shopId: shop.id, status: 'READY_TO_SHIP', lines: [{ itemId, modelId, quantity }] }).id;
    },
    cancel: (id) => void control.cancel(id),
    shown: (code) => article(code).units,
    shipEffects: (id) => control.shipEffects(id),
    revoke: () => control.revoke(shop.id),
    trouble: (kind, probability) => void control.addFault({ kind, api: '*', probability }),
    clearTroubles: () => control.clearFaults(),
    lostEvents: () => control.counters().webhooksLost,
    [Symbol.asyncDispose]: () => sandbox.stop(),
  };
}
