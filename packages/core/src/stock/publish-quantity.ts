import { HubError } from '@shopfleet/kernel';

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
 * The number to show at a marketplace for one variant: what its scarcest component allows, never negative.
 * Throws `PLATFORM_UNSUPPORTED` for the guaranteed mode, which needs the claim protocol.
 */
export function quantityToPublish(components: readonly PublishInput[]): number {
  if (components.length === 0) return 0;
  return Math.min(...components.map(quantityOf));
}

function quantityOf(input: PublishInput): number {
  if (input.mode === 'guaranteed') {
    throw new HubError('PLATFORM_UNSUPPORTED', { message: 'Guaranteed publishing is not available yet: choose mirror or buffered' });
  }
  const free = atsOf(input) - (input.mode === 'buffered' ? input.buffer : 0);
  return Math.max(0, Math.floor(free / input.perUnit));
}
