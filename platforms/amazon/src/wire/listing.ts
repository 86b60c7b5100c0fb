import { z } from 'zod';
import { instantSchema, listSchema, partSchema, textSchema } from './shapes.ts';

/** Attributes are lists of objects whose members depend on the product type. */
export const attributesSchema = z.record(z.string(), z.array(z.record(z.string(), z.unknown())).catch([]));
export type WireAttributes = z.output<typeof attributesSchema>;

export const listingSchema = z.object({
  sku: z.string(),
  summaries: listSchema(
    z.object({
      marketplaceId: z.string(),
      asin: textSchema,
      productType: textSchema,
      status: listSchema(z.string()),
      itemName: textSchema,
      lastUpdatedDate: instantSchema,
      mainImage: partSchema(z.object({ link: textSchema })),
    }),
  ),
  attributes: partSchema(attributesSchema),
  offers: listSchema(
    z.object({ marketplaceId: z.string(), offerType: textSchema, price: z.object({ amount: z.string(), currencyCode: z.string() }) }),
  ),
  fulfillmentAvailability: listSchema(
    z.object({ fulfillmentChannelCode: textSchema, quantity: z.number().int().nonnegative().nullish().catch(undefined) }),
  ),
  relationships: listSchema(
    z.object({ marketplaceId: textSchema, relationships: listSchema(z.object({ childSkus: listSchema(z.string()) })) }),
  ),
});
export type WireListing = z.output<typeof listingSchema>;

export const listingPageSchema = z.object({
  numberOfResults: z.number().optional().catch(undefined),
  pagination: partSchema(z.object({ nextToken: textSchema })),
  items: listSchema(listingSchema),
});

/** The answer to every write of a listing: 200 says only that it was read. */
export const submissionSchema = z.object({
  status: z.string(),
  issues: listSchema(z.object({ code: textSchema, message: textSchema, severity: textSchema, attributeNames: listSchema(z.string()) })),
});
export type WireSubmission = z.output<typeof submissionSchema>;
