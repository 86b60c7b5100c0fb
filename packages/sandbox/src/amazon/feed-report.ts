import { isObject, type JsonObject, objectList, requiredObject, requiredText } from './call.ts';
import { type Place, removeListing, writePatches, writeWhole } from './listing-calls.ts';
import type { Issue } from './listing-checks.ts';
import type { Feed, Seller } from './model.ts';
import { invalid, Refusal } from './refusal.ts';
import type { World } from './world.ts';

const mostMessages = 25_000;

/** Does what the messages of a JSON_LISTINGS_FEED say, and reports; undefined when the feed itself cannot be read. */
export function workOff(world: World, feed: Feed, seller: Seller, text: string): JsonObject | undefined {
  const messages = messagesOf(text, seller);
  if (!messages) return undefined;
  const issues: JsonObject[] = [];
  let invalidCount = 0;
  for (const message of messages) {
    const found = issuesOf(world, { seller, marketplaceId: feed.marketplaceIds[0] ?? '', sku: String(message.sku) }, message);
    if (found.some(({ severity }) => severity === 'ERROR')) invalidCount += 1;
    for (const { code, severity, message: words, attributeNames } of found) {
      const attributeName = attributeNames[0] === undefined ? {} : { attributeName: attributeNames[0] };
      issues.push({ messageId: message.messageId, sku: message.sku, code, severity, message: words, ...attributeName });
    }
  }
  return {
    header: { sellerId: seller.id, version: '2.0', feedId: feed.id },
    issues,
    summary: {
      errors: issues.filter(({ severity }) => severity === 'ERROR').length,
      warnings: issues.filter(({ severity }) => severity === 'WARNING').length,
      messagesProcessed: messages.length,
      messagesAccepted: messages.length - invalidCount,
      messagesInvalid: invalidCount,
    },
  };
}

function messagesOf(text: string, seller: Seller): JsonObject[] | undefined {
  let feed: unknown;
  try {
    feed = JSON.parse(text);
  } catch {
    // A feed that is no JSON ends as FATAL.
    return undefined;
  }
  if (!isObject(feed) || !isObject(feed.header) || !Array.isArray(feed.messages)) return undefined;
  if (feed.header.sellerId !== seller.id || feed.header.version !== '2.0') return undefined;
  return feed.messages.length > mostMessages ? undefined : feed.messages.filter(isObject);
}

/** What is wrong with one message; a refusal of the single call is an issue here. */
function issuesOf(world: World, place: Place, message: JsonObject): readonly Issue[] {
  try {
    return handle(world, place, message);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [
      { code: error.status === 404 ? '8058' : '90000', message: error.message, severity: 'ERROR', attributeNames: [], categories: [] },
    ];
  }
}

function handle(world: World, place: Place, message: JsonObject): readonly Issue[] {
  const { operationType } = message;
  if (operationType === 'DELETE') {
    if (!removeListing(world, place)) throw new Refusal(404, 'NOT_FOUND', `SKU '${place.sku}' was not found.`);
    return [];
  }
  requiredText(message, 'productType');
  if (operationType === 'PATCH') return writePatches(world, place, objectList(message, 'patches'), false).issues;
  if (operationType === 'UPDATE') return writeWhole(world, place, message, false).issues;
  if (operationType !== 'PARTIAL_UPDATE') throw invalid('operationType must be UPDATE, PARTIAL_UPDATE, PATCH or DELETE.');
  const attributes = Object.entries(requiredObject(message, 'attributes'));
  const patches = attributes.map(([name, value]) => ({ op: 'replace', path: `/attributes/${name}`, value }));
  return writePatches(world, place, patches, false).issues;
}
