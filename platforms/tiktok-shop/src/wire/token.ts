import { z } from 'zod';
import { idSchema, listSchema, secondsSchema, textSchema } from './envelope.ts';

/** Both token calls. The `…_expire_in` fields are absolute unix times, whatever their names say. */
export const tokenSchema = z.object({
  access_token: textSchema,
  access_token_expire_in: secondsSchema,
  refresh_token: textSchema,
  refresh_token_expire_in: secondsSchema,
  open_id: textSchema,
  seller_name: textSchema,
  granted_scopes: listSchema(z.string()),
});
export type WireToken = z.infer<typeof tokenSchema>;

export const shopsSchema = z.object({
  shops: listSchema(z.object({ id: idSchema, name: textSchema, region: textSchema, cipher: textSchema })),
});
