import { announce } from '@shopfleet/core/edge';
import { systemClock } from '@shopfleet/kernel';
import { createTestHub, type TestHub } from '@shopfleet/test-kit/hub';
import { afterAll, beforeAll, expect, test } from 'vitest';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub();
});
afterAll(() => hub.stop());

/** Reads what arrives until `wanted` was seen. */
async function readUntil(answer: Response, wanted: string): Promise<string> {
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (reader && !text.includes(wanted)) {
    const { value, done } = await reader.read();
    if (done) break;
    text += value;
  }
  await reader?.cancel();
  return text;
}

test('a screen hears of committed changes of its own organisation, and of nothing else', async () => {
  const [mine, theirs] = [await hub.register(), await hub.register()];
  const [mySide, theirSide] = await Promise.all([hub.fetchAs(mine, '/api/events'), hub.fetchAs(theirs, '/api/v1/events')]);
  expect(mySide.headers.get('content-type')).toContain('text/event-stream');
  const say = (tenantId: string, id: string) =>
    hub.database.database.asTenant(tenantId, (tx) => announce(tx, systemClock, tenantId, { topic: 'order', id, what: 'imported' }));
  const rolledBack = hub.database.database.asTenant(mine.tenantId, async (tx) => {
    await announce(tx, systemClock, mine.tenantId, { topic: 'order', id: 'ord_rolled_back', what: 'imported' });
    throw new Error('rolled back');
  });
  await expect(rolledBack).rejects.toThrow('rolled back');
  await say(theirs.tenantId, 'ord_theirs');
  await say(mine.tenantId, 'ord_mine');
  await say(theirs.tenantId, 'ord_last');
  const heard = await readUntil(mySide, 'ord_mine');
  expect(heard).toContain('event: change\ndata: {"topic":"order","id":"ord_mine","what":"imported"');
  expect(heard).not.toMatch(/ord_theirs|ord_rolled_back|ten_/);
  expect(await readUntil(theirSide, 'ord_last')).not.toContain('ord_mine');
});

test('who is not signed in hears nothing', async () => {
  expect((await hub.fetchAs(undefined, '/api/events')).status).toBe(401);
});
