const unitedKingdomAndEurope: ReadonlySet<string> = new Set(['GB', 'UK', 'DE', 'ES', 'FR', 'IE', 'IT']);
const buysLabels: ReadonlySet<string> = new Set(['US', 'JP']);
const southEastAsia: ReadonlySet<string> = new Set(['ID', 'MY', 'PH', 'SG', 'TH', 'VN']);

/** Which call ships what: Partner Center `fulfillment-api-overview` (read 2026-11-21). */
export interface MarketRules {
  /** With TikTok's carrier: ship the package that exists, or buy a label, which makes the package. */
  readonly platformShipping: 'ship-package' | 'create-packages';
  /** With the seller's own carrier. */
  readonly sellerShipping: 'ship-package' | 'mark-as-shipped';
  /** Where the hand-over is set in Seller Center, the ship call ignores what it is told about it. */
  readonly ignoresHandover: boolean;
}

export function marketRules(region: string): MarketRules {
  return {
    platformShipping: buysLabels.has(region) ? 'create-packages' : 'ship-package',
    sellerShipping: buysLabels.has(region) || unitedKingdomAndEurope.has(region) ? 'mark-as-shipped' : 'ship-package',
    ignoresHandover: southEastAsia.has(region),
  };
}
