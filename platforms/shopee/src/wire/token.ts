import { z } from 'zod';
import { idSchema, listSchema, textSchema } from './envelope.ts';

/** Both token calls. `expire_in` is a span of seconds; one sample of the documentation prints a moment. */
export const tokenSchema = z.object({
  access_token: textSchema,
  refresh_token: textSchema,
  expire_in: z.coerce.number().catch(0),
  /** Of a main account only. */
  shop_id_list: listSchema(idSchema),
});
export type WireToken = z.infer<typeof tokenSchema>;

export const shopInfoSchema = z.object({ shop_name: textSchema, region: textSchema });
