import { setTimeout as sleep } from 'node:timers/promises';
import { createTestHub } from '@shopfleet/test-kit/hub';
import { expect, test } from 'vitest';
import { createContentWorld, type RunAnswer } from './test/content-world.ts';

test('a worker that is stopped hands its run over at once, and what it had read is not read again', async () => {
  await using world = await createContentWorld({ role: 'api', requestsPerMinute: 240 });
  const first = await createTestHub({ beside: world.hub, role: 'worker' });
  await world.connect({ count: 30, videos: 25 });
  const { runs } = await world.call<{ runs: RunAnswer[] }>('POST', '/api/content/runs', { job: 'video' });
  const read = () => world.call<RunAnswer>('GET', `/api/content/runs/${runs[0]?.id}`);
  while ((await read()).totals.calls < 12) await sleep(50);
  await using _second = await createTestHub({ beside: world.hub, role: 'worker' });
  await first.stop();
  const stoppedAt = Date.now();
  const before = (await read()).totals.calls;
  while ((await read()).totals.calls <= before) await sleep(50);
  // Far less than it takes to notice a dead worker.
  expect(Date.now() - stoppedAt).toBeLessThan(10_000);
  let run = await read();
  for (; run.finishedAt === null; run = await read()) await sleep(100);
  expect(run).toMatchObject({ status: 'succeeded', totals: { done: 30, failed: 0, videos: 750 } });
  // Only calls that were under way when the first worker stopped are made again.
  const list = world.sandbox.control.limits().find(({ api }) => api === 'video.list');
  expect(list?.requests).toBeLessThanOrEqual(60 + 10);
  expect(list?.refused).toBe(0);
}, 120_000);
