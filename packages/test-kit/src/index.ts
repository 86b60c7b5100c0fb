/** For tests only: throw-away databases on a real PostgreSQL. */
export { createTestDatabase, type TestDatabase, type TestDatabaseOptions } from './database/test-database.ts';
