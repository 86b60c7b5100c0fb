import {
  type Answer,
  type Call,
  idField,
  type JsonObject,
  numberField,
  objectList,
  productOf,
  requiredText,
  shopOf,
  textField,
} from './call.ts';
import { isKnownImage, newStock, priceMinor, refuseUneditable } from './item-fields.ts';
import { amountOf, marketOf } from './markets.ts';
import type { Model, Product, Tier } from './model.ts';
import { modelsView, sellerStock } from './product-view.ts';
import { Refusal, wrong } from './refusal.ts';

const mostTiers = 2;
const longestSku = 100;

/** Gives an item its variations: what was sold as one is sold as models from now on. */
export function initTierVariation(call: Call): Answer {
  const { world, body } = call;
  const product = productOf(call, idField(body, 'item_id'));
  const isTooNew = world.clock.nowMs() < product.createTime * 1000 + world.settings.newItemMs;
  if (isTooNew) throw new Refusal('error_item_not_found', 'Product not found, wait some seconds after it was added.');
  if (product.tiers.length > 0) throw new Refusal('error_busi', 'The item has variations already.');
  refuseUneditable(product, 'error_cannt_edit_item_in_promotion');
  const tiers = objectList(body, 'standardise_tier_variation', mostTiers).map((tier) => readTier(call, tier));
  const models = objectList(body, 'model').map((source) => readModel(call, source, tiers));
  const places = new Set(models.map((model) => model.tierIndex.join()));
  if (places.size < models.length) throw new Refusal('error_param', 'Two models have the same tier_index.');
  product.tiers = tiers;
  product.models = models;
  product.updateTime = world.clock.nowSeconds();
  world.products.save(product);
  return { response: answerView(call, product) };
}

function readTier(call: Call, source: JsonObject): Tier {
  const options = objectList(source, 'variation_option_list').map((option) => {
    const imageId = textField(option, 'image_id');
    if (imageId !== undefined && !isKnownImage(call, imageId)) throw new Refusal('error_param', `The image ${imageId} does not exist.`);
    return { name: requiredText(option, 'variation_option_name'), ...(imageId === undefined ? {} : { imageId }) };
  });
  return { name: requiredText(source, 'variation_name'), options };
}

function readModel(call: Call, source: JsonObject, tiers: readonly Tier[]): Model {
  const tierIndex = readTierIndex(source, tiers);
  const sku = textField(source, 'model_sku') ?? '';
  if (sku.length > longestSku) throw wrong('model_sku');
  return {
    id: call.world.identifiers.number(),
    tierIndex,
    name: tierIndex.map((place, tier) => tiers[tier]?.options[place]?.name ?? '').join(','),
    sku,
    gtin: textField(source, 'gtin_code') ?? '',
    priceMinor: priceMinor(numberField(source, 'original_price'), marketOf(shopOf(call).region)),
    stock: newStock(call, source),
    reserved: 0,
  };
}

function readTierIndex(source: JsonObject, tiers: readonly Tier[]): number[] {
  const given: unknown = source.tier_index;
  if (!Array.isArray(given) || given.length !== tiers.length) throw wrong('tier_index');
  return given.map((place: unknown, tier) => {
    if (typeof place !== 'number' || tiers[tier]?.options[place] === undefined) throw wrong('tier_index');
    return place;
  });
}

/** Shorter than the list of models: prices and stock in another shape. */
function answerView(call: Call, product: Product): JsonObject {
  const market = marketOf(shopOf(call).region);
  const { tier_variation: tiers } = modelsView(call.world, product, market);
  return {
    item_id: Number(product.id),
    tier_variation: tiers,
    model: product.models.map((model) => ({
      tier_index: model.tierIndex,
      model_id: Number(model.id),
      model_sku: model.sku,
      price_info: [{ original_price: amountOf(model.priceMinor, market) }],
      seller_stock: sellerStock(model),
      weight: product.weightKg,
    })),
  };
}
