import { expect, test } from 'vitest';
import { heldBack, sellsLabels } from './marketplaces.ts';
import type { Platform } from './shop-queries.ts';

const platform = (name: string, deeds: Platform['deeds'] = []) => ({ platform: name, deeds }) as Platform;
const breaker = (name: string, state: 'open' | 'half-open' | 'closed') => ({ name, state, failures: 5, changedAt: '2026-11-21T02:00:00Z' });

test('only calls of the marketplace itself that are held back are told', () => {
  const breakers = [breaker('ebay orders', 'open'), breaker('ebay listings', 'closed'), breaker('amazon orders', 'open')];
  expect(heldBack(platform('ebay'), breakers)).toEqual([{ what: 'orders', since: '2026-11-21T02:00:00Z' }]);
  expect(heldBack(platform('shopee'), breakers)).toEqual([]);
});

test('a marketplace sells labels when it says so', () => {
  expect(sellsLabels(platform('amazon', [{ deed: 'label-purchase', isSupported: true, words: '' }]))).toBe(true);
  expect(sellsLabels(platform('ebay', [{ deed: 'label-purchase', isSupported: false, words: 'No' }]))).toBe(false);
  expect(sellsLabels(undefined)).toBe(false);
});
