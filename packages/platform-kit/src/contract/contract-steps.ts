import { PlatformFailure } from '../failure.ts';
import type { PlatformOrder } from '../order.ts';
import type {
  AccountAccess,
  ArrangeInput,
  ContentCapability,
  ContentVideo,
  FulfilmentCapability,
  LabelsCapability,
  OrdersCapability,
  PlatformLabel,
} from '../port.ts';
import type { ContentWorld } from './content-world.ts';
import type { ContractWorld } from './contract-world.ts';

function need<T>(capability: T | undefined, name: string): T {
  if (capability === undefined) throw new Error(`the platform has no ${name}; skip these tests with a reason`);
  return capability;
}

export const ordersOf = (world: ContractWorld): OrdersCapability => need(world.platform.orders, 'orders');
export const fulfilmentOf = (world: ContractWorld): FulfilmentCapability => need(world.platform.fulfilment, 'fulfilment');
export const labelsOf = (world: ContractWorld): LabelsCapability => need(world.platform.labels, 'labels');

export const contentOf = (world: ContentWorld): ContentCapability => need(world.platform.content, 'content');

/** All videos of an account, by walking the pages. */
export async function walkVideos(world: ContentWorld, access: AccountAccess): Promise<{ videos: ContentVideo[]; pages: number }> {
  const videos: ContentVideo[] = [];
  let cursor: string | undefined;
  let pages = 0;
  do {
    const page = await contentOf(world).listVideos(access, cursor);
    videos.push(...page.videos);
    cursor = page.nextCursor;
    pages += 1;
  } while (cursor !== undefined && pages < 1_000);
  return { videos, pages };
}

export async function fetchOne(world: ContractWorld, externalId: string): Promise<PlatformOrder> {
  const [order] = await ordersOf(world).fetchOrders(world.access, [externalId]);
  if (!order) throw new Error(`the platform does not show order ${externalId}`);
  return order;
}

/** Every order updated within an hour of now, by walking the pages. */
export async function listAll(world: ContractWorld): Promise<{ orders: PlatformOrder[]; pages: number }> {
  const range = { since: new Date(Date.now() - 3_600_000), until: new Date(Date.now() + 3_600_000) };
  const orders: PlatformOrder[] = [];
  let pageToken: string | undefined;
  let pages = 0;
  do {
    const page = await ordersOf(world).listUpdated(world.access, { ...range, ...(pageToken === undefined ? {} : { pageToken }) });
    orders.push(...page.orders);
    pageToken = page.nextPageToken;
    pages += 1;
  } while (pageToken !== undefined);
  return { orders, pages };
}

/** What arranging all of an order takes on this platform. */
export function arrangeInputOf(world: ContractWorld, { externalId, packages, lines }: PlatformOrder): ArrangeInput {
  return {
    externalOrderId: externalId,
    externalPackageId: packages[0]?.externalId,
    externalLineIds: lines.map((line) => line.externalId),
    ...world.arrangeInput?.(externalId),
  };
}

export async function arrangeOrder(world: ContractWorld, externalOrderId: string): Promise<string> {
  const input = arrangeInputOf(world, await fetchOne(world, externalOrderId));
  return (await fulfilmentOf(world).arrange(world.access, input)).externalPackageId;
}

/** How an arranged order and its package stand at this platform. */
export const arrangedOf = (world: ContractWorld): NonNullable<ContractWorld['arranged']> =>
  world.arranged ?? { order: 'to_hand_over', parcel: 'to_hand_over' };

/** Asks for the label until it is there, as the platform says when. */
export async function fetchLabelPatiently(world: ContractWorld, externalPackageId: string): Promise<PlatformLabel> {
  for (let tries = 0; ; tries++) {
    try {
      return await labelsOf(world).fetchLabel(world.access, externalPackageId);
    } catch (error) {
      const isLater = error instanceof PlatformFailure && error.kind === 'unavailable' && error.retryAt !== undefined;
      if (!isLater || tries === 10) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

/** The failure that `work` ends with; an error when it does not fail, or fails outside the closed set. */
export async function failureOf(work: Promise<unknown>): Promise<PlatformFailure> {
  try {
    await work;
  } catch (error) {
    if (error instanceof PlatformFailure) return error;
    throw new Error('failed with something that is no PlatformFailure', { cause: error });
  }
  throw new Error('was expected to fail and did not');
}
