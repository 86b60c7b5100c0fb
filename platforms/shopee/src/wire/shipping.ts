import { z } from 'zod';
import { flagSchema, idSchema, listSchema, optionalIdSchema, textSchema } from './envelope.ts';

const addressParts = { region: textSchema, state: textSchema, city: textSchema, district: textSchema, town: textSchema };
/** A way that is possible names what it needs, even if that is nothing; one that is not is absent. */
const neededSchema = z
  .array(z.string())
  .nullish()
  .transform((keys) => keys ?? undefined);

const slotSchema = z.object({
  date: z.coerce.number().catch(0),
  time_text: textSchema,
  pickup_time_id: idSchema,
  flags: listSchema(z.string()),
});
const pickupAddressSchema = z.object({
  ...addressParts,
  address_id: idSchema,
  address: textSchema,
  address_flag: listSchema(z.string()),
  time_slot_list: listSchema(slotSchema),
});
const branchSchema = z.object({ ...addressParts, branch_id: idSchema, address: textSchema });

export const shippingParameterSchema = z.object({
  info_needed: z.object({ pickup: neededSchema, dropoff: neededSchema, non_integrated: neededSchema }),
  pickup: z.object({ address_list: listSchema(pickupAddressSchema) }).nullish(),
  dropoff: z
    .object({ branch_list: listSchema(branchSchema), slug_list: listSchema(z.object({ slug: z.string(), slug_name: textSchema })) })
    .nullish(),
});
export type ShippingParameter = z.infer<typeof shippingParameterSchema>;

export const channelsSchema = z.object({
  logistics_channel_list: listSchema(
    z.object({
      logistics_channel_id: idSchema,
      enabled: flagSchema,
      mask_channel_id: optionalIdSchema,
      logistics_capability: z.object({ seller_logistics: flagSchema }).nullish().catch(undefined),
    }),
  ),
});
export type WireChannel = z.infer<typeof channelsSchema>['logistics_channel_list'][number];

/** One row for each package that was asked about; a failure is in the row. */
export const labelRowsSchema = z.object({
  result_list: listSchema(
    z.object({
      order_sn: textSchema,
      package_number: textSchema,
      status: textSchema,
      suggest_shipping_document_type: textSchema,
      selectable_shipping_document_type: listSchema(z.string()),
      fail_error: textSchema,
      fail_message: textSchema,
    }),
  ),
});
export type LabelRow = z.infer<typeof labelRowsSchema>['result_list'][number];
