import { openPage } from '../../stage/control-page/marketplace.js';

const nextSteps = {
  PENDING: [['pay', 'Buyer pays']],
  UNSHIPPED: [
    ['buyer-cancel', 'Buyer asks to cancel'],
    ['seller-cancel', 'Seller cancels'],
  ],
  PARTIALLY_SHIPPED: [['carrier-scan', 'Carrier scans']],
  SHIPPED: [['carrier-scan', 'Carrier scans']],
};

await openPage({
  nextSteps,
  shopIdOf: (order) => `${order.sellerId}:${order.marketplaceId}`,
  unitsOf: (order) => order.items.reduce((sum, item) => sum + item.quantity, 0),
  regionOf: (shop) => shop.country,
  disconnect: (shop) => ['revoke', { sellerId: shop.sellerId }],
  answerOf: (call) => `${call.status} ${call.code}`,
});
