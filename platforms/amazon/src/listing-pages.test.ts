import fc from 'fast-check';
import { expect, it } from 'vitest';
import { firstPlace, type ListingPlace, nextPlace, readPlace, writePlace } from './listing-pages.ts';

const pageSize = 20;
const most = 1_000;
const start = Date.parse('2026-01-01T00:00:00Z');

interface Item {
  readonly sku: number;
  readonly changedAt: Date;
}

/** Amazon's search: in the order of changes, cut off after a thousand. The items lie in that order. */
function search(items: readonly Item[], { after, token }: ListingPlace) {
  const first = after === undefined ? 0 : items.findIndex(({ changedAt }) => changedAt >= new Date(after));
  const from = first + Number(token ?? 0);
  const end = Math.min(items.length, first + most);
  const page = items.slice(from, Math.min(from + pageSize, end));
  return { page, total: items.length - first, nextToken: from + pageSize < end ? String(from + pageSize - first) : '' };
}

function walk(items: readonly Item[], afterPage: (items: readonly Item[]) => readonly Item[] = (same) => same) {
  let now = items;
  const seen = new Set<number>();
  let place: ListingPlace | undefined = firstPlace(undefined);
  for (let calls = 0; place && calls < 1_000; calls++) {
    const { page, total, nextToken } = search(now, readPlace(writePlace(place)));
    for (const { sku } of page) seen.add(sku);
    now = afterPage(now);
    place = nextPlace(place, { count: page.length, newest: page.at(-1)?.changedAt, nextToken, total });
  }
  return { seen, place };
}

it('sees every listing, also beyond the thousand that a search shows', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3_500 }), fc.integer({ min: 1, max: 900 }), (count, atOnce) => {
      const items = Array.from({ length: count }, (_, sku) => ({ sku, changedAt: new Date(start + Math.floor(sku / atOnce) * 1_000) }));
      const { seen, place } = walk(items);
      expect(seen.size).toBe(count);
      expect(place).toBeUndefined();
    }),
    { numRuns: 30 },
  );
});

it('leaves none out although listings change, and so move to the end, while it reads', () => {
  const items = Array.from({ length: 200 }, (_, sku) => ({ sku, changedAt: new Date(start + Math.floor(sku / 4) * 1_000) }));
  let changes = 0;
  const sell = (all: readonly Item[]): readonly Item[] => {
    if (changes >= 30) return all;
    const [first, second, third, ...rest] = all;
    const moved = [first, second, third].flatMap((item) =>
      item ? [{ ...item, changedAt: new Date(start + 1_000_000 + changes++ * 1_000) }] : [],
    );
    return [...rest, ...moved];
  };
  expect(walk(items, sell).seen.size).toBe(200);
});

it('says so when it cannot see them all, rather than stop in silence', () => {
  const items = Array.from({ length: 1_500 }, (_, sku) => ({ sku, changedAt: new Date(start) }));
  expect(() => walk(items)).toThrow(/changed at one instant/);
});
