import type { contentOverviewRoutes } from '@shopfleet/contracts';
import type { z } from 'zod';

export type Summary = z.infer<typeof contentOverviewRoutes.contentSummarySchema>;
