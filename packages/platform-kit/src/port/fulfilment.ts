import type { PackageStatus, PlatformAddress } from '../order.ts';
import type { ShopAccess } from './connect.ts';

export interface PackageState {
  readonly externalId: string;
  readonly status: PackageStatus;
  readonly carrierName: string;
  readonly trackingNumber: string;
}

/** How a parcel is given to the carrier, as far as the platform lets the seller choose. */
export interface HandoverWay {
  readonly kind: 'pickup' | 'drop-off';
  /** Addresses to be picked up from, or branches to be brought to; empty when there is nothing to choose. */
  readonly places: readonly { readonly id: string; readonly name: string; readonly isUsual: boolean }[];
  readonly slots: readonly { readonly id: string; readonly placeId: string; readonly name: string; readonly isRecommended: boolean }[];
}

/** A parcel's measure, for platforms that sell the label. */
export interface ParcelMeasure {
  readonly weightGrams: number;
  readonly lengthMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

export interface ArrangeInput {
  readonly externalOrderId: string;
  readonly externalPackageId: string | undefined;
  readonly externalLineIds: readonly string[];
  /** Units by line where not all of a line go out; a line that is not named goes out whole. */
  readonly quantities?: Readonly<Record<string, number>>;
  readonly ownCarrier?: { readonly trackingNumber: string; readonly carrierName: string };
  /** What the seller chose; without it the adapter takes the platform's recommendation. */
  readonly handover?: { readonly kind: HandoverWay['kind']; readonly placeId?: string | undefined; readonly slotId?: string | undefined };
  /** From the shop's settings, for platforms that sell the label. */
  readonly sender?: PlatformAddress & { readonly email: string };
  readonly parcel?: ParcelMeasure;
}

export interface FulfilmentCapability {
  /**
   * Tells the platform that the package goes out: with its carrier, or with the seller's own (`ownCarrier`).
   * Throws `conflict` when it went out already; the caller reads back and decides.
   */
  arrange(access: ShopAccess, input: ArrangeInput): Promise<{ externalPackageId: string }>;
  readPackage(access: ShopAccess, externalPackageId: string): Promise<PackageState>;
  /** The ways that this package can be handed over. */
  handoverWays?(
    access: ShopAccess,
    input: { externalOrderId: string; externalPackageId: string | undefined },
  ): Promise<readonly HandoverWay[]>;
  /** Divides an order into packages, each a set of lines; all lines must be named. Throws `conflict` when the platform refuses. */
  split?(
    access: ShopAccess,
    input: { externalOrderId: string; packages: readonly { externalLineIds: readonly string[] }[] },
  ): Promise<void>;
  /** Puts packages of one buyer together. */
  combine?(
    access: ShopAccess,
    input: { externalOrderIds: readonly string[]; externalPackageIds: readonly string[] },
  ): Promise<{ externalPackageId: string }>;
  /** Gives back a label that was bought and not used. */
  voidLabel?(access: ShopAccess, externalPackageId: string): Promise<void>;
}

export interface PlatformLabel {
  readonly bytes: Uint8Array;
  readonly format: 'application/pdf' | 'application/vnd.zebra-zpl' | 'image/png';
  readonly trackingNumber: string | undefined;
}

export interface LabelsCapability {
  /** Throws `unavailable` with `retryAt` while the platform is still making the document. */
  fetchLabel(access: ShopAccess, externalPackageId: string): Promise<PlatformLabel>;
}
