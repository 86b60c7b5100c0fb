import { setTimeout as wait } from 'node:timers/promises';
import { type Answer, type Call, idField, requiredText } from './call.ts';
import { Refusal, wrong } from './refusal.ts';
import { exchangeCode, refreshPair } from './tokens.ts';

/** `partner_id` stands in the body as well as in the query, as a number. */
function checkPartner({ world, body }: Call): void {
  if (body.partner_id !== world.app.partnerId) throw wrong('partner_id');
}

export function getToken(call: Call): Answer {
  const { world, body } = call;
  checkPartner(call);
  const code = requiredText(body, 'code');
  const hasShop = body.shop_id !== undefined;
  if (hasShop === (body.main_account_id !== undefined)) throw wrong('shop_id or main_account_id');
  const owner = hasShop ? { shopId: idField(body, 'shop_id') } : { mainAccountId: idField(body, 'main_account_id') };
  const pair = exchangeCode(world, code, owner);
  const lists = hasShop ? {} : { shop_id_list: pair.shopIds.map(Number), merchant_id_list: [] };
  return {
    flat: {
      access_token: pair.accessToken,
      refresh_token: pair.refreshToken,
      expire_in: world.settings.accessTokenLifeSeconds,
      ...lists,
    },
  };
}

export async function refreshToken(call: Call): Promise<Answer> {
  const { world, body } = call;
  checkPartner(call);
  const token = requiredText(body, 'refresh_token');
  if (body.merchant_id !== undefined) throw new Refusal('error_merchant_refresh_token', 'The refresh_token and merchant_id do not match.');
  const shopId = idField(body, 'shop_id');
  if (world.settings.refreshDelayRealMs > 0) await wait(world.settings.refreshDelayRealMs);
  const pair = refreshPair(world, token, shopId);
  return {
    flat: {
      partner_id: world.app.partnerId,
      shop_id: Number(shopId),
      access_token: pair.accessToken,
      refresh_token: pair.refreshToken,
      expire_in: world.settings.accessTokenLifeSeconds,
    },
  };
}
