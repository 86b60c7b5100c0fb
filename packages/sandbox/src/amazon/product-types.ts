/** What a product type wants to know of a new product, shortened to what tests need. */
export interface ProductType {
  readonly name: string;
  readonly displayName: string;
  readonly required: readonly string[];
}

const everyProduct = [
  'item_name',
  'brand',
  'product_description',
  'bullet_point',
  'condition_type',
  'externally_assigned_product_identifier',
  'main_product_image_locator',
  'purchasable_offer',
  'fulfillment_availability',
] as const;

export const productTypes: readonly ProductType[] = [
  { name: 'PRODUCT', displayName: 'Product', required: everyProduct },
  { name: 'COFFEE', displayName: 'Coffee', required: [...everyProduct, 'item_package_weight'] },
  { name: 'COFFEE_GRINDER', displayName: 'Coffee grinder', required: everyProduct },
  { name: 'KITCHEN', displayName: 'Kitchen', required: everyProduct },
];

/** What an offer for a product that Amazon knows needs. */
const offerOnly = ['condition_type', 'merchant_suggested_asin', 'purchasable_offer', 'fulfillment_availability'];

/** Optional attributes that the types know besides. */
const optional = [
  'size',
  'color',
  'material',
  'parentage_level',
  'variation_theme',
  'child_parent_sku_relationship',
  'merchant_suggested_asin',
  'list_price',
  'country_of_origin',
  'supplier_declared_has_product_identifier_exemption',
  'item_package_weight',
  'item_package_dimensions',
  'merchant_shipping_group',
  ...Array.from({ length: 8 }, (_, place) => `other_product_image_locator_${place + 1}`),
];

export const findProductType = (name: string): ProductType | undefined => productTypes.find((type) => type.name === name);

export const isKnownAttribute = (name: string): boolean =>
  productTypes.some(({ required }) => required.includes(name)) || optional.includes(name);

/** Attributes that a full write must have; a parent has no offer of its own. */
export function requiredOf(type: ProductType, requirements: string, isParent: boolean): readonly string[] {
  if (requirements === 'LISTING_OFFER_ONLY') return offerOnly;
  const offerParts = ['purchasable_offer', 'fulfillment_availability', 'condition_type', 'externally_assigned_product_identifier'];
  const isLeftOut = (name: string): boolean =>
    (requirements === 'LISTING_PRODUCT_ONLY' && (name === 'purchasable_offer' || name === 'fulfillment_availability')) ||
    (isParent && (offerParts.includes(name) || name === 'main_product_image_locator' || name === 'item_package_weight'));
  return type.required.filter((name) => !isLeftOut(name));
}
