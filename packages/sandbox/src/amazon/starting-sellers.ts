import type { Seller } from './model.ts';

/** One seller in North America with two marketplaces (and a third that sleeps), one in Europe with three, one in Japan. */
export const startingSellers: readonly Seller[] = [
  {
    id: 'A2SBXNALONESTAR',
    name: 'Lone Star Roasters',
    region: 'NA',
    marketplaceIds: ['ATVPDKIKX0DER', 'A2EUQ1WTGCTBG2'],
    dormantMarketplaceIds: ['A1AM78C64UM0Y8'],
    walletMinor: { USD: 50_000_00, CAD: 50_000_00 },
  },
  {
    id: 'A3SBXEUBREWBEAN',
    name: 'Brew & Bean',
    region: 'EU',
    marketplaceIds: ['A1F83G8C2ARO7P', 'A1PA6795UKMFR9'],
    dormantMarketplaceIds: ['A13V1IB3VIYZZH'],
    walletMinor: { GBP: 50_000_00, EUR: 50_000_00 },
  },
];
