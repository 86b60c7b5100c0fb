import { controlPage } from '../stage/control-page.ts';

/** The page to steer this marketplace by hand. */
export const page = controlPage(new URL('control-page/', import.meta.url), {
  title: 'Shopee sandbox',
  orders: {
    'Paid order': { status: 'READY_TO_SHIP' },
    'Order with checks': {},
    'Brought to a branch': { status: 'READY_TO_SHIP', channel: 'branch' },
    'Seller ships': { status: 'READY_TO_SHIP', channel: 'own' },
  },
  faultsAt: 'API or event',
  call: 'API',
  answer: 'Error',
});
