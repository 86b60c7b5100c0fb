import { describe, expect, it } from 'vitest';
import { dayLook, shadesOf } from './day-strip.tsx';

describe('the shades of an account’s days', () => {
  it('are darkest on its own best day and lightest where nothing was gained', () => {
    expect(shadesOf([0, 25, 50, 100])).toEqual([0, 1, 2, 4]);
  });

  it('leave what is not known without a shade, never as zero', () => {
    expect(shadesOf([null, 10])).toEqual([null, 4]);
  });

  it('take a loss as no gain, also when every day lost', () => {
    expect(shadesOf([-5, 10])).toEqual([0, 4]);
    expect(shadesOf([-5, -1, 0])).toEqual([0, 0, 0]);
  });

  it('show a small gain as more than none', () => {
    expect(shadesOf([1, 10_000])).toEqual([1, 4]);
  });
});

it('gives a day that was not read a look of its own and no shade', () => {
  expect(dayLook('missing', null)).toBe('day day-missing');
  expect(dayLook('late', 3)).toBe('day day-late day-3');
});
