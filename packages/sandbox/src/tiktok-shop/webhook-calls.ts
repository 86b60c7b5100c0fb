import { type Answer, type Call, requiredText, shopOf } from './call.ts';
import { missing } from './refusal.ts';
import { knownEventTypes } from './webhook-sink.ts';

const longestAddress = 255;

export function listWebhooks(call: Call): Answer {
  const shop = shopOf(call);
  const webhooks = [...call.world.shopWebhooks.all()]
    .filter((webhook) => webhook.shopId === shop.id)
    .map(({ eventType, address, createTime, updateTime }) => ({
      event_type: eventType,
      address,
      create_time: createTime,
      update_time: updateTime,
    }));
  return { webhooks, total_count: webhooks.length };
}

/** Unlike the real platform, plain http, ports and loopback addresses are welcome. */
export function putWebhook(call: Call): Answer {
  const eventType = eventTypeOf(call);
  const address = requiredText(call.body, 'address');
  if (address.length > longestAddress || !URL.canParse(address)) throw missing('address');
  const shop = shopOf(call);
  const now = call.world.clock.nowSeconds();
  const id = `${shop.id}/${eventType}`;
  const createTime = call.world.shopWebhooks.get(id)?.createTime ?? now;
  call.world.shopWebhooks.save({ id, shopId: shop.id, eventType, address, createTime, updateTime: now });
  return undefined;
}

export function deleteWebhook(call: Call): Answer {
  call.world.shopWebhooks.delete(`${shopOf(call).id}/${eventTypeOf(call)}`);
  return undefined;
}

function eventTypeOf(call: Call): string {
  const eventType = requiredText(call.body, 'event_type');
  if (!knownEventTypes.includes(eventType)) throw missing('event_type');
  return eventType;
}
