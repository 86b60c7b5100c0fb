/**
 * PostgreSQL: pool, transactions with a tenant scope, notifications, forward-only migrations, and a private embedded server.
 * Promises that no statement runs without a scope: unset tenant sees zero rows.
 */
export { connectDatabase, type Database, type DatabaseOptions } from './database.ts';
export { EmbeddedPostgresError } from './embedded/embedded-postgres-error.ts';
export { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from './embedded/start-embedded-postgres.ts';
export { type MigrateOptions, migrate } from './migrate.ts';
export { defaultMigrationDirectory } from './migration-files.ts';
export type { ListenOptions } from './notification-listener.ts';
export { isCheckViolation, isForeignKeyViolation, isTransactionConflict, isUniqueViolation, sqlState } from './postgres-errors.ts';
export { afterCommit, type Tx } from './transaction.ts';
