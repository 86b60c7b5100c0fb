import { controlPage } from '../stage/control-page.ts';

/** The page to steer this marketplace by hand. */
export const page = controlPage(new URL('control-page/', import.meta.url), {
  title: 'eBay sandbox',
  orders: {
    'Paid order': {},
    'Checkout not finished': { payAfterMs: null },
  },
  faultsAt: 'API or topic',
  call: 'API',
  answer: 'Error',
});
