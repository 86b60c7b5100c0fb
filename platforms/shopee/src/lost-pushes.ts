import { type EventQueue, PlatformFailure } from '@shopfleet/platform-kit';
import type { ShopeeClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { toNumber } from './line-id.ts';
import { readPush } from './push-event.ts';
import { nothingSchema } from './wire/envelope.ts';
import { lostPushesSchema } from './wire/push.ts';

/** Pushes whose delivery was given up: Shopee keeps them for three days and moves on when they are confirmed. */
export function createLostPushes(client: ShopeeClient): EventQueue {
  return {
    everySeconds: 60,

    async pull(signal) {
      if (signal.aborted) return { events: [], hasMore: false, confirm: async () => undefined };
      const page = await client.callPublic(endpoints.getLostPushes, { data: lostPushesSchema, signal });
      const events = page.push_message_list.flatMap(({ data }) => {
        const rawBody = Buffer.from(data);
        const event = readPush(rawBody);
        return event ? [{ event, rawBody }] : [];
      });
      const confirm = async () => {
        if (!page.last_message_id) throw new PlatformFailure('unexpected', 'Shopee did not say how far its lost pushes go');
        const body = { last_message_id: toNumber(page.last_message_id) };
        await client.callPublic(endpoints.confirmLostPushes, { body, data: nothingSchema });
      };
      // Nobody confirms an empty batch: pushes that cannot be read must not stand in the way of the others.
      if (events.length === 0 && page.push_message_list.length > 0) await confirm();
      return { events, hasMore: page.has_next_page, confirm };
    },
  };
}
