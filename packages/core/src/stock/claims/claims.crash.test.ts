import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '@shopfleet/kernel';
import { expect, test } from 'vitest';
import { tenantId } from '../../orders/test/order-world.ts';
import { viewPublishing } from '../publishing/view-publishing.ts';
import { startShelfHub, units } from '../test/shelf-hub.ts';

const withinMs = 150_000;

test.each(['stock.after-push-noted', 'stock.after-push-answered', 'stock.before-drain'])(
  'a worker that dies at %s leaves claims that are too large, never too small, and another one settles them',
  async (name) => {
    await using hub = await startShelfHub(0);
    await hub.stockUp('CRASH', 'guaranteed');
    const doomed = await hub.work({ name, hits: 2 });
    const [, signal] = await once(doomed, 'exit');
    expect(signal).toBe('SIGKILL');
    const view = () =>
      hub.db.database.asTenant(tenantId, async (tx) => {
        const { rows } = await tx.execute<{ id: string }>(`select id from sku where code = 'CRASH'`);
        return viewPublishing(tx, systemClock, tenantId, rows[0]?.id ?? '');
      });
    const claimed = async () => (await view()).variants.reduce((sum, one) => sum + (one.claimBound ?? 0) * (one.title === 'B' ? 2 : 1), 0);
    expect(await claimed()).toBeGreaterThanOrEqual(hub.shelves.shown('CRASH'));
    await hub.work();
    for (const deadline = Date.now() + withinMs - 20_000; (await view()).guarantee !== 'held'; ) {
      expect(hub.shelves.shown('CRASH')).toBeLessThanOrEqual(units);
      if (Date.now() > deadline) throw new Error(`it does not settle: ${JSON.stringify(await view())}`);
      await pause(250);
    }
    expect(await claimed()).toBeGreaterThanOrEqual(hub.shelves.shown('CRASH'));
    expect(await claimed()).toBeLessThanOrEqual(units);
    expect(hub.shelves.shown('CRASH')).toBeGreaterThan(units / 2);
    expect(await hub.broken()).toEqual([]);
  },
  withinMs,
);
