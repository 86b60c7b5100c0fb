import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { OpenAPIHono } from '@hono/zod-openapi';
import { connectDatabase } from '@shopfleet/db';
import { createJobs } from '@shopfleet/jobs';
import { armCrashPoint, HubError, Sealer, silentLog, systemClock } from '@shopfleet/kernel';
import type { HubEnv } from '../../edge/index.ts';
import { noHooks, openOrderShops, startOrderJobs } from '../../orders/index.ts';
import { buildLine, buildOrder } from '../../orders/test/build-order.ts';
import { stockJobKinds } from '../../stock/index.ts';
import { type OpenShop, registerWebhookRoutes, startSyncJobs, syncJobKinds } from '../index.ts';
import { createTestMarket } from './test-market.ts';

/** Told to one life of the receiver: where to crash, if anywhere, and at which passage. */
export interface ReceiverTask {
  readonly url: string;
  readonly crashAt?: { readonly name: string; readonly hits: number };
}

/** A hub's receiving side as a process of its own, to be killed: takes events over HTTP and follows them up. Prints its port. */
async function receive({ url, crashAt }: ReceiverTask): Promise<void> {
  const db = connectDatabase({ url, poolSize: 8 });
  const jobs = createJobs({ url, database: db, kinds: [...syncJobKinds, ...stockJobKinds], log: silentLog });
  const market = createTestMarket({
    orderOf: (externalId) =>
      buildOrder({ externalId, version: 5, lines: [buildLine({ externalId: `${externalId}-1`, sellerCode: 'STORM-1' })] }),
  });
  const openShop: OpenShop = async (_tenantId, shopId) => ({
    shop: { id: shopId, platform: 'test_market' },
    platform: market.platform,
    access: { externalId: '7001', region: 'US', addressKey: '', token: () => Promise.reject(new Error('not needed here')) },
  });
  const sealer = new Sealer(new Map([['k1', Buffer.alloc(32, 1)]]), 'k1');
  const platforms = new Map([['test_market', market.platform]]);
  const deps = { db, jobs, clock: systemClock, openShop, log: silentLog, hooks: noHooks, openOrderShops, sealer, platforms };
  startSyncJobs(deps);
  startOrderJobs(deps);
  await jobs.start({ work: true });
  const app = new OpenAPIHono<HubEnv>();
  app.onError((error, c) => c.body(null, error instanceof HubError && error.status === 503 ? 503 : 500));
  registerWebhookRoutes(app, deps);
  if (crashAt) armCrashPoint(crashAt.name, crashAt.hits);
  listen(app);
}

function listen(app: OpenAPIHono<HubEnv>): void {
  const server = createServer(async (request, response) => {
    const body = Buffer.from(await text(request.setEncoding('latin1')), 'latin1');
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
    const answer = await app.fetch(new Request(`http://127.0.0.1${request.url}`, { method: 'POST', headers, body: new Uint8Array(body) }));
    response.writeHead(answer.status).end();
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`);
  });
}

const task: ReceiverTask = JSON.parse(process.argv[2] ?? '{}');
await receive(task);
