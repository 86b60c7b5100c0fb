import { expect, test } from 'vitest';
import { isId, newId } from './ids.ts';

test('ids sort by time, and within a millisecond as they were made', () => {
  const made = [1_000, 1_000, 1_000, 1_001, 1_002, 1_002].map((atMs) => newId('order', atMs));
  expect(made.toSorted()).toEqual(made);
  expect(new Set(made).size).toBe(made.length);
});

test('a hundred thousand ids of one millisecond are all different', () => {
  const made = Array.from({ length: 100_000 }, () => newId('stockMovement', 5_000));
  expect(new Set(made).size).toBe(made.length);
  expect(made.every((id) => isId('stockMovement', id))).toBe(true);
});

test('an id has the prefix of what it names', () => {
  expect(newId('shop', 0)).toMatch(/^shp_[0-9a-z]{26}$/);
  expect(isId('order', newId('shop', 0))).toBe(false);
});
