import { describe, expect, it } from 'vitest';
import { reasonsWhyNot, whyNot } from './platform-deeds.ts';
import type { Platform } from './product-queries.ts';

const platform: Platform = {
  platform: 'market',
  slug: 'market',
  title: 'Market',
  isInstalled: true,
  regions: [],
  shops: 1,
  deeds: [
    { deed: 'listing-create', isSupported: true, words: '' },
    { deed: 'listing-activate', isSupported: false, words: 'Market cannot pause' },
    { deed: 'listing-images', isSupported: false, words: 'Market cannot pause' },
  ],
  limits: { requestsPerSecond: 1, orderPollMinutes: null, imageTypes: [] },
  webhookTopics: [],
  links: [],
};

describe('what a marketplace can do', () => {
  it('says why not in the words of the marketplace, and nothing of what it can do or nobody asked', () => {
    expect(whyNot(platform, 'listing-activate')).toBe('Market cannot pause');
    expect(whyNot(platform, 'listing-create')).toBeUndefined();
    expect(whyNot(platform, 'price-write')).toBeUndefined();
    expect(whyNot(undefined, 'listing-create')).toBeUndefined();
  });

  it('says the same reason once', () => {
    expect(reasonsWhyNot(platform, ['listing-create', 'listing-activate', 'listing-images'])).toEqual(['Market cannot pause']);
  });
});
