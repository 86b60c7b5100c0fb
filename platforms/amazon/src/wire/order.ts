import { z } from 'zod';
import { instantSchema, listSchema, partSchema, textSchema } from './shapes.ts';

/** Amounts are decimal texts here; in labels they are numbers. */
export const moneySchema = z.object({ amount: z.string(), currencyCode: z.string() });
export type WireMoney = z.infer<typeof moneySchema>;

const windowSchema = partSchema(z.object({ earliestDateTime: instantSchema, latestDateTime: instantSchema }));
const breakdownsSchema = listSchema(z.object({ type: z.string(), subtotal: moneySchema }));
const countSchema = z.number().int().nonnegative();

export const orderItemSchema = z.object({
  orderItemId: z.string(),
  quantityOrdered: countSchema,
  product: z.object({
    asin: textSchema,
    title: textSchema,
    sellerSku: textSchema,
    price: partSchema(z.object({ unitPrice: partSchema(moneySchema) })),
  }),
  proceeds: partSchema(z.object({ breakdowns: breakdownsSchema })),
  cancellation: partSchema(
    z.object({
      cancellationRequest: partSchema(z.object({ requester: textSchema })),
      cancellationExecution: partSchema(z.object({ cancelledBy: textSchema })),
    }),
  ),
  fulfillment: partSchema(
    z.object({
      quantityFulfilled: countSchema.optional(),
      quantityUnfulfilled: countSchema.optional(),
      packing: partSchema(z.object({ giftOption: partSchema(z.object({ giftMessage: textSchema })) })),
    }),
  ),
});
export type WireOrderItem = z.output<typeof orderItemSchema>;

export const packageSchema = z.object({
  packageReferenceId: z.string(),
  packageStatus: partSchema(z.object({ status: textSchema })),
  carrier: textSchema,
  trackingNumber: textSchema,
  packageItems: listSchema(z.object({ orderItemId: z.string(), quantity: countSchema })),
});
export type WirePackage = z.output<typeof packageSchema>;

export const addressSchema = z.object({
  name: textSchema,
  companyName: textSchema,
  addressLine1: textSchema,
  addressLine2: textSchema,
  addressLine3: textSchema,
  city: textSchema,
  districtOrCounty: textSchema,
  municipality: textSchema,
  stateOrRegion: textSchema,
  postalCode: textSchema,
  countryCode: textSchema,
  phone: textSchema,
});
export type WireAddress = z.output<typeof addressSchema>;

/** One order of Orders 2026-01-01. Personal data are absent where the application lacks the role for them. */
export const orderSchema = z.object({
  orderId: z.string(),
  createdTime: instantSchema,
  lastUpdatedTime: instantSchema,
  programs: listSchema(z.string()),
  salesChannel: partSchema(z.object({ marketplaceId: textSchema })),
  buyer: partSchema(z.object({ buyerName: textSchema })),
  recipient: partSchema(z.object({ deliveryAddress: partSchema(addressSchema) })),
  proceeds: partSchema(z.object({ grandTotal: partSchema(moneySchema), breakdowns: breakdownsSchema })),
  fulfillment: partSchema(
    z.object({ fulfillmentStatus: z.string(), fulfilledBy: textSchema, shipByWindow: windowSchema, deliverByWindow: windowSchema }),
  ),
  orderItems: z.array(orderItemSchema),
  packages: listSchema(packageSchema),
});
export type WireOrder = z.output<typeof orderSchema>;

export const orderAnswerSchema = z.object({ order: z.unknown() });

/** Orders stay unread here: one that cannot be understood must not hide the others of its page. */
export const orderPageSchema = z.object({
  orders: listSchema(z.unknown()),
  pagination: partSchema(z.object({ nextToken: textSchema })),
  lastUpdatedBefore: instantSchema,
});
