/** eBay: everything the hub knows about it. What surprised us is in QUIRKS.md. */
export { createEbay, type EbayOptions, ebayAddresses } from './ebay.ts';
