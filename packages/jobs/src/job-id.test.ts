import { expect, test } from 'vitest';
import { nextJobId } from './job-id.ts';

test('ids are UUIDs that grow, also within a millisecond and when the clock steps back', () => {
  const ids = [...Array.from({ length: 9_000 }, () => nextJobId(5_000)), nextJobId(4_000), nextJobId(6_000)];
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
});
