import type { Seller } from './model.ts';

export const startingSellers: readonly Seller[] = [
  {
    id: 'sbxUS1roastR',
    username: 'lonestar_roasters',
    accountType: 'BUSINESS',
    name: 'Lone Star Roasters LLC',
    marketplaceId: 'EBAY_US',
  },
  { id: 'sbxDE2bohneK', username: 'bohnenkontor', accountType: 'BUSINESS', name: 'Bohnenkontor GmbH', marketplaceId: 'EBAY_DE' },
];
