import { z } from 'zod';
import { idSchema, listSchema, textSchema } from './basics.ts';

/** What the header of an event holds, once its base64 is undone. */
export const signatureSchema = z.object({ alg: z.string(), kid: z.string().min(1), signature: z.string().min(1), digest: z.string() });

export const publicKeySchema = z.object({ key: z.string().min(1) });

const dataSchema = z.object({
  userId: textSchema,
  username: textSchema,
  /** Shipments say it so. */
  publicUserId: textSchema,
  user: z.object({ userId: textSchema }).nullish(),
  order: z.object({ orderId: textSchema }).nullish(),
  orderId: textSchema,
  orderCancellation: z
    .object({
      seller: z.object({ userId: textSchema }).nullish(),
      cancellationLineItems: listSchema(z.object({ orderId: textSchema })),
    })
    .nullish(),
});

export const eventSchema = z.object({
  metadata: z.object({ topic: z.string().min(1) }),
  notification: z.object({ notificationId: textSchema, data: dataSchema.nullish().catch(undefined) }),
});
export type WireEvent = z.infer<typeof eventSchema>;

export const destinationsSchema = z.object({
  destinations: listSchema(
    z.object({
      destinationId: idSchema,
      name: textSchema,
      status: textSchema,
      deliveryConfig: z.object({ endpoint: textSchema }).nullish(),
    }),
  ),
  next: textSchema,
});

export const topicSchema = z.object({
  topicId: textSchema,
  scope: textSchema,
  supportedPayloads: listSchema(
    z.object({
      schemaVersion: textSchema,
      deprecated: z.boolean().nullish(),
      format: listSchema(z.string()).catch([]),
      deliveryProtocol: textSchema,
    }),
  ),
});
export type WireTopic = z.infer<typeof topicSchema>;

export const subscriptionsSchema = z.object({
  subscriptions: listSchema(
    z.object({ subscriptionId: idSchema, topicId: textSchema, status: textSchema, destinationId: idSchema.nullish() }),
  ),
  next: textSchema,
});
