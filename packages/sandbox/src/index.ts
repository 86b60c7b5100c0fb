/** Marketplaces to develop, test and demonstrate against: independent servers that share no code with the platforms. */

export type { Control as AmazonControl } from './amazon/control.ts';
export type { FaultRule as AmazonFaultRule } from './amazon/faults.ts';
export type { OrderRequest as AmazonOrderRequest } from './amazon/order-placement.ts';
export type { Settings as AmazonSettings } from './amazon/settings.ts';
export { type AmazonSandbox, type AmazonSandboxOptions, startAmazonSandbox } from './amazon/start.ts';
export type { Control as EbayControl } from './ebay/control.ts';
export type { FaultRule as EbayFaultRule } from './ebay/faults.ts';
export type { Settings as EbaySettings } from './ebay/settings.ts';
export { type EbaySandbox, type EbaySandboxOptions, startEbaySandbox } from './ebay/start.ts';
export type { Control as ShopeeControl } from './shopee/control.ts';
export type { Settings as ShopeeSettings } from './shopee/settings.ts';
export { type ShopeeSandbox, type ShopeeSandboxOptions, startShopeeSandbox } from './shopee/start.ts';
export type { LabelContent, LabelShape } from './stage/label-layout.ts';
export { renderLabelPdf } from './stage/label-pdf.ts';
export type { AccountHistory, PastReading, PastVideo } from './tiktok-content/account-history.ts';
export type { AccountView, VideoTruth } from './tiktok-content/account-view.ts';
export type { Control as ContentControl, TokenView } from './tiktok-content/control.ts';
export type { FaultRule as ContentFaultRule } from './tiktok-content/faults.ts';
export type { Settings as ContentSettings } from './tiktok-content/settings.ts';
export { type ContentSandboxOptions, startTikTokContentSandbox, type TikTokContentSandbox } from './tiktok-content/start.ts';
export type { Control, ShipCount } from './tiktok-shop/control.ts';
export type { FaultRule } from './tiktok-shop/faults.ts';
export type { OrderRequest } from './tiktok-shop/order-placement.ts';
export type { ScenarioRequest } from './tiktok-shop/scenarios.ts';
export type { Settings } from './tiktok-shop/settings.ts';
export { type SandboxOptions, startTikTokShopSandbox, type TikTokShopSandbox } from './tiktok-shop/start.ts';
