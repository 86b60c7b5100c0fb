import {
  type Answer,
  type Call,
  instantOf,
  isoOf,
  type JsonObject,
  listOf,
  param,
  requiredText,
  sellerOf,
  wholeNumberOf,
  wordsOf,
} from './call.ts';
import { presignedUrl } from './feed-files.ts';
import { documentId, scheduleFeed } from './feed-life.ts';
import { findMarketplace } from './marketplaces.ts';
import type { Feed } from './model.ts';
import { invalid, notFound, overQuota } from './refusal.ts';

/** Besides the JSON feed: types that were switched off, which end as FATAL. */
const oldTypes = [
  'POST_PRODUCT_DATA',
  'POST_INVENTORY_AVAILABILITY_DATA',
  'POST_PRODUCT_PRICING_DATA',
  'POST_PRODUCT_OVERRIDES_DATA',
  'POST_PRODUCT_IMAGE_DATA',
  'POST_PRODUCT_RELATIONSHIP_DATA',
  'POST_FLAT_FILE_LISTINGS_DATA',
  'POST_FLAT_FILE_INVLOADER_DATA',
  'POST_FLAT_FILE_PRICEANDQUANTITYONLY_UPDATE_DATA',
];
const jsonFeed = 'JSON_LISTINGS_FEED';
const documentLifeMs = 2 * 86_400_000;
/** Of the JSON feed, for each seller and region. */
const mostInWindow = 5;
const windowMs = 5 * 60_000;
const statuses = ['CANCELLED', 'DONE', 'FATAL', 'IN_PROGRESS', 'IN_QUEUE'];

export function createFeedDocument(call: Call): Answer {
  const { world } = call;
  const seller = sellerOf(call);
  const contentType = requiredText(call.body, 'contentType');
  const id = documentId(world, seller.region);
  world.feedDocuments.save({ id, sellerId: seller.id, contentType, createdMs: world.clock.nowMs(), isGzip: false });
  return { feedDocumentId: id, url: presignedUrl(world, 'PUT', id) };
}

export function createFeed(call: Call): Answer {
  const { world } = call;
  const seller = sellerOf(call);
  const feedType = requiredText(call.body, 'feedType');
  if (feedType !== jsonFeed && !oldTypes.includes(feedType)) throw invalid(`Feed type ${feedType} is unknown.`);
  const { marketplaceIds } = call.body;
  const ids = Array.isArray(marketplaceIds) ? marketplaceIds.filter((id): id is string => typeof id === 'string') : [];
  if (ids.length < 1 || ids.length > 25 || !ids.every((id) => findMarketplace(id)?.region === seller.region)) {
    throw invalid('marketplaceIds must hold 1 to 25 marketplaces of the region.');
  }
  const inputId = requiredText(call.body, 'inputFeedDocumentId');
  const document = world.feedDocuments.get(inputId);
  const nowMs = world.clock.nowMs();
  if (document?.sellerId !== seller.id || document.createdMs + documentLifeMs < nowMs) {
    throw invalid('The input feed document does not exist or is too old.');
  }
  if (feedType === jsonFeed && isOverWindow(call, seller.id, nowMs)) throw overQuota();
  const feed: Feed = {
    id: world.identifiers.feed(),
    sellerId: seller.id,
    feedType,
    marketplaceIds: ids,
    inputId,
    createdMs: nowMs,
    status: 'IN_QUEUE',
  };
  world.feeds.save(feed);
  scheduleFeed(world, feed);
  return { feedId: feed.id };
}

function isOverWindow(call: Call, sellerId: string, nowMs: number): boolean {
  const recent = [...call.world.feeds.all()].filter(
    (feed) => feed.sellerId === sellerId && feed.feedType === jsonFeed && feed.createdMs > nowMs - windowMs,
  );
  return recent.length >= mostInWindow * call.world.settings.burstScale;
}

function feedView(feed: Feed): JsonObject {
  return {
    feedId: feed.id,
    feedType: feed.feedType,
    marketplaceIds: feed.marketplaceIds,
    createdTime: isoOf(feed.createdMs),
    processingStatus: feed.status,
    ...(feed.startedMs === undefined ? {} : { processingStartTime: isoOf(feed.startedMs) }),
    ...(feed.endedMs === undefined ? {} : { processingEndTime: isoOf(feed.endedMs) }),
    ...(feed.resultId === undefined ? {} : { resultFeedDocumentId: feed.resultId }),
  };
}

function feedOf(call: Call): Feed {
  const feed = call.world.feeds.get(param(call));
  if (!feed || feed.sellerId !== sellerOf(call).id) throw notFound(`Feed ${param(call)} was not found.`);
  return feed;
}

export const getFeed = (call: Call): Answer => feedView(feedOf(call));

export function getFeeds(call: Call): Answer {
  const seller = sellerOf(call);
  const types = listOf(call, 'feedTypes');
  if (types === undefined && !call.query.has('nextToken')) throw invalid('feedTypes or nextToken is required.');
  const wanted = wordsOf(call, 'processingStatuses', statuses);
  const sinceMs = instantOf(call, 'createdSince') ?? call.world.clock.nowMs() - 90 * 86_400_000;
  const size = wholeNumberOf(call, 'pageSize', 1, 100, 10);
  const found = [...call.world.feeds.all()]
    .filter((feed) => feed.sellerId === seller.id && feed.createdMs >= sinceMs)
    .filter((feed) => (types?.includes(feed.feedType) ?? true) && (wanted?.includes(feed.status) ?? true))
    .sort((a, b) => b.createdMs - a.createdMs);
  return { feeds: found.slice(0, size).map(feedView) };
}

/** Only while it waits. */
export function cancelFeed(call: Call): Answer {
  const feed = feedOf(call);
  if (feed.status !== 'IN_QUEUE') throw invalid(`The feed is ${feed.status} and cannot be cancelled.`);
  feed.status = 'CANCELLED';
  feed.endedMs = call.world.clock.nowMs();
  call.world.feeds.save(feed);
  return undefined;
}

export function getFeedDocument(call: Call): Answer {
  const document = call.world.feedDocuments.get(param(call));
  if (document?.sellerId !== sellerOf(call).id) throw notFound(`Feed document ${param(call)} was not found.`);
  return {
    feedDocumentId: document.id,
    url: presignedUrl(call.world, 'GET', document.id),
    ...(document.isGzip ? { compressionAlgorithm: 'GZIP' } : {}),
  };
}
