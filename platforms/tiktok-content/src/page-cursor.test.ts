import { PlatformFailure } from '@shopfleet/platform-kit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextCursorOf, readCursor } from './page-cursor.ts';

const videos = [{ create_time: 1_793_500_100 }, { create_time: 1_793_500_000 }];

describe('the cursor of a page', () => {
  it('is taken as it is while it goes back in time', () => {
    expect(nextCursorOf({ has_more: true, cursor: 1_793_400_000_000, videos }, 1_793_500_200_000)).toBe('1793400000000');
    expect(nextCursorOf({ has_more: true, cursor: 1_793_500_000_000, videos: [] }, undefined)).toBe('1793500000000');
  });

  it('ends with has_more alone, not with a short or empty page', () => {
    expect(nextCursorOf({ has_more: false, cursor: 1_793_400_000_000, videos }, undefined)).toBeUndefined();
    expect(nextCursorOf({ has_more: true, cursor: 5, videos: [] }, 6)).toBe('5');
  });

  it('is replaced by the oldest video when it is missing, zero, or does not go back', () => {
    for (const cursor of [undefined, 0, 1_793_600_000_000])
      expect(nextCursorOf({ has_more: true, cursor, videos }, 1_793_600_000_000)).toBe('1793500000000');
  });

  it('never stands still: a walk that cannot go on fails', () => {
    const page = fc.record({
      has_more: fc.constant(true),
      cursor: fc.option(fc.integer({ min: -10, max: 2_000 }), { nil: undefined }),
      videos: fc.array(fc.record({ create_time: fc.integer({ min: 0, max: 2 }) }), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(page, fc.option(fc.integer({ min: 0, max: 2_000 }), { nil: undefined }), (given, before) => {
        try {
          const next = Number(nextCursorOf(given, before));
          expect(next).toBeGreaterThan(0);
          expect(next).toBeLessThan(before ?? Number.POSITIVE_INFINITY);
        } catch (error) {
          expect(error).toBeInstanceOf(PlatformFailure);
        }
      }),
    );
  });

  it('is refused when somebody else made it', () => {
    for (const cursor of ['', '-1', '1.5', 'abc', '1'.repeat(16)]) expect(() => readCursor(cursor)).toThrow(PlatformFailure);
    expect(readCursor('1793500000000')).toBe(1_793_500_000_000);
    expect(readCursor(undefined)).toBeUndefined();
  });
});
