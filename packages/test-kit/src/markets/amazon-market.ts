import { Secret } from '@shopfleet/kernel';
import { type AmazonControl, type AmazonSettings, startAmazonSandbox } from '@shopfleet/sandbox';
import type { HubAddresses, Market, MarketOptions } from './market.ts';

const eventKey = 'event-key-0123456789';

export interface AmazonMarketOptions extends MarketOptions {
  readonly settings?: Partial<AmazonSettings>;
  /** Where the hub finds the API instead of at the sandbox. */
  readonly apiBaseUrl?: string;
  readonly port?: number;
  /** Events come through the queue, which the hub sets up; otherwise they are posted to the hub. */
  readonly hasQueue?: boolean;
}

export interface AmazonMarket extends Market {
  readonly control: AmazonControl;
}

/** Amazon in the United States; the seller's grant opens Canada, too. Changes are seen at once: their delay has tests of its own. */
export async function startAmazonMarket(
  { callbackUrl, webhookUrl }: HubAddresses,
  options: AmazonMarketOptions = {},
): Promise<AmazonMarket> {
  const { settings, apiBaseUrl, hasQueue = false, ...rest } = options;
  const quick = { searchLagMs: 0, listingDelayMs: 0, redirectUrl: callbackUrl, webhookUrl: hasQueue ? '' : webhookUrl, eventKey };
  const sandbox = await startAmazonSandbox({ settings: { ...quick, ...settings }, ...rest });
  const { control, clientId, clientSecret, applicationId, url } = sandbox;
  const { arn: queueArn, url: queueUrl, accessKeyId, secretAccessKey } = sandbox.queue;
  const sqs = hasQueue ? { queueArn, queueUrl, accessKeyId, secretAccessKey: new Secret(secretAccessKey) } : undefined;
  const shop = control.shops().find(({ country }) => country === 'US');
  if (!shop) throw new Error('Amazon has no shop in the United States');
  return {
    slug: 'amazon',
    control,
    config: {
      amazon: {
        ...{ clientId, clientSecret: new Secret(clientSecret), applicationId, selfAuthorised: undefined, sqs },
        ...{ eventKey: new Secret(eventKey), apiBaseUrl: apiBaseUrl ?? url, authBaseUrl: url },
        authorizationUrl: `${url}/apps/authorize/consent`,
        allowedOrigins: [url, ...(apiBaseUrl === undefined ? [] : [new URL(apiBaseUrl).origin])],
      },
    },
    consent: { seller_id: shop.sellerId },
    externalShopId: shop.id,
    buy: (sku, quantity = 1) => control.createOrder({ shopId: shop.id, status: 'UNSHIPPED', lines: [{ sku, quantity }] }).id,
    cancel: (id) => void control.systemCancel(id),
    shown: (code) => control.stock(shop.id, code).quantity ?? 0,
    shipEffects: (id) => control.shipEffects(id),
    revoke: () => control.revoke(shop.sellerId),
    trouble: (kind, probability) => void control.addFault({ kind, api: '*', probability }),
    clearTroubles: () => control.clearFaults(),
    lostEvents: () => control.counters().webhooksLost,
    [Symbol.asyncDispose]: () => sandbox.stop(),
  };
}
