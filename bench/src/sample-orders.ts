import type { PlatformOrder } from '@shopfleet/platform-kit';

const usd = (minor: number) => ({ minor, currency: 'USD' });
const skuCount = 200;

export const sampleSkuCodes = Array.from({ length: skuCount }, (_, n) => `SKU-${String(n).padStart(3, '0')}`);

/** Order number `n` as a marketplace hands it over: one to three lines, always the same for the same number. */
export function sampleOrder(n: number): PlatformOrder {
  const externalId = `57646${String(n).padStart(13, '0')}`;
  const lines = Array.from({ length: 1 + (n % 3) }, (_, line) => {
    const code = sampleSkuCodes[(n * 7 + line * 31) % skuCount] ?? 'SKU-000';
    return {
      externalId: `${externalId}${line}`,
      externalProductId: `P${code}`,
      externalVariantId: `V${code}`,
      sellerCode: code,
      title: `Article ${code}`,
      variantName: 'Default',
      imageUrl: undefined,
      quantity: 1,
      unitPrice: usd(1_290 + (n % 50) * 10),
      status: 'open' as const,
      externalPackageId: `115${n}`,
    };
  });
  const total = usd(lines.reduce((sum, line) => sum + line.unitPrice.minor, 0));
  const placedAt = new Date(Date.UTC(2026, 9, 1) + n * 40_000);
  return {
    externalId,
    status: 'to_arrange',
    externalStatus: 'AWAITING_SHIPMENT',
    version: placedAt.getTime(),
    isCancelRequested: false,
    isPlatformShipped: true,
    placedAt,
    paidAt: placedAt,
    shipByAt: new Date(placedAt.getTime() + 2 * 86_400_000),
    handOverByAt: undefined,
    cancelledAt: undefined,
    buyerName: `B** ${n % 977}**`,
    buyerNote: '',
    address: undefined,
    total,
    subtotal: total,
    shipping: usd(0),
    lines,
    packages: [],
  };
}
