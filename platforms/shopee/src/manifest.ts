import type { PlatformManifest } from '@shopfleet/platform-kit';

const readOn = '2026-11-21';
const page = (title: string, path: string) => ({ title, url: `https://open.shopee.com/${path}`, readOn });

export const manifest: PlatformManifest = {
  platform: 'shopee',
  slug: 'shopee',
  title: 'Shopee',
  regions: ['BR', 'CL', 'CO', 'ID', 'MX', 'MY', 'PH', 'SG', 'TH', 'TW', 'VN'],
  auth: {
    kind: 'oauth-code',
    usesPkce: false,
    // What an app may call is fixed by its category in the console.
    scopes: [],
    // Each refresh brings a new one; a used one is refused, or for some hours answered with the same new pair.
    refreshTokens: 'rotating',
  },
  requestsPerSecond: 10,
  webhookTopics: [
    'SHOP_AUTHORIZATION',
    'AUTHORIZATION_CANCELLED',
    'ORDER_STATUS',
    'TRACKING_NUMBER',
    'RESERVED_STOCK',
    'AUTHORIZATION_EXPIRING',
    'SHIPPING_DOCUMENT',
    'ITEM_VIOLATION',
    'ITEM_PRICE',
    'RETURN',
    'PACKAGE_STATUS',
    'PACKAGE_CHANGE',
  ],
  unsupported: {
    'partial-shipping': 'A Shopee parcel goes out whole; split the order into parcels first',
    'label-purchase': 'Shopee sells no label through the API: the carrier is that of the order',
    combine: 'Shopee puts no orders together through the API; it can only undo a split',
    revoke: 'Shopee ends an authorization in Seller Centre only: Shop setting, Partner platform, Disconnect',
    'label-html': 'Some Taiwanese convenience-store labels are web pages; they are printed in Seller Centre',
  },
  links: [
    page('Authorization and signing', 'developer-guide/20'),
    page('API calls', 'developer-guide/16'),
    page('Order management', 'developer-guide/31'),
    page('Push mechanism', 'developer-guide/18'),
  ],
};
