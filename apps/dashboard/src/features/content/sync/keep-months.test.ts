import { describe, expect, it } from 'vitest';
import { isShorter, keepChoices } from './keep-months.ts';

describe('how long history is kept', () => {
  it('offers what is set now among the usual', () => {
    expect(keepChoices(12)).toEqual([3, 6, 12, 24, 36, 60, null]);
    expect(keepChoices(18)).toEqual([3, 6, 12, 18, 24, 36, 60, null]);
  });

  it('is asked about when it would delete something', () => {
    expect(isShorter(12, null)).toBe(true);
    expect(isShorter(12, 24)).toBe(true);
    expect(isShorter(24, 12)).toBe(false);
    expect(isShorter(null, 12)).toBe(false);
    expect(isShorter(null, null)).toBe(false);
  });
});
