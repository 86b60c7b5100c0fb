import { z } from 'zod';
import { flagSchema, idSchema, listSchema, textSchema } from './envelope.ts';

/** Pages write the same member in different ways: both are read. */
const dataSchema = z.object({
  ordersn: textSchema,
  order_sn: textSchema,
  package_number: textSchema,
  tracking_no: textSchema,
  status: textSchema,
  fulfillment_status: textSchema,
  return_sn: textSchema,
  item_id: idSchema.nullish(),
  variation_id: idSchema.nullish(),
  action: textSchema,
  update_time: idSchema.nullish(),
  shop_id: idSchema.nullish(),
  shopid: idSchema.nullish(),
  shop_id_list: listSchema(idSchema),
  shop_expire_soon: listSchema(z.union([idSchema, z.object({ shop_id: idSchema }).transform(({ shop_id }) => shop_id)])),
  verify_info: textSchema,
});

/** A push. Partner-level codes carry no shop id beside `code`; the first test message carries no timestamp either. */
export const pushSchema = z.object({
  code: z.coerce.number().int(),
  shop_id: idSchema.nullish(),
  timestamp: idSchema.nullish(),
  data: dataSchema.nullish().catch(undefined),
});
export type WirePush = z.infer<typeof pushSchema>;

/** `data` is the whole push as text. */
export const lostPushesSchema = z.object({
  push_message_list: listSchema(z.object({ data: z.string() })),
  has_next_page: flagSchema,
  last_message_id: idSchema.nullish(),
});
