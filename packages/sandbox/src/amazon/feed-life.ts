import { gzipSync } from 'node:zlib';
import { workOff } from './feed-report.ts';
import type { Feed } from './model.ts';
import type { World } from './world.ts';

/** What comes next by itself: from the queue to work, from work to the end. Entries of the timeline may be stale. */
export function scheduleFeed(world: World, feed: Feed): void {
  const { feedQueueMs, feedWorkMs } = world.settings;
  if (feed.status === 'IN_QUEUE') world.timeline.schedule(feed.createdMs + feedQueueMs, () => begin(world, feed.id));
  if (feed.status === 'IN_PROGRESS') world.timeline.schedule((feed.startedMs ?? 0) + feedWorkMs, () => end(world, feed.id));
}

function begin(world: World, id: string): void {
  const feed = world.feeds.get(id);
  if (feed?.status !== 'IN_QUEUE') return;
  feed.status = 'IN_PROGRESS';
  feed.startedMs = world.clock.nowMs();
  world.feeds.save(feed);
  scheduleFeed(world, feed);
}

function end(world: World, id: string): void {
  const feed = world.feeds.get(id);
  const seller = feed && world.sellers.get(feed.sellerId);
  if (!feed || !seller || feed.status !== 'IN_PROGRESS') return;
  const content = world.feedDocuments.get(feed.inputId)?.content;
  // The feeds of the time before JSON are taken and then refused.
  const isCurrent = feed.feedType === 'JSON_LISTINGS_FEED' && content !== undefined;
  const report = isCurrent ? workOff(world, feed, seller, Buffer.from(content, 'base64').toString('utf8')) : undefined;
  feed.status = report === undefined ? 'FATAL' : 'DONE';
  feed.endedMs = world.clock.nowMs();
  if (report !== undefined) {
    feed.resultId = documentId(world, seller.region);
    world.feedDocuments.save({
      id: feed.resultId,
      sellerId: feed.sellerId,
      contentType: 'application/json; charset=UTF-8',
      createdMs: feed.endedMs,
      isGzip: true,
      content: gzipSync(JSON.stringify(report)).toString('base64'),
    });
  }
  world.feeds.save(feed);
  announce(world, feed);
}

export const documentId = (world: World, region: string): string =>
  `amzn1.tortuga.4.${region.toLowerCase()}.${world.identifiers.uuid()}.T${world.identifiers.digits(10)}`;

function announce(world: World, feed: Feed): void {
  world.emit({
    type: 'FEED_PROCESSING_FINISHED',
    sellerId: feed.sellerId,
    payloadVersion: '2020-09-04',
    payload: {
      feedProcessingFinishedNotification: {
        sellerId: feed.sellerId,
        accountId: `amzn1.merchant.o.${feed.sellerId}`,
        feedId: feed.id,
        feedType: feed.feedType,
        processingStatus: feed.status,
        ...(feed.resultId === undefined ? {} : { resultFeedDocumentId: feed.resultId }),
      },
    },
  });
}
