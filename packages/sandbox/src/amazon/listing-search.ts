import { type Answer, type Call, instantOf, listOf, oneOf, wholeNumberOf, wordsOf } from './call.ts';
import { requireMarketplaces } from './listing-calls.ts';
import { statusOf } from './listing-life.ts';
import { listingGroups, listingView, parentSkuOf } from './listing-view.ts';
import type { Listing } from './model.ts';
import { isVisible } from './offer.ts';
import { invalid } from './refusal.ts';

const identifierTypes = ['ASIN', 'EAN', 'FNSKU', 'GTIN', 'ISBN', 'JAN', 'MINSAN', 'SKU', 'UPC'];
const statuses = ['BUYABLE', 'DISCOVERABLE'];
/** No search goes further than this. */
const mostResults = 1_000;

type Test = (listing: Listing) => boolean;

export function searchListingsItems(call: Call): Answer {
  const { seller, ids } = requireMarketplaces(call, 'search');
  const groups = wordsOf(call, 'includedData', listingGroups) ?? ['summaries'];
  const tests = [identifierTest(call), ...timeTests(call), ...statusTests(call)];
  const parent = call.query.get('variationParentSku');
  if (parent !== undefined) tests.push((listing) => parentSkuOf(listing) === parent);
  if (wordsOf(call, 'withIssueSeverity', ['WARNING', 'ERROR'])) tests.push(() => false);
  const order = oneOf(call.query.get('sortBy') ?? 'lastUpdatedDate', 'sortBy', ['sku', 'createdDate', 'lastUpdatedDate']);
  const isUp = oneOf(call.query.get('sortOrder') ?? 'DESC', 'sortOrder', ['ASC', 'DESC']) === 'ASC';
  const keyOf = (listing: Listing): string | number =>
    order === 'sku' ? listing.sku : order === 'createdDate' ? listing.createdMs : listing.updatedMs;
  const found = [...call.world.listings.all()]
    .filter((one) => one.sellerId === seller.id && one.marketplaceId === ids[0] && isVisible(one))
    .filter((listing) => tests.every((test) => test(listing)))
    .sort((a, b) => (isUp ? 1 : -1) * compare(keyOf(a), keyOf(b)) || compare(a.sku, b.sku));
  const size = wholeNumberOf(call, 'pageSize', 1, 20, 10);
  const start = readStart(call);
  const shown = found.slice(0, mostResults);
  const page = shown.slice(start, start + size);
  const token = (at: number): string => Buffer.from(`page:${at}`).toString('base64url');
  return {
    numberOfResults: shown.length,
    pagination: {
      ...(start + size < shown.length ? { nextToken: token(start + size) } : {}),
      ...(start > 0 ? { previousToken: token(Math.max(0, start - size)) } : {}),
    },
    items: page.map((listing) => listingView(call.world, [listing], groups)),
  };
}

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);

function readStart(call: Call): number {
  const text = call.query.get('pageToken');
  if (text === undefined) return 0;
  const at = /^page:(\d+)$/.exec(Buffer.from(text, 'base64url').toString())?.[1];
  if (at === undefined) throw invalid('The pageToken is invalid.');
  return Number(at);
}

function identifierTest(call: Call): Test {
  const identifiers = listOf(call, 'identifiers');
  const type = call.query.get('identifiersType');
  if (identifiers === undefined) return () => true;
  if (identifiers.length > 20) throw invalid('identifiers takes at most 20 values.');
  if (type === undefined || !identifierTypes.includes(type)) throw invalid('identifiers need a known identifiersType.');
  if (type === 'SKU') return ({ sku }) => identifiers.includes(sku);
  if (type === 'ASIN') return ({ asin }) => identifiers.includes(asin);
  return ({ attributes }) =>
    (attributes.externally_assigned_product_identifier ?? []).some(
      (entry) => entry.type === type.toLowerCase() && typeof entry.value === 'string' && identifiers.includes(entry.value),
    );
}

function timeTests(call: Call): Test[] {
  const tests: Test[] = [];
  const add = (name: string, test: (atMs: number) => Test): void => {
    const atMs = instantOf(call, name);
    if (atMs !== undefined) tests.push(test(atMs));
  };
  add('createdAfter', (atMs) => (listing) => listing.createdMs >= atMs);
  add('createdBefore', (atMs) => (listing) => listing.createdMs <= atMs);
  add('lastUpdatedAfter', (atMs) => (listing) => listing.updatedMs >= atMs);
  add('lastUpdatedBefore', (atMs) => (listing) => listing.updatedMs <= atMs);
  return tests;
}

function statusTests(call: Call): Test[] {
  const wanted = wordsOf(call, 'withStatus', statuses);
  const unwanted = wordsOf(call, 'withoutStatus', statuses);
  return [
    (listing) => wanted?.some((status) => statusOf(listing).includes(status)) ?? true,
    (listing) => !(unwanted?.some((status) => statusOf(listing).includes(status)) ?? false),
  ];
}
