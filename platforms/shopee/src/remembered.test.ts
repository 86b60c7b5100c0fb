import { ManualClock } from '@shopfleet/kernel';
import { expect, it } from 'vitest';
import { Remembered } from './remembered.ts';

it('asks once for many, again when the time is over, and at once after a failure', async () => {
  const clock = new ManualClock(new Date(0));
  const kept = new Remembered<number>(clock, 1_000);
  let calls = 0;
  const load = async () => ++calls;
  expect(await Promise.all([kept.get('a', load), kept.get('a', load), kept.get('b', load)])).toEqual([1, 1, 2]);
  clock.advance(999);
  expect(await kept.get('a', load)).toBe(1);
  clock.advance(1);
  expect(await kept.get('a', load)).toBe(3);
  await expect(kept.get('c', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
  expect(await kept.get('c', load)).toBe(4);
  kept.forget('c');
  expect(await kept.get('c', load)).toBe(5);
});
