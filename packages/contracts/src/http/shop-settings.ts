import { z } from '@hono/zod-openapi';

/** What is read from a marketplace again and again. */
export const syncStreams = ['orders', 'status', 'listings', 'stock'] as const;

/** Who sends the parcels, for marketplaces that sell the label. */
export const labelSenderSchema = z
  .object({
    name: z.string().trim().min(1).max(30),
    phone: z.string().trim().min(1).max(30),
    email: z.email().max(100),
    lines: z.array(z.string().trim().min(1).max(60)).min(1).max(3),
    city: z.string().trim().min(1).max(30),
    state: z.string().trim().max(30).default(''),
    postalCode: z.string().trim().min(1).max(20),
    regionCode: z.string().trim().length(2).toUpperCase(),
  })
  .openapi('LabelSender');

/** The usual parcel: weight in grams, sides in millimetres. */
export const labelParcelSchema = z
  .object({
    weightGrams: z.number().int().min(1).max(1_000_000),
    lengthMm: z.number().int().min(1).max(10_000),
    widthMm: z.number().int().min(1).max(10_000),
    heightMm: z.number().int().min(1).max(10_000),
  })
  .openapi('LabelParcel');

const minutes = (least: number, usual: number) => z.number().int().min(least).max(10_080).default(usual);

export const shopSettingsSchema = z
  .object({
    isOrderSyncOn: z.boolean().default(true),
    orderSyncMinutes: z.number().int().min(1).max(1440).default(60),
    isStatusSyncOn: z.boolean().default(true),
    statusSyncMinutes: minutes(5, 30),
    isListingSyncOn: z.boolean().default(true),
    listingSyncMinutes: minutes(15, 360),
    isStockSyncOn: z.boolean().default(true),
    stockSyncMinutes: minutes(15, 120),
    isAutoFulfilOn: z.boolean().default(true),
    isStockPublishOn: z.boolean().default(false),
    labelSender: labelSenderSchema.nullable().default(null),
    labelParcel: labelParcelSchema.nullable().default(null),
  })
  .openapi('ShopSettings');
