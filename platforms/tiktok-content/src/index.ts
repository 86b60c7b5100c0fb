/** TikTok accounts whose profile and videos are followed: everything the hub knows about it. What surprised us is in QUIRKS.md. */
export { createTikTokContent, type TikTokContentOptions, tikTokContentAddresses } from './tiktok-content.ts';
