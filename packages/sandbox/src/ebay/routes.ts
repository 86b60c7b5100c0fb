import { accountRoutes } from './account-calls.ts';
import { analyticsRoutes } from './analytics-calls.ts';
import { destinationRoutes } from './destination-calls.ts';
import { fulfillmentRoutes } from './fulfillment-calls.ts';
import { groupRoutes } from './group-calls.ts';
import { identityRoutes } from './identity-calls.ts';
import { itemRoutes } from './item-calls.ts';
import { locationRoutes } from './location-calls.ts';
import { logisticsRoutes } from './logistics-calls.ts';
import { migrateRoutes } from './migrate-calls.ts';
import { offerRoutes } from './offer-calls.ts';
import { orderRoutes } from './order-calls.ts';
import { priceQuantityRoutes } from './price-quantity-calls.ts';
import { publishRoutes } from './publish-calls.ts';
import type { Route } from './route.ts';
import { subscriptionRoutes } from './subscription-calls.ts';
import { topicRoutes } from './topic-calls.ts';

export const routes: readonly Route[] = [
  ...orderRoutes,
  ...fulfillmentRoutes,
  ...identityRoutes,
  ...analyticsRoutes,
  ...accountRoutes,
  ...topicRoutes,
  ...destinationRoutes,
  ...subscriptionRoutes,
  ...itemRoutes,
  ...priceQuantityRoutes,
  ...offerRoutes,
  ...publishRoutes,
  ...groupRoutes,
  ...locationRoutes,
  ...migrateRoutes,
  ...logisticsRoutes,
];
