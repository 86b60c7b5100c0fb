import { z } from 'zod';
import { amountSchema, countSchema, dateSchema, idSchema, listSchema, textSchema } from './basics.ts';

export const orderLineSchema = z.object({
  lineItemId: idSchema,
  legacyItemId: idSchema.nullish(),
  legacyVariationId: idSchema.nullish(),
  sku: textSchema,
  title: textSchema,
  quantity: countSchema.min(1),
  lineItemCost: amountSchema.nullish(),
  lineItemFulfillmentStatus: textSchema,
  lineItemFulfillmentInstructions: z.object({ shipByDate: dateSchema }).nullish(),
  variationAspects: listSchema(z.object({ name: textSchema, value: textSchema })),
});
export type WireOrderLine = z.infer<typeof orderLineSchema>;

const contactSchema = z.object({
  fullName: textSchema,
  companyName: textSchema,
  primaryPhone: z.object({ phoneNumber: textSchema }).nullish(),
  contactAddress: z
    .object({
      addressLine1: textSchema,
      addressLine2: textSchema,
      city: textSchema,
      county: textSchema,
      stateOrProvince: textSchema,
      postalCode: textSchema,
      countryCode: textSchema,
    })
    .nullish(),
});

const instructionSchema = z.object({
  fulfillmentInstructionsType: textSchema,
  shippingStep: z.object({ shipTo: contactSchema.nullish(), shipToReferenceId: textSchema }).nullish(),
});
export type WireInstruction = z.infer<typeof instructionSchema>;

export const cancelRequestSchema = z.object({ cancelRequestState: textSchema });

/** One order; unknown members are dropped, missing ones are normal, an unknown status is decided in the mapping. */
export const orderSchema = z.object({
  orderId: z.string().min(1),
  creationDate: dateSchema,
  lastModifiedDate: dateSchema,
  orderFulfillmentStatus: z.string(),
  orderPaymentStatus: z.string(),
  buyer: z.object({ username: textSchema }).nullish(),
  buyerCheckoutNotes: textSchema,
  cancelStatus: z.object({ cancelState: textSchema, cancelledDate: dateSchema, cancelRequests: listSchema(cancelRequestSchema) }).nullish(),
  pricingSummary: z
    .object({
      priceSubtotal: amountSchema.nullish(),
      deliveryCost: amountSchema.nullish(),
      deliveryDiscount: amountSchema.nullish(),
      total: amountSchema.nullish(),
    })
    .nullish(),
  paymentSummary: z.object({ payments: listSchema(z.object({ paymentDate: dateSchema, paymentStatus: textSchema })) }).nullish(),
  program: z.object({ fulfillmentProgram: z.object({ fulfilledBy: textSchema }).nullish() }).nullish(),
  fulfillmentHrefs: listSchema(z.string()),
  fulfillmentStartInstructions: listSchema(instructionSchema),
  lineItems: z.array(orderLineSchema),
});
export type WireOrder = z.infer<typeof orderSchema>;

/** Orders stay unread here: one that cannot be understood must not hide the others of its page. */
export const orderPageSchema = z.object({ orders: listSchema(z.unknown()), total: countSchema });

/** What a page is put in order by. */
export const orderKeySchema = z.object({ orderId: z.string(), lastModifiedDate: dateSchema });

export const fulfilmentSchema = z.object({
  fulfillmentId: idSchema,
  shipmentTrackingNumber: textSchema,
  /** Left out by production. */
  shippingCarrierCode: textSchema,
  lineItems: listSchema(z.object({ lineItemId: idSchema, quantity: countSchema.optional().catch(undefined) })),
});
export type WireFulfilment = z.infer<typeof fulfilmentSchema>;

export const fulfilmentsSchema = z.object({ fulfillments: listSchema(fulfilmentSchema) });
