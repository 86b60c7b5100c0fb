import { openPage } from '../../stage/control-page/marketplace.js';

const nextSteps = {
  UNPAID: [['pay', 'Buyer pays']],
  ON_HOLD: [
    ['end-hold', 'End the hold'],
    ['buyer-cancel', 'Buyer cancels'],
  ],
  AWAITING_SHIPMENT: [['buyer-cancel', 'Buyer asks to cancel']],
  AWAITING_COLLECTION: [['carrier-scan', 'Carrier collects']],
  IN_TRANSIT: [['carrier-scan', 'Carrier delivers']],
};

await openPage({
  nextSteps,
  shopIdOf: (order) => order.shopId,
  unitsOf: (order) => order.lines.length,
  regionOf: (shop) => shop.region,
  disconnect: (shop) => ['deauthorize', { sellerId: shop.sellerId }],
  answerOf: (call) => String(call.code),
});
