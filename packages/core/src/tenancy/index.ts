/** Organisations and their plans. A tenant is the first column of every key; nothing is ever moved between tenants. */
export { type Plan, planFactor, plans } from './plan.ts';
export { countTenants, createTenant, findOldestTenant, findTenant, type TenantRow } from './tenant-store.ts';
