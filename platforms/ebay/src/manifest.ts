import type { PlatformManifest } from '@shopfleet/platform-kit';
import { marketplaceCountries } from './marketplaces.ts';

const readOn = '2026-11-21';
const page = (title: string, path: string) => ({ title, url: `https://developer.ebay.com/${path}`, readOn });

export const baseScope = 'https://api.ebay.com/oauth/api_scope';

export const manifest: PlatformManifest = {
  platform: 'ebay',
  slug: 'ebay',
  title: 'eBay',
  regions: marketplaceCountries,
  auth: {
    kind: 'oauth-code',
    usesPkce: false,
    // No more than every keyset has: one that it lacks makes the whole consent page fail.
    scopes: [
      baseScope,
      `${baseScope}/sell.fulfillment`,
      `${baseScope}/sell.inventory`,
      `${baseScope}/sell.account.readonly`,
      `${baseScope}/commerce.identity.readonly`,
      `${baseScope}/commerce.notification.subscription`,
    ],
    refreshTokens: 'reusable',
  },
  // 100,000 calls a day for orders, 2,000,000 for listings and stock, by application.
  requestsPerSecond: 20,
  // 100,000 order calls a day are shared by all sellers of the application.
  orderPolling: { leastMinutes: 5, perAccount: false },
  webhookTopics: ['ORDER_CONFIRMATION', 'AUTHORIZATION_REVOCATION', 'MARKETPLACE_ACCOUNT_DELETION'],
  unsupported: {
    'platform-shipping': 'eBay hands out shipping to approved partners only; ship with your own carrier and enter its tracking number',
    labels: 'eBay makes labels for approved partners only, through its Logistics API; buy the label from your carrier',
    'label-purchase': 'eBay sells labels through an API to approved partners only; buy the label from your carrier or in Seller Hub',
    'shipping-choice': 'The buyer chooses the service on eBay; how the parcel is handed over is between you and your carrier',
    combine: 'eBay has no call to put orders together; ship them in one parcel by entering the same tracking number for each',
    split: 'eBay has no packages before shipping; ship an order in parts by choosing its lines and quantities',
    'cancel-order': 'Orders are cancelled in Seller Hub; the Sell APIs have no call for it',
    'answer-cancellation': 'A request to cancel is answered in Seller Hub; the Sell APIs have no call for it',
    'listing-images': 'eBay takes pictures as public https addresses; name them in the listing instead of uploading files',
    revoke: 'eBay has no call that ends an authorisation; the seller removes it in My eBay, under third-party authorisations',
    'listings-of-seller-hub':
      'Listings made in Seller Hub or with older programs are invisible here until eBay migrates them to its Inventory API',
    'order-events-all': 'eBay announces new orders only; every other change is found by polling',
    'tracking-correction': 'A tracking number can be corrected in Seller Hub only',
  },
  links: [
    page('OAuth authorization code grant', 'api-docs/static/oauth-authorization-code-grant.html'),
    page('Fulfillment API', 'api-docs/sell/fulfillment/overview.html'),
    page('Inventory API', 'api-docs/sell/inventory/overview.html'),
    page('Notification API', 'api-docs/commerce/notification/overview.html'),
    page('Logistics API', 'api-docs/sell/logistics/overview.html'),
    page('API call limits', 'develop/api/sell/api_call_limits'),
    page('OAuth rate limits', 'api-docs/static/oauth-rate-limits.html'),
  ],
};
