import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutPage } from './paging.ts';

const items = fc.uniqueArray(fc.record({ id: fc.stringMatching(/^[0-9A-Z]{1,6}$/), time: fc.integer({ min: 0, max: 3 }) }), {
  selector: (item) => item.id,
  maxLength: 40,
});

test('walking from cursor to cursor meets everything once and in order, however short the pages are', () => {
  fc.assert(
    fc.property(items, fc.integer({ min: 1, max: 7 }), fc.boolean(), (all, size, isShort) => {
      const met: typeof all = [];
      for (let cursor = '', more = true; more; ) {
        const page = cutPage([...all], (item) => item.time, { size, cursor }, isShort);
        expect(page.items.length).toBeLessThanOrEqual(size);
        expect(page.more).toBe(page.nextCursor !== '');
        met.push(...page.items);
        ({ nextCursor: cursor, more } = page);
      }
      expect(met).toEqual([...all].sort((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1)));
    }),
  );
});

test('an item that changes while somebody walks comes again at the end, and hides no other', () => {
  const all = ['A', 'B', 'C', 'D'].map((id) => ({ id, time: 1 }));
  const first = cutPage(all, (item) => item.time, { size: 2, cursor: '' }, false);
  const changed = all.map((item) => (item.id === 'A' ? { ...item, time: 2 } : item));
  const second = cutPage(changed, (item) => item.time, { size: 9, cursor: first.nextCursor }, false);
  expect(second.items.map((item) => item.id)).toEqual(['C', 'D', 'A']);
});
