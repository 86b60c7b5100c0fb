import { z } from 'zod';
import { flagSchema, idSchema, listSchema, secondsSchema, textSchema } from './envelope.ts';

const amountSchema = z.union([z.string(), z.number().transform(String)]).nullish();

export const orderLineSchema = z.object({
  id: idSchema,
  product_id: idSchema.nullish(),
  product_name: textSchema,
  sku_id: idSchema.nullish(),
  sku_name: textSchema,
  seller_sku: textSchema,
  sku_image: z.string().nullish(),
  currency: textSchema,
  sale_price: amountSchema,
  original_price: amountSchema,
  display_status: textSchema,
  package_id: idSchema.nullish(),
  package_status: textSchema,
  shipping_provider_name: textSchema,
  tracking_number: textSchema,
});
export type WireOrderLine = z.infer<typeof orderLineSchema>;

export const addressSchema = z.object({
  name: textSchema,
  phone_number: textSchema,
  full_address: textSchema,
  address_detail: textSchema,
  address_line1: textSchema,
  address_line2: textSchema,
  address_line3: textSchema,
  address_line4: textSchema,
  postal_code: textSchema,
  post_town: textSchema,
  region_code: textSchema,
  district_info: listSchema(z.object({ address_level: textSchema, address_level_name: textSchema, address_name: textSchema })),
});
export type WireAddress = z.infer<typeof addressSchema>;

/** One order; unknown members are dropped, missing ones are normal, an unknown status is decided in the mapping. */
export const orderSchema = z.object({
  id: idSchema,
  status: z.string(),
  shipping_type: textSchema,
  fulfillment_type: textSchema,
  delivery_option_id: idSchema.nullish(),
  shipping_provider: textSchema,
  tracking_number: textSchema,
  packages: listSchema(z.object({ id: idSchema })),
  create_time: secondsSchema,
  paid_time: secondsSchema,
  update_time: secondsSchema,
  cancel_time: secondsSchema,
  rts_sla_time: secondsSchema,
  tts_sla_time: secondsSchema,
  is_buyer_request_cancel: flagSchema,
  buyer_message: textSchema,
  buyer_nickname: textSchema,
  payment: z.object({ currency: textSchema, total_amount: amountSchema, sub_total: amountSchema, shipping_fee: amountSchema }).nullish(),
  recipient_address: addressSchema.nullish(),
  line_items: listSchema(orderLineSchema),
});
export type WireOrder = z.infer<typeof orderSchema>;

/** Orders stay unread here: one that cannot be understood must not hide the others of its page. */
export const orderPageSchema = z.object({
  orders: listSchema(z.unknown()),
  next_page_token: textSchema,
  total_count: z.coerce.number().optional().catch(undefined),
});
