import { ManualClock } from '@shopfleet/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { amountMinor, amountText } from '../stage/amounts.ts';
import { SandboxClock } from '../stage/sandbox-clock.ts';
import { Timeline } from '../stage/timeline.ts';
import { pageOf } from './paging.ts';

test('runs entries in the order of their time, and those of one instant as they were put in', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 50 })), (times) => {
      const clock = new SandboxClock(new ManualClock(new Date(0)));
      const timeline = new Timeline(clock);
      const ran: [number, number][] = [];
      times.forEach((atMs, index) => {
        timeline.schedule(atMs, () => ran.push([atMs, index]));
      });
      clock.moveTo(50);
      timeline.runDue();
      timeline.stop();
      expect(ran).toEqual(times.map((atMs, index): [number, number] => [atMs, index]).sort((a, b) => a[0] - b[0] || a[1] - b[1]));
    }),
  );
});

test('pages cover a list once, whatever the size', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 50 }), (items, size) => {
      const seen: number[] = [];
      let token: string | undefined;
      do {
        const query = new Map([['page_size', String(size)], ...(token ? [['page_token', token] as const] : [])]);
        const page = pageOf(items, query, {}, { maxSize: 50 });
        seen.push(...page.items);
        token = page.next_page_token;
      } while (token);
      expect(seen).toEqual(items);
    }),
  );
});

test('amounts come back from their text', () => {
  fc.assert(
    fc.property(fc.nat({ max: 10_000_000 }), fc.constantFrom(0, 2), (minor, decimals) => {
      expect(amountMinor(amountText(minor, decimals), decimals)).toBe(minor);
    }),
  );
});
