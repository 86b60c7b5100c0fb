import { z } from 'zod';
import { flagSchema, idSchema, listSchema, secondsSchema, textSchema } from './envelope.ts';

const quantitySchema = z.coerce.number().int().optional().catch(undefined);

const pictureSchema = z.object({ thumb_urls: listSchema(z.string()), urls: listSchema(z.string()) });

export const skuSchema = z.object({
  id: idSchema,
  seller_sku: textSchema,
  price: z.object({ currency: textSchema, sale_price: textSchema, tax_exclusive_price: textSchema }).nullish(),
  inventory: listSchema(z.object({ warehouse_id: idSchema.nullish(), quantity: quantitySchema })),
  identifier_code: z.object({ code: textSchema }).nullish().catch(undefined),
  sales_attributes: listSchema(z.object({ name: textSchema, value_name: textSchema, sku_img: pictureSchema.nullish().catch(undefined) })),
});
export type WireSku = z.infer<typeof skuSchema>;

export const productSchema = z.object({
  id: idSchema,
  title: textSchema,
  status: textSchema,
  description: textSchema,
  category_chains: listSchema(z.object({ id: idSchema, local_name: textSchema, is_leaf: flagSchema })),
  product_attributes: listSchema(z.object({ name: textSchema, values: listSchema(z.object({ name: textSchema })) })),
  main_images: listSchema(pictureSchema),
  skus: listSchema(skuSchema),
  update_time: secondsSchema,
});
export type WireProduct = z.infer<typeof productSchema>;

export const productPageSchema = z.object({
  products: listSchema(productSchema),
  next_page_token: textSchema,
  total_count: z.coerce.number().optional().catch(undefined),
});

export const inventorySchema = z.object({
  inventory: listSchema(
    z.object({
      product_id: idSchema.nullish(),
      skus: listSchema(
        z.object({
          id: idSchema,
          total_available_quantity: quantitySchema,
          warehouse_inventory: listSchema(z.object({ warehouse_id: idSchema, available_quantity: quantitySchema })),
        }),
      ),
    }),
  ),
});

export const createdProductSchema = z.object({ product_id: idSchema });
export const uploadedImageSchema = z.object({ uri: z.string().min(1), url: textSchema });

export const warehousesSchema = z.object({
  warehouses: listSchema(z.object({ id: idSchema, type: textSchema, effect_status: textSchema, is_default: flagSchema })),
});

export const attributesSchema = z.object({
  attributes: listSchema(
    z.object({
      id: idSchema,
      name: textSchema,
      type: textSchema,
      is_customizable: flagSchema,
      values: listSchema(z.object({ id: idSchema, name: textSchema })),
    }),
  ),
});
