import { RetryAt } from '@shopfleet/jobs';
import { PlatformFailure } from '@shopfleet/platform-kit';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ShopPlaces } from './shop-places.ts';

const startedAt = new Date('2026-11-21T08:00:00Z');
beforeEach(() => void vi.useFakeTimers({ now: startedAt }));
afterEach(() => vi.useRealTimers());

const tooMany = (seconds: number) =>
  new PlatformFailure('rate-limited', 'Too many calls', { retryAt: new Date(startedAt.getTime() + seconds * 1_000) });

/** Fills places with work that never ends, or until there is no room; gives how many were filled. */
function fill(places: ShopPlaces, shopId: string, most: number): number {
  for (let filled = 0; filled < most; filled++) {
    try {
      places.assertRoom(shopId);
    } catch (error) {
      expect(error).toBeInstanceOf(RetryAt);
      return filled;
    }
    void places.hold(shopId, () => new Promise(() => undefined));
  }
  return most;
}

const fail = (places: ShopPlaces, shopId: string, failure: Error) =>
  places.watch(shopId, () => Promise.reject(failure)).catch((error: unknown) => error);

test('a shop that answers may hold every worker', () => {
  expect(fill(new ShopPlaces({ workers: 8 }), 'a', 8)).toBe(8);
});

test('a shop in trouble holds a quarter, all of them together half, and a shop that answers finds room', async () => {
  const places = new ShopPlaces({ workers: 16 });
  for (const shopId of ['a', 'b', 'c']) await fail(places, shopId, tooMany(1));
  expect(['a', 'b', 'c', 'd'].map((shopId) => fill(places, shopId, 8))).toEqual([4, 4, 0, 8]);
});

test('who finds no place comes back a little later, behind the others, and one after the other', async () => {
  const places = new ShopPlaces({ workers: 4 });
  await fail(places, 'a', new PlatformFailure('unavailable', 'Broken'));
  fill(places, 'a', 1);
  const sentAway = [1, 2, 3].map(() => places.sentAway('a'));
  expect(sentAway.every(({ behindOthers }) => behindOthers)).toBe(true);
  expect(sentAway.map(({ at }) => at.getTime() - startedAt.getTime())).toEqual([5_000, 5_020, 5_040]);
});

test('a failure that says when to come back does so behind the others; one that says nothing stays as it is', async () => {
  const places = new ShopPlaces({ workers: 4 });
  expect(await fail(places, 'a', tooMany(30))).toMatchObject({ at: new Date(startedAt.getTime() + 30_000), behindOthers: true });
  const broken = new PlatformFailure('unavailable', 'Broken');
  expect(await fail(places, 'a', broken)).toBe(broken);
});

test('a refusal is no trouble; a quick answer ends it, and so does a minute in which nothing is heard', async () => {
  const places = new ShopPlaces({ workers: 4 });
  const room = () => places.assertRoom('a');
  fill(places, 'a', 1);
  await fail(places, 'a', new PlatformFailure('forbidden', 'No'));
  expect(room).not.toThrow();
  await fail(places, 'a', tooMany(1));
  expect(room).toThrow(RetryAt);
  await places.watch('a', async () => undefined);
  expect(room).not.toThrow();
  await fail(places, 'a', tooMany(1));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(room).not.toThrow();
});

test('a call that takes long is told of before it ends', async () => {
  const inTrouble: string[] = [];
  const places = new ShopPlaces({ workers: 4, onTrouble: (shopId) => inTrouble.push(shopId) });
  void places.watch('a', () => new Promise(() => undefined));
  await vi.advanceTimersByTimeAsync(1_400);
  expect(inTrouble).toEqual([]);
  await vi.advanceTimersByTimeAsync(200);
  expect(inTrouble).toEqual(['a']);
});
