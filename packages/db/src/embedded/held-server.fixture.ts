/** Program of the crash tests: starts a server in the directory it is given, says where, and waits to be killed. */
import { startEmbeddedPostgres } from './start-embedded-postgres.ts';

const server = await startEmbeddedPostgres({ directory: process.argv[2] ?? '' });
process.stdout.write(`${server.url}\n`);
process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)));
setInterval(() => undefined, 1_000);
