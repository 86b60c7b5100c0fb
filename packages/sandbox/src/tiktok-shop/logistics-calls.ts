import { type Answer, type Call, param, shopOf } from './call.ts';
import { marketOf } from './markets.ts';
import { Refusal } from './refusal.ts';

export function getWarehouses(call: Call): Answer {
  const shop = shopOf(call);
  const market = marketOf(shop.region);
  const place = market.places[0];
  return {
    warehouses: shop.warehouses.map((warehouse) => ({
      id: warehouse.id,
      entity_id: warehouse.id,
      name: warehouse.name,
      effect_status: 'ENABLED',
      type: warehouse.type,
      sub_type: 'DOMESTIC_WAREHOUSE',
      is_default: warehouse.isDefault,
      address: {
        region: market.country,
        state: place?.state,
        city: place?.city,
        distict: place?.city,
        contact_person: shop.name,
        postal_code: place?.postalCode,
        full_address: [market.country, place?.state, place?.city, place?.street].join(', '),
        region_code: market.region,
        phone_number: `(+${market.dialCode})800*****10`,
        address_line1: place?.street,
      },
    })),
  };
}

export function getDeliveryOptions(call: Call): Answer {
  const shop = shopOf(call);
  if (!shop.warehouses.some((warehouse) => warehouse.id === param(call))) throw new Refusal(12052097, 'No such warehouse');
  const limits = {
    dimension_limit: { max_height: 60, max_length: 60, max_width: 60, unit: 'CENTIMETER' },
    weight_limit: { max_weight: 30_000, min_weight: 0, unit: 'GRAM' },
  };
  return {
    delivery_options: [
      { id: shop.tiktokDeliveryOptionId, name: 'Standard shipping', type: 'STANDARD', description: '', ...limits },
      { id: shop.sellerDeliveryOptionId, name: 'Shipped by seller', type: 'SEND_BY_SELLER', description: '', ...limits },
    ],
  };
}

export function getShippingProviders(call: Call): Answer {
  const shop = shopOf(call);
  const option = param(call);
  if (option !== shop.tiktokDeliveryOptionId && option !== shop.sellerDeliveryOptionId) {
    throw new Refusal(21008116, 'The shop does not use this delivery option');
  }
  return { shipping_providers: marketOf(shop.region).carriers.map(({ id, name }) => ({ id, name })) };
}

export function getGlobalWarehouses(call: Call): Answer {
  const shops = [...call.world.shops.all()].filter((shop) => shop.sellerId === call.seller.id);
  return {
    global_warehouses: shops
      .flatMap((shop) => shop.warehouses)
      .filter((warehouse) => warehouse.type === 'SALES_WAREHOUSE')
      .map(({ id, name }) => ({ id, name, ownership: 'SELLER' })),
  };
}
