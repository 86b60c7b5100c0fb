import { z } from 'zod';
import { flagSchema, idSchema, listSchema, textSchema } from './envelope.ts';

/** The detail call says `package_id`, the search says `id`; both names are read. */
export const packageSchema = z.object({
  package_id: idSchema.nullish(),
  id: idSchema.nullish(),
  package_status: textSchema,
  status: textSchema,
  shipping_provider_name: textSchema,
  tracking_number: textSchema,
});

/** `avaliable` is spelt as the vendor spells it. */
export const slotsSchema = z.object({
  can_pickup: flagSchema,
  can_drop_off: flagSchema,
  pickup_slots: listSchema(z.object({ start_time: z.number(), end_time: z.number(), avaliable: flagSchema })),
});

export const documentSchema = z.object({ doc_url: textSchema, tracking_number: textSchema });
export const createdPackageSchema = z.object({ package_id: idSchema.nullish() });
export const servicesSchema = z.object({
  shipping_services: listSchema(z.object({ id: idSchema, name: textSchema, price: textSchema, is_default: flagSchema })),
});
export const providersSchema = z.object({ shipping_providers: listSchema(z.object({ id: idSchema, name: textSchema })) });
export const combinableSchema = z.object({
  combinable_packages: listSchema(z.object({ id: idSchema, order_ids: listSchema(idSchema) })),
  next_page_token: textSchema,
});
export const combinedSchema = z.object({
  packages: listSchema(z.object({ id: idSchema })),
  errors: listSchema(z.object({ code: z.coerce.number(), message: textSchema })),
});
export const packedLinesSchema = z.object({ order_line_item_ids: listSchema(idSchema) });
