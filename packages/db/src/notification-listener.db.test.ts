import { connect, createServer, type Socket } from 'node:net';
import { createTestDatabase } from '@shopfleet/test-kit';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { connectDatabase } from './index.ts';

/** A TCP proxy that can fall silent without closing anything, as a broken network does. */
async function createProxy(target: URL) {
  const pairs: [Socket, Socket][] = [];
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    client.pipe(upstream).pipe(client);
    for (const socket of [client, upstream]) socket.on('error', () => socket.destroy());
    pairs.push([client, upstream]);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = new URL(target);
  url.port = String(typeof address === 'object' ? address?.port : 0);
  return {
    url: url.href,
    silence() {
      for (const [client, upstream] of pairs) {
        client.unpipe();
        upstream.unpipe();
        client.resume();
        upstream.resume();
      }
    },
    close() {
      for (const pair of pairs) for (const socket of pair) socket.destroy();
      server.close();
    },
  };
}

test('a listener hears every notification, and comes back within 5 s when its connection is silently dead', async () => {
  await using db = await createTestDatabase();
  const proxy = await createProxy(new URL(db.url));
  const database = connectDatabase({ url: proxy.url });
  const heard: string[] = [];
  const reconnected: number[] = [];
  const unlisten = await database.listen('news', (payload) => void heard.push(payload), {
    onReconnect: () => void reconnected.push(Date.now()),
  });
  const notify = (text: string) => db.database.asSystem((tx) => tx.execute(sql`SELECT pg_notify('news', ${text})`));
  await notify('one');
  await expect.poll(() => heard).toEqual(['one']);

  proxy.silence();
  const silentAt = Date.now();
  await expect.poll(() => reconnected.length, { timeout: 10_000 }).toBe(1);
  expect(Date.now() - silentAt).toBeLessThan(5_000);
  await notify('two');
  await expect.poll(() => heard).toEqual(['one', 'two']);

  await unlisten();
  await notify('three');
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(heard).toEqual(['one', 'two']);
  await database.close();
  proxy.close();
});
