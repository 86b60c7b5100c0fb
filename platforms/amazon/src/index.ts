/** Amazon (Selling Partner API): everything the hub knows about it. What surprised us is in QUIRKS.md. */
export { type AmazonOptions, amazonAddresses, createAmazon } from './amazon.ts';
