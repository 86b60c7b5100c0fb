import type { PlatformManifest } from '@shopfleet/platform-kit';

const readOn = '2026-11-21';
const page = (title: string, slug: string) => ({ title, url: `https://partner.tiktokshop.com/docv2/page/${slug}`, readOn });

export const manifest: PlatformManifest = {
  platform: 'tiktok_shop',
  slug: 'tiktok',
  title: 'TikTok Shop',
  regions: ['BR', 'DE', 'ES', 'FR', 'GB', 'ID', 'IE', 'IT', 'JP', 'MX', 'MY', 'PH', 'SG', 'TH', 'US', 'VN'],
  auth: {
    kind: 'oauth-code',
    usesPkce: false,
    scopes: [
      'seller.authorization.info',
      'seller.shop.info',
      'seller.order.info',
      'seller.fulfillment.basic',
      'seller.fulfillment.package.write',
      'seller.return_refund.basic',
      'seller.logistics',
      'seller.product.basic',
      'seller.product.write',
      'seller.product.delete',
    ],
    // The documentation does not say whether a refresh token survives its use.
    refreshTokens: 'unknown',
  },
  requestsPerSecond: 50,
  webhookTopics: [
    'ORDER_STATUS_CHANGE',
    'RECIPIENT_ADDRESS_UPDATE',
    'PACKAGE_UPDATE',
    'CANCELLATION_STATUS_CHANGE',
    'RETURN_STATUS_CHANGE',
    'PRODUCT_STATUS_CHANGE',
    'PRODUCT_INFORMATION_CHANGE',
    'PRODUCT_CREATION',
    'SELLER_DEAUTHORIZATION',
    'UPCOMING_AUTHORIZATION_EXPIRATION',
  ],
  unsupported: {
    'carrier-choice': 'Whether TikTok or the seller ships is set in Seller Center; the API cannot change it',
    'label-bulk': 'There is one document call per package',
    'zpl-label': 'Labels in ZPL exist in Brazil and Mexico only',
    'tracking-correction': 'A tracking number can be corrected once, within 72 hours of shipping',
  },
  links: [
    page('Sign your API request', 'sign-your-api-request'),
    page('Common errors', 'common-errors'),
    page('Rate limits', 'rate-limits'),
    page('Order API overview', 'order-api-overview'),
    page('Fulfillment API overview', 'fulfillment-api-overview'),
    page('Webhooks overview', 'tts-webhooks-overview'),
  ],
};
