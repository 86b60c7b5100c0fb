import { type Answer, type Call, numberField, textField } from './call.ts';
import { forgetLost, lostPushes } from './lost-pushes.ts';
import { Refusal, wrong } from './refusal.ts';

const mostMessages = 100;
const knownCodes = Array.from({ length: 13 }, (_, index) => String(index + 1));

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

/** Saves address, codes and blocked shops; the address is asked first whether it answers. */
export async function setAppPushConfig({ world, body }: Call): Promise<Answer> {
  const { settings } = world;
  const former = settings.webhookUrl;
  const address = textField(body, 'callback_url');
  if (address !== undefined && !URL.canParse(address)) throw wrong('callback_url');
  const [on, off] = [numberList(body.set_push_config_on), numberList(body.set_push_config_off)];
  if ([...on, ...off].some((code) => !knownCodes.includes(code))) throw wrong('set_push_config_on or set_push_config_off');
  settings.webhookUrl = address ?? former;
  const reason = address === undefined ? undefined : await world.verifyAddress();
  if (reason !== undefined) {
    settings.webhookUrl = former;
    throw new Refusal('error_param', `The callback url did not answer as it should: ${reason}`);
  }
  const muted = settings.mutedCodes.split(',').filter((code) => code !== '' && !on.includes(code));
  settings.mutedCodes = [...new Set([...muted, ...off])].join();
  if (body.blocked_shop_id_list !== undefined) settings.blockedShops = numberList(body.blocked_shop_id_list).join();
  return { response: { result: 'success' } };
}

function numberList(value: unknown): string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw wrong('a list of numbers');
  return value.map(String);
}

export function getAppPushConfig({ world: { settings } }: Call): Answer {
  const muted = settings.mutedCodes.split(',');
  const isOff = (code: string): boolean => muted.includes(code);
  return {
    response: {
      callback_url: settings.webhookUrl,
      live_push_status: 'Normal',
      suspended_time: 0,
      blocked_shop_id_list: settings.blockedShops.split(',').filter(Boolean).map(Number),
      push_config_on_list: knownCodes.filter((code) => !isOff(code)).map(Number),
      push_config_off_list: knownCodes.filter(isOff).map(Number),
    },
  };
}
