/** TikTok Shop: everything the hub knows about it. What surprised us is in QUIRKS.md. */
export { createTikTokShop, type TikTokShopOptions, tikTokShopAddresses } from './tiktok-shop.ts';
