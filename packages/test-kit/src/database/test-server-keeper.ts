/**
 * Program: runs the PostgreSQL of the tests while at least one test process is connected to its socket, then removes it with all
 * data. A test process that is killed loses its connection, so nothing is left behind.
 */
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { EmbeddedPostgresError, startEmbeddedPostgres } from '@shopfleet/db';
import { testServerDirectory, testServerSocket } from './test-server-address.ts';

const firstUserWithinMs = 10_000;
const lingerMs = 1_000;
const log = { debug: () => undefined, info: () => undefined, warn: console.warn, error: console.error };

const postgres = await startEmbeddedPostgres({
  directory: testServerDirectory,
  log,
  settings: { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: '300', autovacuum_naptime: '5s' },
}).catch((error) => {
  // Another keeper has the directory, and serves everybody.
  if (error instanceof EmbeddedPostgresError && error.message.includes('is in use by process')) process.exit(0);
  throw error;
});
const greeting = `${JSON.stringify({ url: postgres.url, adminUrl: postgres.adminUrl })}\n`;
let userCount = 0;
let closing: NodeJS.Timeout | undefined;

const server = createServer((socket) => {
  userCount += 1;
  clearTimeout(closing);
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    userCount -= 1;
    if (userCount === 0) closeAfter(lingerMs);
  });
  socket.resume();
  socket.write(greeting);
});

function closeAfter(ms: number): void {
  clearTimeout(closing);
  closing = setTimeout(() => void close(), ms);
}

async function close(): Promise<void> {
  server.close();
  await postgres.stop();
  await rm(testServerDirectory, { recursive: true, force: true });
  process.exit(0);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void close());
await rm(testServerSocket, { force: true });
server.listen(testServerSocket, () => closeAfter(firstUserWithinMs));
