export * from './admin-stats.ts';
export * from './admin-stores.ts';
export * from './admin-sync.ts';
