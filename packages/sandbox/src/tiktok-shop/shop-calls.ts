import { type Answer, type Call, shopOf } from './call.ts';
import type { Shop } from './model.ts';
import { endAuthorization } from './tokens.ts';

const shopsOf = (call: Call): Shop[] => [...call.world.shops.all()].filter((shop) => shop.sellerId === call.seller.id);

export function getAuthorizedShops(call: Call): Answer {
  return {
    shops: shopsOf(call).map(({ id, name, region, cipher, code }) => ({
      id,
      name,
      region,
      seller_type: call.seller.sellerType,
      cipher,
      code,
    })),
  };
}

export const getActiveShops = (call: Call): Answer => ({ shops: shopsOf(call).map(({ id, region }) => ({ id, region })) });

export function cancelAuthorization(call: Call): Answer {
  shopOf(call);
  endAuthorization(call.world, call.seller);
  return undefined;
}
