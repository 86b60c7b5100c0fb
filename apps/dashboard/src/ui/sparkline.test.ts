import { describe, expect, it } from 'vitest';
import { sparkPaths } from './sparkline.tsx';

describe('a sparkline', () => {
  it('breaks where a day is missing', () => {
    expect(sparkPaths([1, 2, null, 3, 4])).toHaveLength(2);
  });

  it('shows a day between two missing ones as a dot', () => {
    expect(sparkPaths([null, 5, null])).toEqual([expect.stringMatching(/^M[\d. ]+h0$/)]);
  });

  it('puts the highest at the top and the lowest at the bottom', () => {
    expect(sparkPaths([10, 20])).toEqual(['M2 22L94 2']);
  });

  it('draws a number that never moved in the middle, and nothing of nothing', () => {
    expect(sparkPaths([7, 7])).toEqual(['M2 12L94 12']);
    expect(sparkPaths([null, null])).toEqual([]);
  });
});
