import { openPage } from '../../stage/control-page/marketplace.js';

const askToCancel = ['buyer-cancel', 'Buyer asks to cancel'];
const nextSteps = {
  WAITING_FOR_PAYMENT: [['pay', 'Buyer pays']],
  NOT_STARTED: [askToCancel, ['cancel', 'eBay cancels']],
  CANCEL_REQUESTED: [
    ['answer-cancel', 'Seller agrees', { isApproved: true }],
    ['answer-cancel', 'Seller declines', { isApproved: false }],
  ],
  FULFILLED: [['deliver', 'Parcel arrives']],
};

await openPage({
  nextSteps,
  shopIdOf: (order) => order.sellerId,
  unitsOf: (order) => order.lines.reduce((sum, line) => sum + line.quantity, 0),
  regionOf: (shop) => shop.region,
  disconnect: (shop) => ['revoke', { shopId: shop.id }],
  answerOf: (call) => String(call.code),
});
