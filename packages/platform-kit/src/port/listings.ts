import type { Money } from '@shopfleet/kernel';
import type { ShopAccess } from './connect.ts';

export interface PlatformVariant {
  readonly externalId: string;
  readonly sellerCode: string;
  /** GTIN, EAN or UPC as the platform shows it. */
  readonly barcode?: string;
  readonly name: string;
  readonly price: Money | undefined;
  readonly quantity: number | undefined;
  readonly imageUrl?: string;
}

export interface PlatformListing {
  readonly externalId: string;
  readonly title: string;
  /** The platform's own word, in lower case. */
  readonly status: string;
  /** Whether buyers can see it now; undefined when the platform does not say. */
  readonly isLive?: boolean;
  readonly imageUrl: string | undefined;
  readonly imageUrls?: readonly string[];
  readonly description?: string;
  readonly category?: { readonly externalId: string; readonly name: string };
  /** As the platform names them. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** Where buyers see it. */
  readonly url?: string;
  readonly updatedAt: Date | undefined;
  readonly variants: readonly PlatformVariant[];
}

/** A listing to be made. What the platform wants beyond this it says in words, as `invalid` with the fields' names. */
export interface ListingDraft {
  readonly title: string;
  readonly description: string;
  readonly categoryId: string;
  readonly brand?: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** References from `uploadImage`. */
  readonly images: readonly string[];
  readonly weightGrams?: number;
  /** At least one; several need `options`. */
  readonly variants: readonly {
    readonly sellerCode: string;
    readonly barcode?: string;
    /** By the option's name: `{ Color: 'Red' }`; empty for the only variant. */
    readonly options: Readonly<Record<string, string>>;
    readonly price: Money;
    readonly quantity: number;
  }[];
}

/** What to change; a member that is left out stays as it is. */
export type ListingChange = Partial<Pick<ListingDraft, 'title' | 'description' | 'attributes' | 'images'>>;

export interface ListingsCapability {
  listUpdated(
    access: ShopAccess,
    range: { since: Date | undefined; pageToken?: string },
  ): Promise<{ listings: readonly PlatformListing[]; nextPageToken: string | undefined; total: number | undefined }>;
  fetchListing(access: ShopAccess, externalId: string): Promise<PlatformListing>;
  create?(access: ShopAccess, draft: ListingDraft): Promise<{ externalId: string }>;
  update?(access: ShopAccess, externalId: string, change: ListingChange): Promise<void>;
  setActive?(access: ShopAccess, externalId: string, isActive: boolean): Promise<void>;
  remove?(access: ShopAccess, externalId: string): Promise<void>;
  /** Takes JPEG or PNG; `reference` is what a draft names it by. */
  uploadImage?(
    access: ShopAccess,
    image: { bytes: Uint8Array; contentType: string },
  ): Promise<{ reference: string; url: string | undefined }>;
  writePrice?(access: ShopAccess, change: { externalListingId: string; externalVariantId: string; price: Money }): Promise<void>;
}

export interface StockCapability {
  /** What buyers can order now, by variant. */
  readStock(access: ShopAccess, externalVariantIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Sets the absolute number that buyers can order. */
  writeStock(access: ShopAccess, change: { externalListingId: string; externalVariantId: string; quantity: number }): Promise<void>;
}
