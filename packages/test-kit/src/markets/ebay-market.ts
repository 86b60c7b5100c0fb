import { Secret } from '@shopfleet/kernel';
import { type EbayControl, startEbaySandbox } from '@shopfleet/sandbox';
import type { HubAddresses, Market, MarketOptions } from './market.ts';

export interface EbayMarket extends Market {
  readonly control: EbayControl;
}

/** eBay in the United States. Its events are asked for by the hub, so that it need not be told where they go. */
export async function startEbayMarket({ callbackUrl }: HubAddresses, options: MarketOptions = {}): Promise<EbayMarket> {
  const sandbox = await startEbaySandbox({ settings: { redirectUrl: callbackUrl }, ...options });
  const { control, clientId, clientSecret, devId, ruName, apiUrl, consentUrl } = sandbox;
  const shop = control.shops().find(({ region }) => region === 'US');
  if (!shop) throw new Error('eBay has no shop in the United States');
  return {
    slug: 'ebay',
    control,
    config: {
      ebay: {
        ...{ clientId, clientSecret: new Secret(clientSecret), devId, ruName, alertEmail: 'alerts@example.com' },
        ...{ apiBaseUrl: apiUrl, identityBaseUrl: apiUrl, authorizationUrl: consentUrl, allowedOrigins: [apiUrl] },
      },
    },
    consent: { seller_id: shop.id },
    externalShopId: shop.id,
    buy: (sku, quantity = 1) => control.createOrder({ shopId: shop.id, lines: [{ sku, quantity }] }).id,
    cancel: (id) => void control.cancel(id),
    shown: (code) => control.shownQuantity(shop.id, code),
    shipEffects: (id) => control.shipEffects(id),
    revoke: () => control.revoke(shop.id),
    trouble: (kind, probability) => void control.addFault({ kind, api: '*', probability }),
    clearTroubles: () => control.clearFaults(),
    lostEvents: () => control.counters().webhooksLost,
    [Symbol.asyncDispose]: () => sandbox.stop(),
  };
}
