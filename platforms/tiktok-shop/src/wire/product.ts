import { z } from 'zod';
import { idSchema, listSchema, secondsSchema, textSchema } from './envelope.ts';

const quantitySchema = z.coerce.number().int().optional().catch(undefined);

export const skuSchema = z.object({
  id: idSchema,
  seller_sku: textSchema,
  price: z.object({ currency: textSchema, sale_price: textSchema, tax_exclusive_price: textSchema }).nullish(),
  inventory: listSchema(z.object({ warehouse_id: idSchema.nullish(), quantity: quantitySchema })),
  sales_attributes: listSchema(z.object({ name: textSchema, value_name: textSchema })),
});
export type WireSku = z.infer<typeof skuSchema>;

export const productSchema = z.object({
  id: idSchema,
  title: textSchema,
  status: textSchema,
  main_images: listSchema(z.object({ thumb_urls: listSchema(z.string()), urls: listSchema(z.string()) })),
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
