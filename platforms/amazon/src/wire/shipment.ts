import { z } from 'zod';
import { instantSchema, listSchema, partSchema, payloadSchema, textSchema } from './shapes.ts';

/** Amounts are numbers here. */
const chargeSchema = z.object({ CurrencyCode: z.string(), Amount: z.number() });

export const shippingServiceSchema = z.object({
  ShippingServiceName: textSchema,
  CarrierName: textSchema,
  ShippingServiceId: z.string(),
  ShippingServiceOfferId: textSchema,
  LatestEstimatedDeliveryDate: instantSchema,
  RateWithAdjustments: chargeSchema,
  AvailableLabelFormats: listSchema(z.string()),
  RequiresAdditionalSellerInputs: z.boolean().catch(false),
});
export type WireShippingService = z.output<typeof shippingServiceSchema>;

const carrierSchema = z.object({ CarrierName: textSchema });
export const shippingServicesSchema = payloadSchema(
  z.object({
    ShippingServiceList: listSchema(shippingServiceSchema),
    TemporarilyUnavailableCarrierList: listSchema(carrierSchema),
    TermsAndConditionsNotAcceptedCarrierList: listSchema(carrierSchema),
  }),
);
export type WireShippingServices = z.output<typeof shippingServicesSchema>;

/** After a label was given back, `Contents` and `FileType` are empty texts. */
export const shipmentSchema = payloadSchema(
  z.object({
    ShipmentId: z.string().min(1),
    Status: textSchema,
    TrackingId: textSchema,
    ShippingService: partSchema(z.object({ CarrierName: textSchema })),
    Label: partSchema(z.object({ FileContents: partSchema(z.object({ Contents: textSchema, Checksum: textSchema })) })),
  }),
);
export type WireShipment = z.output<typeof shipmentSchema>;
