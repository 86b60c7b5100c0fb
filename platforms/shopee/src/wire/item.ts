import { z } from 'zod';
import { amountSchema, countSchema, flagSchema, idSchema, listSchema, optionalIdSchema, secondsSchema, textSchema } from './envelope.ts';

const pricesSchema = listSchema(z.object({ currency: textSchema, original_price: amountSchema, current_price: amountSchema }));
const sellerStockSchema = listSchema(z.object({ location_id: textSchema, stock: countSchema }));
const stockSchema = z
  .object({
    summary_info: z
      .object({ total_reserved_stock: countSchema, total_available_stock: z.coerce.number().int().optional().catch(undefined) })
      .nullish(),
    seller_stock: sellerStockSchema,
  })
  .nullish();
export type WireStock = z.infer<typeof stockSchema>;

export const itemListSchema = z.object({
  item: listSchema(z.object({ item_id: idSchema })),
  total_count: countSchema,
  has_next_page: flagSchema,
  next_offset: countSchema,
});

const attributeSchema = z.object({
  attribute_id: idSchema,
  original_attribute_name: textSchema,
  attribute_value_list: listSchema(z.object({ value_id: optionalIdSchema, original_value_name: textSchema, value_unit: textSchema })),
});
export type WireAttribute = z.infer<typeof attributeSchema>;

export const itemSchema = z.object({
  item_id: idSchema,
  category_id: optionalIdSchema,
  item_name: textSchema,
  item_sku: textSchema,
  item_status: textSchema,
  description: textSchema,
  description_info: z
    .object({
      extended_description: z.object({ field_list: listSchema(z.object({ field_type: textSchema, text: textSchema })) }).nullish(),
    })
    .nullish()
    .catch(undefined),
  update_time: secondsSchema,
  has_model: flagSchema,
  price_info: pricesSchema,
  stock_info_v2: stockSchema,
  image: z.object({ image_id_list: listSchema(z.string()), image_url_list: listSchema(z.string()) }).nullish(),
  attribute_list: listSchema(attributeSchema),
  gtin_code: textSchema,
});
export type WireItem = z.infer<typeof itemSchema>;
export const itemDetailsSchema = z.object({ item_list: listSchema(itemSchema) });

export const modelsSchema = z.object({
  tier_variation: listSchema(
    z.object({
      name: textSchema,
      option_list: listSchema(z.object({ option: textSchema, image: z.object({ image_url: textSchema }).nullish() })),
    }),
  ),
  model: listSchema(
    z.object({
      model_id: idSchema,
      tier_index: listSchema(z.number().int()),
      model_sku: textSchema,
      price_info: pricesSchema,
      stock_info_v2: stockSchema,
      gtin_code: textSchema,
    }),
  ),
});
export type WireModels = z.infer<typeof modelsSchema>;
export type WireModel = WireModels['model'][number];

/** Refusals of single rows come beside the rows that went well. */
export const failureListSchema = z.object({ failure_list: listSchema(z.object({ failed_reason: textSchema })) });
export const newItemSchema = z.object({ item_id: idSchema.nullish() });
export const imageSchema = z.object({
  image_info: z.object({ image_id: textSchema, image_url_list: listSchema(z.object({ image_url: textSchema })) }).nullish(),
});
export const warehousesSchema = listSchema(z.object({ location_id: textSchema }));

/** The whole tree of a market, as a flat list. */
export const categoriesSchema = z.object({
  category_list: listSchema(z.object({ category_id: idSchema, original_category_name: textSchema, display_category_name: textSchema })),
});
