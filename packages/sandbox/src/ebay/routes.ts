import { accountRoutes } from './account-calls.ts';
import { analyticsRoutes } from './analytics-calls.ts';
import { destinationRoutes } from './destination-calls.ts';
import { fulfillmentRoutes } from './fulfillment-calls.ts';
import { identityRoutes } from './identity-calls.ts';
import { orderRoutes } from './order-calls.ts';
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
];
