import type { PlatformManifest } from '@shopfleet/platform-kit';
import { marketplaces } from './marketplaces.ts';

const readOn = '2026-11-21';
const page = (title: string, slug: string) => ({ title, url: `https://developer-docs.amazon.com/sp-api/docs/${slug}`, readOn });

export const manifest: PlatformManifest = {
  platform: 'amazon',
  slug: 'amazon',
  title: 'Amazon',
  regions: marketplaces.map(({ country }) => country).toSorted(),
  // Roles belong to the application; a grant names no scopes. No notification says that a seller took the authorization back.
  auth: { kind: 'oauth-code', usesPkce: false, scopes: [], refreshTokens: 'reusable', probeEverySeconds: 30 },
  requestsPerSecond: 5,
  orderPolling: { leastMinutes: 5, perAccount: true },
  // Amazon answers for what is at least two minutes old.
  orderLagSeconds: 180,
  // Nobody documents how soon a label that was bought shows in the order; asking too early would buy it again.
  lateEffectSeconds: 300,
  webhookTopics: ['ORDER_CHANGE', 'LISTINGS_ITEM_STATUS_CHANGE', 'LISTINGS_ITEM_ISSUES_CHANGE', 'LISTINGS_ITEM_MFN_QUANTITY_CHANGE'],
  unsupported: {
    'shipping-choice': 'Pick-up and drop-off are not chosen: the cheapest tracked service that arrives in time is bought',
    combine: 'Amazon keeps every order in parcels of its own',
    split: 'There is nothing to split before shipping: each parcel names its units when it goes out',
    'cancel-order': 'Amazon has no call for cancelling an order; cancel it in Seller Central',
    'answer-cancellation': 'Amazon has no call for a buyer’s wish to cancel; answer it in Seller Central',
    'listing-activate': 'Amazon cannot pause a listing; a quantity of 0 stops its sale, removing it ends it',
    'listing-images': 'Amazon takes pictures by their address: give https addresses that Amazon can reach',
    'listing-variants': 'One listing is made for one seller code; families of variations are built in Seller Central',
    revoke: 'Only the seller can end the authorization: Seller Central, Apps and Services, Manage Your Apps',
    'amazon-fulfilled': 'Orders and stock that Amazon fulfils itself (FBA) are not shown',
  },
  links: [
    page('Authorize applications', 'authorizing-selling-partner-api-applications'),
    page('Usage plans and rate limits', 'usage-plans-and-rate-limits'),
    page('Orders API', 'orders-api'),
    page('Merchant Fulfillment API', 'merchant-fulfillment-api'),
    page('Listings Items API', 'listings-items-api'),
    page('Notifications API', 'notifications-api'),
    page('Tokens API', 'tokens-api'),
  ],
};

/** Said where no queue and no shared key are set up. */
export const withoutEvents =
  'Amazon sends events only into Amazon’s own cloud; without a queue there, orders are asked for every few minutes';
