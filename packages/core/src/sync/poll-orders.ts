import type { Tx } from '@shopfleet/db';
import { crashPoint, HubError } from '@shopfleet/kernel';
import type { PlatformOrder } from '@shopfleet/platform-kit';
import { moveCursor } from './cursor-store.ts';
import { type Poll, type PollDeps, type PollInput, pollShop } from './poll-shop.ts';
import { advancePoll } from './poll-tally.ts';

/** What is read again before the cursor: marketplaces list an update a little after they made it. */
const overlapMs = 10 * 60_000;
/** How far back the first read of a shop goes. */
const firstReadMs = 30 * 24 * 3_600_000;

export interface PageResult {
  readonly imported: readonly unknown[];
  readonly unchanged: number;
  readonly refused: readonly { readonly externalId: string; readonly error: Error }[];
}

interface PageTarget {
  readonly tenantId: string;
  readonly shopId: string;
  readonly platform: string;
  readonly readFrom: Date;
}

export interface PollOrdersDeps extends PollDeps {
  importPage(tx: Tx, target: PageTarget, orders: readonly PlatformOrder[]): Promise<PageResult>;
}

/**
 * Reads every order that changed since the cursor, page by page, each with its progress in one transaction. A crash resumes
 * behind the last page. This is what finds orders whose event was lost.
 */
export async function pollOrders(deps: PollOrdersDeps, input: PollInput): Promise<void> {
  await pollShop(deps, 'orders', input, async (poll) => {
    const capability = poll.opened.platform.orders;
    if (!capability) throw new HubError('PLATFORM_UNSUPPORTED', { message: `${poll.opened.platform.manifest.title} has no orders` });
    const since = poll.since ?? startOf(poll);
    let pageToken: string | undefined;
    do {
      poll.signal.throwIfAborted();
      const range = { since, until: poll.until, ...(pageToken !== undefined && { pageToken }) };
      const readFrom = deps.clock.now();
      const page = await capability.listUpdated(poll.opened.access, range);
      await keepPage(deps, poll, page, readFrom);
      crashPoint('sync.after-page-committed');
      pageToken = page.nextPageToken;
    } while (pageToken !== undefined);
  });
}

function startOf({ cursor, until }: Poll): Date {
  return cursor.until === undefined ? new Date(until.getTime() - firstReadMs) : new Date(new Date(cursor.until).getTime() - overlapMs);
}

async function keepPage(
  deps: PollOrdersDeps,
  poll: Poll,
  page: { orders: readonly PlatformOrder[]; total: number | undefined; unreadable?: readonly { externalId: string; reason: string }[] },
  readFrom: Date,
): Promise<void> {
  const { tenantId, shopId } = poll;
  const unreadable = page.unreadable ?? [];
  for (const { externalId, reason } of unreadable) deps.log?.warn({ shopId, externalId, reason }, 'An order could not be understood');
  await deps.db.asTenant(tenantId, async (tx) => {
    const target = { tenantId, shopId, platform: poll.opened.platform.manifest.platform, readFrom };
    const { refused } = await deps.importPage(tx, target, page.orders);
    // Pages come oldest first: what changed before the newest of this page has been read. A read of the past proves nothing.
    const newest = Math.max(0, ...page.orders.map((order) => order.version));
    if (poll.since === undefined && newest > 0 && newest <= poll.until.getTime()) {
      await moveCursor(tx, deps.clock, { tenantId, shopId, stream: 'orders', position: { until: new Date(newest).toISOString() } });
    }
    await advancePoll(tx, deps.clock, poll, {
      processed: page.orders.length - refused.length,
      failed: refused.length + unreadable.length,
      total: page.total,
      problems: [
        ...refused.map(({ externalId, error }) => ({ subject: externalId, message: error.message })),
        ...unreadable.map(({ externalId, reason }) => ({ subject: externalId, message: reason })),
      ],
    });
  });
}
