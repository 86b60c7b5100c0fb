export interface PublishInput {
  readonly mode: 'mirror' | 'buffered' | 'guaranteed';
  readonly onHand: number;
  readonly reserved: number;
  readonly promoHeld: number;
  readonly safetyStock: number;
  /** Kept back in buffered mode. */
  readonly buffer: number;
  /** Units of the SKU in one unit of the variant. */
  readonly perUnit: number;
}

/** Units of a SKU that are free to be sold: may be negative, which is shown as a shortfall and published as 0. */
export function atsOf(stock: Pick<PublishInput, 'onHand' | 'reserved' | 'promoHeld' | 'safetyStock'>): number {
  return stock.onHand - stock.reserved - stock.promoHeld - stock.safetyStock;
}

/**
 * The number to show at a marketplace for one variant: what its scarcest component allows, never negative. In guaranteed mode: the most
 * that it could be if nobody else had a share.
 */
export function quantityToPublish(components: readonly PublishInput[]): number {
  if (components.length === 0) return 0;
  return Math.min(...components.map(quantityOf));
}

function quantityOf(input: PublishInput): number {
  const free = atsOf(input) - (input.mode === 'buffered' ? input.buffer : 0);
  return Math.max(0, Math.floor(free / input.perUnit));
}
