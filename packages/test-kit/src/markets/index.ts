/** For tests only: a hub that is connected to the sandboxes of all marketplaces. */
export { type AmazonMarket, type AmazonMarketOptions, startAmazonMarket } from './amazon-market.ts';
export { type EbayMarket, startEbayMarket } from './ebay-market.ts';
export type { HubAddresses, Market, MarketTrouble } from './market.ts';
export { allMarkets, createMarketsHub, type ImportedOrder, type MarketsHub, type MarketsHubOptions } from './markets-hub.ts';
export { makeReadyToShip } from './ready-to-ship.ts';
export { type ShopeeMarket, startShopeeMarket } from './shopee-market.ts';
