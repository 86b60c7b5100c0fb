import type { OutboundLimiter } from '@shopfleet/platform-kit';
import { expect, it } from 'vitest';
import { limitApp } from './app-limit.ts';

it('takes a slot of the shop, then one of the app, whose time counts; a block holds the shop alone', async () => {
  const asked: string[] = [];
  const inner: OutboundLimiter = {
    async reserve(key) {
      asked.push(key);
      return { leaveByMs: asked.length };
    },
    async block(key) {
      asked.push(`blocked ${key}`);
    },
  };
  const limiter = limitApp(inner, 'app');
  expect(await limiter.reserve('app:shop', { requests: 1, windowSeconds: 1 })).toEqual({ leaveByMs: 2 });
  await limiter.block('app:shop', new Date(0), { requests: 10, windowSeconds: 1 });
  expect(asked).toEqual(['app:shop', 'app', 'blocked app:shop']);
});
