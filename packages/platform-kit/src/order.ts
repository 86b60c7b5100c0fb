import type { Money } from '@shopfleet/kernel';

/** The hub's order status; each platform maps its own words onto it. */
export const orderStatuses = [
  'unpaid',
  'on_hold',
  'to_arrange',
  'to_hand_over',
  'partially_shipped',
  'shipped',
  'delivered',
  'completed',
  'cancelled',
] as const;
export type OrderStatus = (typeof orderStatuses)[number];

export type PackageStatus = 'to_arrange' | 'to_hand_over' | 'in_transit' | 'delivered' | 'cancelled';

/** Postal address as far as the platform shows it; masked parts stay as the platform masks them. */
export interface PlatformAddress {
  readonly name: string;
  readonly phone: string;
  readonly lines: readonly string[];
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
  readonly regionCode: string;
}

/** One line as the platform knows it; `externalId` is the platform's line id, never an index. */
export interface PlatformOrderLine {
  readonly externalId: string;
  readonly externalProductId: string;
  readonly externalVariantId: string;
  readonly sellerCode: string;
  readonly title: string;
  readonly variantName: string;
  readonly imageUrl: string | undefined;
  readonly quantity: number;
  readonly unitPrice: Money;
  readonly status: 'open' | 'shipped' | 'cancelled';
  readonly externalPackageId: string | undefined;
}

export interface PlatformPackage {
  readonly externalId: string;
  readonly status: PackageStatus;
  readonly carrierName: string;
  readonly trackingNumber: string;
  readonly externalLineIds: readonly string[];
  /** Units by line, where not all of a line are in it. */
  readonly quantities?: Readonly<Record<string, number>>;
}

/** An order as every platform hands it over: the current state, whole. */
export interface PlatformOrder {
  readonly externalId: string;
  readonly status: OrderStatus;
  readonly externalStatus: string;
  /** The platform's version of this state: its update instant in Unix ms. Older never overwrites newer. */
  readonly version: number;
  readonly isCancelRequested: boolean;
  /** True when the platform's carrier and label are used; false when the seller ships with an own carrier. */
  readonly isPlatformShipped: boolean;
  readonly placedAt: Date;
  readonly paidAt: Date | undefined;
  readonly shipByAt: Date | undefined;
  readonly handOverByAt: Date | undefined;
  readonly cancelledAt: Date | undefined;
  readonly buyerName: string;
  readonly buyerNote: string;
  /** What the platform calls the buyer's account, where it tells when a buyer is to be forgotten (`buyer-gone`). */
  readonly buyerAccount?: string;
  readonly address: PlatformAddress | undefined;
  readonly total: Money;
  readonly subtotal: Money;
  readonly shipping: Money;
  readonly lines: readonly PlatformOrderLine[];
  readonly packages: readonly PlatformPackage[];
}
