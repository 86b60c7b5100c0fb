import { controlPage } from '../stage/control-page.ts';

/** The page to steer this marketplace by hand. */
export const page = controlPage(new URL('control-page/', import.meta.url), {
  title: 'Amazon sandbox',
  orders: {
    'Paid order': { status: 'UNSHIPPED' },
    'Order without payment': { payAfterMs: null },
  },
  faultsAt: 'Operation or event',
  call: 'Operation',
  answer: 'Status',
});
