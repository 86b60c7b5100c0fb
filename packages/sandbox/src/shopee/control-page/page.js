import { openPage } from '../../stage/control-page/marketplace.js';

const nextSteps = {
  UNPAID: [['pay', 'Buyer pays']],
  PENDING: [
    ['release', 'End the checks'],
    ['buyer-cancel', 'Buyer cancels'],
  ],
  READY_TO_SHIP: [['buyer-cancel', 'Buyer cancels']],
  PROCESSED: [
    ['carrier-scan', 'Carrier picks up'],
    ['buyer-cancel', 'Buyer asks to cancel'],
  ],
  SHIPPED: [['carrier-scan', 'Carrier delivers']],
};

await openPage({
  nextSteps,
  shopIdOf: (order) => order.shopId,
  unitsOf: (order) => order.lines.reduce((sum, line) => sum + line.quantity, 0),
  regionOf: (shop) => shop.region,
  disconnect: (shop) => ['deauthorize', { account: shop.id }],
  answerOf: (call) => call.error || 'ok',
});
