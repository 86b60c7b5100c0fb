import { type Answer, type Call, shopOf } from './call.ts';
import { marketOf } from './markets.ts';

export function getChannelList(call: Call): Answer {
  const { channels } = marketOf(shopOf(call).region);
  return {
    response: {
      logistics_channel_list: channels.map((channel) => ({
        logistics_channel_id: channel.id,
        logistics_channel_name: channel.name,
        enabled: true,
        cod_enabled: channel.kind === 'standard',
        fee_type: channel.kind === 'own' ? 'CUSTOM_PRICE' : 'SIZE_INPUT',
        size_list: [],
        weight_limit: { item_max_weight: 50, item_min_weight: 0.01 },
        item_max_dimension: { height: 100, width: 100, length: 100, unit: 'cm', dimension_sum: 200 },
        volume_limit: { item_max_volume: 0, item_min_volume: 0 },
        force_enable: false,
        mask_channel_id: 0,
        block_seller_cover_shipping_fee: false,
        support_cross_border: false,
        seller_logistic_has_configuration: null,
        logistics_capability: { seller_logistics: channel.kind === 'own' },
        preprint: false,
        service_type_identifier: '',
        compulsory_channel: false,
      })),
    },
  };
}

export function getAddressList(call: Call): Answer {
  const shop = shopOf(call);
  return {
    response: {
      show_pickup_address: true,
      address_list: shop.addresses.map((address, index) => ({
        address_id: address.id,
        region: shop.region,
        state: address.state,
        city: address.city,
        district: address.district,
        town: '',
        address: address.street,
        zipcode: address.zipcode,
        address_type: index === 0 ? ['DEFAULT_ADDRESS', 'PICK_UP_ADDRESS', 'RETURN_ADDRESS'] : ['PICK_UP_ADDRESS'],
      })),
    },
  };
}
