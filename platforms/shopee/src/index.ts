/** Shopee: everything the hub knows about it. What surprised us is in QUIRKS.md. */
export { createShopee, type ShopeeOptions, shopeeAddresses } from './shopee.ts';
