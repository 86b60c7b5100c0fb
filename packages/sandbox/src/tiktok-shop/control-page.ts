import { controlPage } from '../stage/control-page.ts';

/** The page to steer this marketplace by hand. */
export const page = controlPage(new URL('control-page/', import.meta.url), {
  title: 'TikTok Shop sandbox',
  orders: {
    'Paid order': { status: 'AWAITING_SHIPMENT' },
    'Order with hold': {},
    'Seller ships': { status: 'AWAITING_SHIPMENT', shippingType: 'SELLER' },
  },
  faultsAt: 'API or event',
  call: 'API',
  answer: 'Code',
});
