import { type Answer, type Call, numberField } from './call.ts';
import { forgetLost, lostPushes } from './lost-pushes.ts';
import { wrong } from './refusal.ts';

const mostMessages = 100;

/** The oldest hundred; `data` is the whole envelope as text. */
export function getLostPushMessage({ world }: Call): Answer {
  const all = lostPushes(world);
  const page = all.slice(0, mostMessages);
  return {
    response: {
      push_message_list: page.map((push) => ({
        ...(push.shopId === undefined ? {} : { shop_id: Number(push.shopId) }),
        code: push.code,
        timestamp: push.lostTime,
        data: push.body,
      })),
      has_next_page: all.length > page.length,
      last_message_id: Number(page.at(-1)?.id ?? 0),
    },
  };
}

export function confirmLostPushMessage({ world, body }: Call): Answer {
  const lastId = numberField(body, 'last_message_id');
  if (lastId === undefined) throw wrong('last_message_id');
  forgetLost(world, lastId);
  return {};
}
