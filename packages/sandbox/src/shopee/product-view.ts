import type { JsonObject } from './call.ts';
import { amountOf, channelOf, type Market } from './markets.ts';
import type { Model, Product } from './model.ts';
import { pictureUrl } from './picture-calls.ts';
import { unitsOf } from './stock.ts';
import type { World } from './world.ts';

export const hasModels = (product: Product): boolean => product.tiers.length > 0;

export const priceInfo = (model: Model, market: Market): JsonObject[] => {
  const price = amountOf(model.priceMinor, market);
  return [
    {
      currency: market.currency,
      original_price: price,
      current_price: price,
      inflated_price_of_original_price: price,
      inflated_price_of_current_price: price,
    },
  ];
};

export function stockInfo(models: readonly Model[]): JsonObject {
  const units = models.reduce((sum, model) => sum + unitsOf(model), 0);
  const reserved = models.reduce((sum, model) => sum + model.reserved, 0);
  const [only] = models;
  return {
    summary_info: { total_reserved_stock: reserved, total_available_stock: Math.max(0, units - reserved) },
    seller_stock: models.length === 1 && only ? sellerStock(only) : [],
    shopee_stock: [],
    advance_stock: { sellable_advance_stock: 0, in_transit_advance_stock: 0 },
  };
}

/** Without a place in a shop with one warehouse. */
export const sellerStock = (model: Model): JsonObject[] =>
  model.stock.map((stock) => ({
    ...(stock.locationId === '' ? {} : { location_id: stock.locationId }),
    stock: stock.units,
    if_saleable: true,
  }));

/** One item; price and stock of an item with variations live in its models. */
export function itemView(world: World, product: Product, market: Market): JsonObject {
  return {
    item_id: Number(product.id),
    category_id: product.categoryId,
    item_name: product.title,
    description: product.description,
    description_type: 'normal',
    item_sku: product.sku,
    item_status: product.status,
    condition: product.condition,
    create_time: product.createTime,
    update_time: product.updateTime,
    has_model: hasModels(product),
    has_promotion: product.isLocked,
    deboost: false,
    tag: { kit: false },
    ...(hasModels(product) ? {} : { price_info: product.models.flatMap((model) => priceInfo(model, market)) }),
    stock_info_v2: stockInfo(product.models),
    image: {
      image_id_list: product.imageIds,
      image_url_list: product.imageIds.map((id) => pictureUrl(world, id)),
      image_ratio: '1:1',
    },
    weight: String(product.weightKg),
    dimension: { package_length: 20, package_width: 15, package_height: 10 },
    logistic_info: product.channelIds.map((id) => ({
      logistic_id: id,
      logistic_name: channelOf(market.region, id).name,
      enabled: true,
      shipping_fee: 0,
      size_id: 0,
      is_free: false,
      estimated_shipping_fee: 0,
    })),
    attribute_list: product.attributes.map((attribute) => ({
      attribute_id: attribute.id,
      original_attribute_name: `Attribute ${attribute.id}`,
      is_mandatory: false,
      attribute_value_list: [{ value_id: attribute.valueId, original_value_name: attribute.text, value_unit: '' }],
    })),
    pre_order: { is_pre_order: false, days_to_ship: 2 },
    wholesales: [],
    brand: { brand_id: product.brand.id, original_brand_name: product.brand.name },
    gtin_code: product.gtin,
    is_fulfillment_by_shopee: false,
  };
}

/** Options by tier, and the models by their places in them. */
export function modelsView(world: World, product: Product, market: Market): JsonObject {
  return {
    tier_variation: product.tiers.map((tier) => ({
      name: tier.name,
      option_list: tier.options.map((option) => ({
        option: option.name,
        ...(option.imageId === undefined ? {} : { image: { image_id: option.imageId, image_url: pictureUrl(world, option.imageId) } }),
      })),
    })),
    standardise_tier_variation: product.tiers.map((tier) => ({
      variation_id: 0,
      variation_name: tier.name,
      variation_group_id: 0,
      variation_option_list: tier.options.map((option) => ({
        variation_option_id: 0,
        variation_option_name: option.name,
        ...(option.imageId === undefined ? {} : { image_id: option.imageId, image_url: pictureUrl(world, option.imageId) }),
      })),
    })),
    model: hasModels(product) ? product.models.map((model) => modelView(product, model, market)) : [],
  };
}

const modelView = (product: Product, model: Model, market: Market): JsonObject => ({
  model_id: Number(model.id),
  tier_index: model.tierIndex,
  model_sku: model.sku,
  model_name: model.name,
  model_status: 'MODEL_NORMAL',
  price_info: priceInfo(model, market),
  stock_info_v2: stockInfo([model]),
  promotion_id: 0,
  has_promotion: product.isLocked,
  gtin_code: model.gtin,
  weight: String(product.weightKg),
  dimension: { package_length: 20, package_width: 15, package_height: 10 },
  pre_order: { is_pre_order: false, days_to_ship: 2 },
  is_fulfillment_by_shopee: false,
});
