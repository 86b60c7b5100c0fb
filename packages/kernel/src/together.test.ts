import { expect, test } from 'vitest';
import { Together } from './together.ts';

/** Holds every batch until it is let go. */
function createHeld() {
  const batches: { key: string; items: readonly number[]; letGo: () => void }[] = [];
  const together = new Together<number, number>((key, items) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    batches.push({ key, items, letGo: resolve });
    return promise.then(() => {
      if (items.includes(13)) throw new Error('13 is refused');
      return items.map((item) => item * 10);
    });
  }, 3);
  const batch = (index: number) => expect.poll(() => batches[index]).toBeDefined();
  return { together, batches, batch };
}

test('an item that comes alone goes at once, those that come meanwhile go together, no more than may', async () => {
  const { together, batches, batch } = createHeld();
  const first = together.add('a', 1);
  await batch(0);
  const rest = Promise.all([2, 3, 4, 5].map((item) => together.add('a', item)));
  batches[0]?.letGo();
  await batch(1);
  batches[1]?.letGo();
  await batch(2);
  batches[2]?.letGo();
  expect(await first).toBe(10);
  expect(await rest).toEqual([20, 30, 40, 50]);
  expect(batches.map(({ items }) => items)).toEqual([[1], [2, 3, 4], [5]]);
});

test('keys do not wait for each other', async () => {
  const { together, batches, batch } = createHeld();
  const [slow, quick] = [together.add('slow', 1), together.add('quick', 2)];
  await batch(1);
  batches.find(({ key }) => key === 'quick')?.letGo();
  expect(await quick).toBe(20);
  batches.find(({ key }) => key === 'slow')?.letGo();
  expect(await slow).toBe(10);
});

test('an item fails for its own reasons only', async () => {
  const together = new Together<number, number>((_key, items) =>
    items.includes(13) ? Promise.reject(new Error('13 is refused')) : Promise.resolve(items.map((item) => item * 10)),
  );
  const results = await Promise.allSettled([1, 13, 3].map((item) => together.add('a', item)));
  expect(results).toEqual([
    { status: 'fulfilled', value: 10 },
    { status: 'rejected', reason: new Error('13 is refused') },
    { status: 'fulfilled', value: 30 },
  ]);
});
