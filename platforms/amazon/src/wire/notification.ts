import { z } from 'zod';
import { partSchema, textSchema } from './shapes.ts';

/** Order events and listing events are written in Pascal case, all others in camel case: `readSpelling` makes them one. */
export const notificationSchema = z.object({
  notificationType: z.string().min(1),
  notificationMetadata: partSchema(z.object({ notificationId: textSchema })),
  payload: z.record(z.string(), z.unknown()).catch({}),
});
export type WireNotification = z.output<typeof notificationSchema>;

export const orderChangeSchema = z.object({
  orderChangeNotification: z.object({
    sellerId: z.string(),
    amazonOrderId: z.string(),
    summary: z.object({ marketplaceId: z.string(), fulfillmentType: textSchema }),
  }),
});
export const listingChangeSchema = z.object({ sellerId: z.string(), marketplaceId: textSchema, sku: textSchema });

/** The same with every name beginning in lower case (`SellerSKU` → `sellerSKU`). */
export function readSpelling(raw: unknown): unknown {
  if (Array.isArray(raw)) return raw.map(readSpelling);
  if (typeof raw !== 'object' || raw === null) return raw;
  return Object.fromEntries(
    Object.entries(raw).map(([name, value]) => [name.charAt(0).toLowerCase() + name.slice(1), readSpelling(value)]),
  );
}
