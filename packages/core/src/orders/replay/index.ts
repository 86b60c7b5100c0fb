/** Every state that changed an order is kept, and the order can be built from them again. */
export { replayNamed } from './replay-named.ts';
export { type OrderReplay, replayOrder } from './replay-order.ts';
export { registerReplayRoutes } from './replay-routes.ts';
export { forgottenOfOrders, keepSnapshots } from './snapshot-store.ts';
