export * from './conventions.ts';
export * as operationRoutes from './operations.ts';
export { type LiveChange, liveChangeSchema } from './operations.ts';
export * as orderRoutes from './orders.ts';
export * as printingRoutes from './printing.ts';
export * as ruleRoutes from './rules.ts';
export * as shopRoutes from './shops.ts';
export * as stockRoutes from './stock.ts';
export * as userRoutes from './user.ts';
