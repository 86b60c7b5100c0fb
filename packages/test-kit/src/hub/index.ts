/** For tests only: a whole hub on loopback, over a database of its own. */
export { type ContentAccountsOptions, type ContentGrant, connectContentAccounts } from './content-accounts.ts';
export { createTestHub, type TestHub, type TestHubOptions } from './test-hub.ts';
export { type TestUser, testPassword } from './test-user.ts';
