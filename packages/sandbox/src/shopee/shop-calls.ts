import { type Answer, type Call, queryNumber, shopOf } from './call.ts';
import { pageSize } from './paging.ts';
import { Refusal } from './refusal.ts';

/** Flat. Currency and time zone are not told: they follow from the region. */
export function getShopInfo(call: Call): Answer {
  const shop = shopOf(call);
  const consent = call.world.consents.get(shop.id);
  return {
    flat: {
      shop_name: shop.name,
      region: shop.region,
      status: 'NORMAL',
      auth_time: consent?.authTime ?? 0,
      expire_time: consent?.expireTime ?? 0,
      is_cb: false,
      merchant_id: null,
      is_sip: false,
      sip_affi_shops: [],
      is_upgraded_cbsc: false,
      shop_fulfillment_flag: 'Others',
      is_main_shop: false,
      is_direct_shop: false,
      linked_main_shop_id: 0,
      linked_direct_shop_list: [],
      is_one_awb: false,
    },
  };
}

/** `response` is a list here. A shop with one warehouse is refused, and that is normal. */
export function getWarehouseDetail(call: Call): Answer {
  const shop = shopOf(call);
  if (!call.world.settings.multiWarehouse) {
    throw new Refusal('warehouse.error_not_in_whitelist', 'The shop is not in the whitelist of multi warehouse.');
  }
  return {
    response: shop.locations.map((locationId, index) => ({
      warehouse_id: 1_000 + index,
      warehouse_name: `Warehouse ${index + 1}`,
      warehouse_type: queryNumber(call, 'warehouse_type') ?? 1,
      location_id: locationId,
      address_id: shop.addresses[index]?.id ?? shop.addresses[0]?.id ?? 0,
      region: shop.region,
      city: shop.addresses[0]?.city ?? '',
      holiday_mode_state: 0,
    })),
  };
}

/** Which shops let the app in, and until when. */
export function getShopsByPartner(call: Call): Answer {
  const { world } = call;
  const size = pageSize(call, 100);
  const page = queryNumber(call, 'page_no') ?? 1;
  const linked = [...world.consents.all()].filter((consent) => consent.isLinked);
  const shown = linked.slice((page - 1) * size, page * size);
  return {
    flat: {
      authed_shop_list: shown.map((consent) => ({
        shop_id: Number(consent.id),
        region: world.shops.get(consent.id)?.region ?? '',
        auth_time: consent.authTime,
        expire_time: consent.expireTime,
        sip_affi_shop_list: [],
      })),
      more: page * size < linked.length,
    },
  };
}

export const getIpRanges = (): Answer => ({ flat: { ip_list: ['127.0.0.1/32'] } });
