import type { Answer, Call, JsonObject } from './call.ts';
import { param } from './call.ts';
import { Refusal } from './refusal.ts';

/** The one branch of the category tree that this marketplace has. */
export const categories: readonly { readonly id: string; readonly parentId: string; readonly name: string; readonly isLeaf: boolean }[] = [
  { id: '600001', parentId: '0', name: 'Kitchenware', isLeaf: false },
  { id: '600024', parentId: '600001', name: 'Coffee & tea', isLeaf: true },
];

export interface CategoryAttribute {
  readonly id: string;
  readonly name: string;
  readonly type: 'SALES_PROPERTY' | 'PRODUCT_PROPERTY';
  readonly isRequired: boolean;
  readonly isCustomizable: boolean;
  readonly values: readonly { readonly id: string; readonly name: string }[];
}
export const categoryAttributes: readonly CategoryAttribute[] = [
  {
    id: '100157',
    name: 'Material',
    type: 'PRODUCT_PROPERTY',
    isRequired: false,
    isCustomizable: false,
    values: [
      { id: '1001533', name: 'Porcelain' },
      { id: '1001534', name: 'Steel' },
      { id: '1001535', name: 'Glass' },
    ],
  },
  { id: '100393', name: 'Origin', type: 'PRODUCT_PROPERTY', isRequired: false, isCustomizable: true, values: [] },
  { id: '100089', name: 'Variant', type: 'SALES_PROPERTY', isRequired: false, isCustomizable: true, values: [] },
];

export const leafOf = (id: string) => categories.find((category) => category.id === id && category.isLeaf);

export function getCategoryAttributes(call: Call): Answer {
  if (!leafOf(param(call))) throw new Refusal(12052220, 'The category is unknown or not a leaf');
  return {
    // The name of the flag is the vendor's own.
    attributes: categoryAttributes.map((one) => ({
      id: one.id,
      name: one.name,
      type: one.type,
      is_requried: one.isRequired,
      is_customizable: one.isCustomizable,
      is_multiple_selection: false,
      values: one.values.map((value): JsonObject => ({ id: value.id, name: value.name })),
    })),
  };
}
