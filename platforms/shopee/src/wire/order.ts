import { z } from 'zod';
import { amountSchema, countSchema, flagSchema, idSchema, listSchema, optionalIdSchema, secondsSchema, textSchema } from './envelope.ts';

/** The four ids that name a line, in the order and in its packages. */
const linePartSchema = {
  item_id: idSchema,
  model_id: optionalIdSchema,
  order_item_id: optionalIdSchema,
  promotion_group_id: optionalIdSchema,
};

export const orderItemSchema = z.object({
  ...linePartSchema,
  item_name: textSchema,
  item_sku: textSchema,
  model_name: textSchema,
  model_sku: textSchema,
  model_quantity_purchased: countSchema,
  model_original_price: amountSchema,
  model_discounted_price: amountSchema,
  promotion_type: textSchema,
  cancelled_qty: countSchema,
  image_info: z.object({ image_url: textSchema }).nullish().catch(undefined),
});
export type WireOrderItem = z.infer<typeof orderItemSchema>;

export const packageItemSchema = z.object({ ...linePartSchema, model_quantity: countSchema });

const orderPackageSchema = z.object({
  package_number: textSchema,
  logistics_status: textSchema,
  logistics_channel_id: optionalIdSchema,
  shipping_carrier: textSchema,
  item_list: listSchema(packageItemSchema),
});
export type WireOrderPackage = z.infer<typeof orderPackageSchema>;

const addressSchema = z.object({
  name: textSchema,
  phone: textSchema,
  town: textSchema,
  district: textSchema,
  city: textSchema,
  state: textSchema,
  region: textSchema,
  zipcode: textSchema,
  full_address: textSchema,
});
export type WireAddress = z.infer<typeof addressSchema>;

/** One order; unknown members are dropped, missing ones are normal, an unknown status is decided in the mapping. */
export const orderSchema = z.object({
  order_sn: z.string().min(1),
  order_status: z.string(),
  region: textSchema,
  currency: textSchema,
  create_time: secondsSchema,
  update_time: secondsSchema,
  pay_time: secondsSchema,
  ship_by_date: secondsSchema,
  pickup_done_time: secondsSchema,
  message_to_seller: textSchema,
  buyer_username: textSchema,
  buyer_cancel_reason: textSchema,
  recipient_address: addressSchema.nullish(),
  shipping_carrier: textSchema,
  total_amount: amountSchema,
  estimated_shipping_fee: amountSchema,
  actual_shipping_fee: amountSchema,
  actual_shipping_fee_confirmed: flagSchema,
  split_up: flagSchema,
  fulfillment_flag: textSchema,
  advance_package: flagSchema,
  can_partial_cancel_order: z.boolean().nullish(),
  item_list: listSchema(orderItemSchema),
  package_list: listSchema(orderPackageSchema),
});
export type WireOrder = z.infer<typeof orderSchema>;

export const orderListSchema = z.object({
  more: flagSchema,
  next_cursor: textSchema,
  order_list: listSchema(z.object({ order_sn: z.string() })),
});

/** Orders stay unread here: one that cannot be understood must not hide the others. */
export const orderDetailsSchema = z.object({ order_list: listSchema(z.unknown()) });

export const packageDetailSchema = z.object({
  order_sn: textSchema,
  package_number: z.string(),
  fulfillment_status: textSchema,
  logistics_channel_id: optionalIdSchema,
  shipping_carrier: textSchema,
  tracking_number: textSchema,
  is_split_up: flagSchema,
  item_list: listSchema(packageItemSchema),
});
export type WirePackage = z.infer<typeof packageDetailSchema>;
export const packageDetailsSchema = z.object({ package_list: listSchema(packageDetailSchema) });
