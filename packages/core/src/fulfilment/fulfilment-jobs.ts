import { defineJob } from '@shopfleet/jobs';
import { z } from 'zod';

const ownCarrier = z.object({ trackingNumber: z.string(), carrierName: z.string() });
const handover = z.object({ kind: z.enum(['pickup', 'drop-off']), placeId: z.string().optional(), slotId: z.string().optional() });
const shipSchema = z.object({
  packageId: z.string(),
  requestedBy: z.string(),
  ownCarrier: ownCarrier.optional(),
  handover: handover.optional(),
});
export type ShipRequest = z.infer<typeof shipSchema>;

/** Arrange, fetch the label, send it to the printer: one run, with checkpoints in the database. */
export const shipPackageJob = defineJob<ShipRequest>({
  name: 'fulfilment.arrange',
  lane: 'labels',
  retryLimit: 20,
  backoff: { baseMs: 1_000, maxMs: 120_000 },
  expireInSeconds: 120,
  key: ({ packageId }) => packageId,
  parse: (stored) => shipSchema.parse(stored),
});

const confirmSchema = z.object({ packageId: z.string() });
export type ConfirmRequest = z.infer<typeof confirmSchema>;

/** Reads the package back from the marketplace after its label was printed. */
export const confirmPackageJob = defineJob<ConfirmRequest>({
  name: 'fulfilment.confirm',
  lane: 'labels',
  retryLimit: 20,
  backoff: { baseMs: 2_000, maxMs: 600_000 },
  key: ({ packageId }) => packageId,
  parse: (stored) => confirmSchema.parse(stored),
});

/** Gives back the label of a package whose order was cancelled, where the marketplace sells labels. */
export const voidLabelJob = defineJob<ConfirmRequest>({
  name: 'fulfilment.void-label',
  lane: 'labels',
  retryLimit: 20,
  backoff: { baseMs: 5_000, maxMs: 600_000 },
  key: ({ packageId }) => packageId,
  parse: (stored) => confirmSchema.parse(stored),
});
