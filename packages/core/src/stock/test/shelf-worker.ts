import { connectDatabase } from '@shopfleet/db';
import { createJobs } from '@shopfleet/jobs';
import { armCrashPoint, silentLog, systemClock } from '@shopfleet/kernel';
import { type Platform, PlatformFailure, type PlatformOrder } from '@shopfleet/platform-kit';
import { noHooks, startOrderJobs } from '../../orders/index.ts';
import { buildLine, buildOrder } from '../../orders/test/build-order.ts';
import { type OpenShop, syncJobKinds } from '../../sync/index.ts';
import { createTestMarket } from '../../sync/test/test-market.ts';
import { startStockJobs, stockJobKinds } from '../index.ts';
import type { ShelfOrder } from './shelves.ts';

/** Told to one life of a worker: where it finds database and marketplaces, and where to die, if anywhere. */
export interface ShelfWorkerTask {
  readonly url: string;
  readonly shelvesUrl: string;
  readonly crashAt?: { readonly name: string; readonly hits: number };
}

const callMs = 1_500;
/** A call that has not been answered after its time-out arrives no more. */
const pushLifeMs = 2_500;

/** A worker of a hub whose shops sell at the shelves: imports orders, pushes numbers, drains claims. */
async function work({ url, shelvesUrl, crashAt }: ShelfWorkerTask): Promise<void> {
  const db = connectDatabase({ url, poolSize: 10 });
  const jobs = createJobs({ url, database: db, kinds: [...syncJobKinds, ...stockJobKinds], log: silentLog });
  const openShop: OpenShop = async (_tenantId, shopId) => ({
    shop: { id: shopId, platform: 'test_market' },
    platform: shelfPlatform(shelvesUrl),
    access: { externalId: shopId, region: 'US', addressKey: '', token: () => Promise.reject(new Error('not needed here')) },
  });
  const deps = { db, jobs, clock: systemClock, openShop, log: silentLog, hooks: noHooks, pushLifeMs };
  startOrderJobs(deps);
  startStockJobs(deps);
  if (crashAt) armCrashPoint(crashAt.name, crashAt.hits);
  await jobs.start({ work: true });
  process.stdout.write('ready\n');
}

function shelfPlatform(shelvesUrl: string): Platform {
  const { platform } = createTestMarket();
  const listed = async (shop: string, query: Record<string, string>): Promise<PlatformOrder[]> => {
    const answer = await fetch(`${shelvesUrl}/${shop}?${new URLSearchParams(query)}`, { signal: AbortSignal.timeout(callMs) }).catch(() => {
      throw new PlatformFailure('unavailable', 'no answer');
    });
    const orders = (await answer.json()) as ShelfOrder[];
    return orders.map(toOrder);
  };
  return {
    ...platform,
    manifest: { ...platform.manifest, orderLagSeconds: 1 },
    orders: {
      maxIds: 50,
      fetchOrders: ({ externalId }, ids) => listed(externalId, { ids: ids.join(',') }),
      async listUpdated({ externalId }, { since, until }) {
        const orders = await listed(externalId, { since: String(since.getTime()), until: String(until.getTime()) });
        return { orders, nextPageToken: undefined, total: undefined };
      },
    },
    stock: {
      readStock: async () => new Map(),
      async writeStock({ externalId }, { externalVariantId, quantity }) {
        const body = JSON.stringify({ variant: externalVariantId, quantity });
        const init = { method: 'POST', body, signal: AbortSignal.timeout(callMs) };
        const answer = await fetch(`${shelvesUrl}/${externalId}`, init).catch((cause: unknown) => {
          throw new PlatformFailure('outcome-unknown', 'the line broke', { cause });
        });
        if (!answer.ok) throw new PlatformFailure('rate-limited', 'not now', { retryAt: new Date(Date.now() + 300) });
      },
    },
  };
}

function toOrder(order: ShelfOrder): PlatformOrder {
  return buildOrder({
    externalId: order.id,
    version: order.updatedAt,
    placedAt: new Date(order.placedAt),
    status: order.isCancelled ? 'cancelled' : 'to_arrange',
    lines: order.lines.map((variant, index) =>
      buildLine({ externalId: `${order.id}-${index}`, externalProductId: `P-${variant}`, externalVariantId: variant, sellerCode: variant }),
    ),
  });
}

const task: ShelfWorkerTask = JSON.parse(process.argv[2] ?? '{}');
await work(task);
