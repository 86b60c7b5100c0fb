/**
 * Read models for screens that need more than one module's rows: the order list with its counts, one order with everything
 * on it, shortfalls, the home screen. They read, and change nothing but through the modules' use cases.
 */
export { type ChannelOrderDeps, registerChannelOrderRoutes } from './channel-order-routes.ts';
export { registerFulfilmentSpeedRoutes } from './fulfilment-speed-routes.ts';
export { type Home, viewHome } from './home.ts';
export { registerHomeRoutes } from './home-routes.ts';
export { type OrderDetail, viewOrder } from './order-detail.ts';
export type { OrderFilter } from './order-filter.ts';
export { countOrderViews, listOrderRows, type OrderListItem, toOrderListItem } from './order-list.ts';
export { type OrderRouteDeps, registerOrderRoutes } from './order-routes.ts';
export { readShopActivity } from './shop-activity.ts';
export { registerShortfallRoutes } from './shortfall-routes.ts';
