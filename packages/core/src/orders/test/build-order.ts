import type { OrderStatus, PlatformOrder, PlatformOrderLine } from '@shopfleet/platform-kit';

const usd = (minor: number) => ({ minor, currency: 'USD' });

export type LineInput = Partial<PlatformOrderLine> & { readonly externalId: string };

/** A line as a marketplace hands it over; variant and product follow the seller code unless named. */
export function buildLine(input: LineInput): PlatformOrderLine {
  const sellerCode = input.sellerCode ?? 'TEE-RED-M';
  return {
    externalProductId: `P-${sellerCode}`,
    externalVariantId: `V-${sellerCode}`,
    sellerCode,
    title: 'Tee',
    variantName: 'red, M',
    imageUrl: undefined,
    quantity: 1,
    unitPrice: usd(1250),
    status: 'open',
    externalPackageId: undefined,
    ...input,
  };
}

/** An order as a marketplace hands it over, with one line of one unit unless named. */
export function buildOrder(input: Partial<PlatformOrder> & { readonly externalId: string; readonly status?: OrderStatus }): PlatformOrder {
  const lines = input.lines ?? [buildLine({ externalId: `${input.externalId}-1` })];
  const total = lines.reduce((sum, line) => sum + line.unitPrice.minor * line.quantity, 0);
  return {
    status: 'to_arrange',
    externalStatus: 'AWAITING_SHIPMENT',
    version: 1,
    isCancelRequested: false,
    isPlatformShipped: true,
    placedAt: new Date('2026-03-02T08:00:00Z'),
    paidAt: new Date('2026-03-02T08:01:00Z'),
    shipByAt: new Date('2026-03-04T08:00:00Z'),
    handOverByAt: undefined,
    cancelledAt: undefined,
    buyerName: 'A** B**',
    buyerNote: '',
    address: undefined,
    total: usd(total),
    subtotal: usd(total),
    shipping: usd(0),
    packages: [],
    ...input,
    lines,
  };
}
