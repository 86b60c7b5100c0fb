import { z } from 'zod';
import { idSchema, listSchema } from './envelope.ts';

const dataSchema = z.object({
  order_id: idSchema.optional(),
  product_id: idSchema.optional(),
  package_list: listSchema(z.object({ order_id_list: listSchema(idSchema) })),
});

/** The envelope of an event. Some samples have no id; type 68 is shown without `data`, its fields beside the envelope's. */
export const webhookSchema = z.object({
  type: z.coerce.number().int().catch(0),
  tts_notification_id: idSchema.nullish(),
  shop_id: idSchema.nullish(),
  product_id: idSchema.nullish(),
  event_id: idSchema.nullish(),
  data: dataSchema.nullish().catch(undefined),
});
export type WireWebhook = z.infer<typeof webhookSchema>;
