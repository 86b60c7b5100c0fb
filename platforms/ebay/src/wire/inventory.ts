import { z } from 'zod';
import { amountSchema, countSchema, idSchema, listSchema, textSchema } from './basics.ts';
import { wireErrorSchema } from './error.ts';

const quantitySchema = countSchema.optional().catch(undefined);

/**
 * A thing as it came. A write replaces the whole of it and erases what it leaves out, so what is written back is this, never what was
 * understood of it.
 */
export const rawSchema = z.record(z.string(), z.unknown());
export type Raw = z.infer<typeof rawSchema>;
/** What eBay says of a thing and does not take back. */
export function without(raw: Raw, ...names: readonly string[]): Raw {
  return Object.fromEntries(Object.entries(raw).filter(([name]) => !names.includes(name)));
}
/** A member that is an object itself; an empty one when it is not there. */
export function memberOf(raw: Raw, name: string): Raw {
  const member = rawSchema.safeParse(raw[name]);
  return member.success ? member.data : {};
}

export const itemSchema = z.object({
  sku: z.string(),
  locale: textSchema,
  availability: z.object({ shipToLocationAvailability: z.object({ quantity: quantitySchema }).nullish() }).nullish(),
  product: z
    .looseObject({
      title: textSchema,
      description: textSchema,
      imageUrls: listSchema(z.string()),
      aspects: z.record(z.string(), z.array(z.string())).nullish().catch(undefined),
      ean: listSchema(z.string()),
      upc: listSchema(z.string()),
      isbn: listSchema(z.string()),
    })
    .nullish(),
  inventoryItemGroupKeys: listSchema(z.string()),
  groupIds: listSchema(z.string()),
});
export type WireItem = z.infer<typeof itemSchema>;

/** `size` is the number of pages, `total` that of items. */
export const itemPageSchema = z.object({
  inventoryItems: listSchema(itemSchema),
  total: countSchema.optional().catch(undefined),
  size: countSchema.optional().catch(undefined),
  next: textSchema,
});

export const itemsBySkuSchema = z.object({
  responses: listSchema(
    z.object({ sku: z.string(), statusCode: z.coerce.number(), inventoryItem: rawSchema.nullish(), errors: listSchema(wireErrorSchema) }),
  ),
});

export const offerSchema = z.object({
  offerId: idSchema,
  sku: z.string(),
  marketplaceId: textSchema,
  format: textSchema,
  status: textSchema,
  availableQuantity: quantitySchema,
  categoryId: textSchema,
  listingDescription: textSchema,
  pricingSummary: z.object({ price: amountSchema.nullish() }).nullish(),
  listing: z.object({ listingId: textSchema, listingStatus: textSchema }).nullish(),
});
export type WireOffer = z.infer<typeof offerSchema>;

export const offersSchema = z.object({ offers: listSchema(offerSchema), next: textSchema });
export const rawOffersSchema = z.object({ offers: listSchema(rawSchema), next: textSchema });
export const createdOfferSchema = z.object({ offerId: idSchema });

export const groupSchema = z.object({
  inventoryItemGroupKey: textSchema,
  title: textSchema,
  description: textSchema,
  imageUrls: listSchema(z.string()),
  aspects: z.record(z.string(), z.array(z.string())).nullish().catch(undefined),
  variantSKUs: listSchema(z.string()),
  variesBy: z.object({ specifications: listSchema(z.object({ name: textSchema, values: listSchema(z.string()) })) }).nullish(),
});
export type WireGroup = z.infer<typeof groupSchema>;

/** Rows of a write of several things, each with its own status. */
export const rowsSchema = z.object({
  responses: listSchema(
    z.object({ sku: textSchema, offerId: idSchema.nullish(), statusCode: z.coerce.number(), errors: listSchema(wireErrorSchema) }),
  ),
});
export type WireRow = z.infer<typeof rowsSchema>['responses'][number];

export const locationsSchema = z.object({
  locations: listSchema(z.object({ merchantLocationKey: z.string(), merchantLocationStatus: textSchema })),
});
