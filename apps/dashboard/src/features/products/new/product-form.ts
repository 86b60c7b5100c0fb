import type { Schemas } from '../../../lib/api.ts';

export interface VariantForm {
  /** Of the row, for the screen alone. */
  readonly key: string;
  /** One for each option, in their order. */
  readonly values: readonly string[];
  readonly sellerCode: string;
  readonly barcode: string;
  readonly amount: string;
  readonly quantity: string;
}

/** What stands in the form, as it was typed. */
export interface ProductForm {
  readonly title: string;
  readonly description: string;
  readonly categoryId: string;
  readonly brand: string;
  readonly weight: string;
  readonly currency: string;
  readonly images: readonly string[];
  /** Name and value. */
  readonly attributes: readonly { readonly key: string; readonly name: string; readonly value: string }[];
  /** Names such as Color and Size; none for a product with one variant. */
  readonly options: readonly string[];
  readonly variants: readonly VariantForm[];
}

let count = 0;
/** A key that no other row of this page has. */
export const rowKey = (): string => `row-${++count}`;

export const emptyVariant = (options: readonly string[] = []): VariantForm => ({
  key: rowKey(),
  values: options.map(() => ''),
  sellerCode: '',
  barcode: '',
  amount: '',
  quantity: '0',
});

export const emptyForm = (currency: string): ProductForm => ({
  title: '',
  description: '',
  categoryId: '',
  brand: '',
  weight: '',
  currency,
  images: [],
  attributes: [],
  options: [],
  variants: [emptyVariant()],
});

/** Another option for all variants, at the end; or one fewer. */
export const withOption = (form: ProductForm, name: string): ProductForm => ({
  ...form,
  options: [...form.options, name],
  variants: form.variants.map((variant) => ({ ...variant, values: [...variant.values, ''] })),
});
export const withoutOption = (form: ProductForm, index: number): ProductForm => ({
  ...form,
  options: form.options.toSpliced(index, 1),
  variants: form.variants.map((variant) => ({ ...variant, values: variant.values.toSpliced(index, 1) })),
});

/** What is sent: blanks are left out, a comma in a price is a decimal sign. */
export function toDraft(form: ProductForm): Schemas['ProductDraft'] {
  const brand = form.brand.trim();
  const attributes = form.attributes.map(({ name, value }) => [name.trim(), value.trim()] as const);
  return {
    title: form.title.trim(),
    description: form.description.trim(),
    categoryId: form.categoryId.trim(),
    ...(brand === '' ? {} : { brand }),
    ...(form.weight.trim() === '' ? {} : { weightGrams: Number(form.weight) }),
    attributes: Object.fromEntries(attributes.filter(([name, value]) => name !== '' && value !== '')),
    images: [...form.images],
    variants: form.variants.map((variant) => ({
      sellerCode: variant.sellerCode.trim(),
      ...(variant.barcode.trim() === '' ? {} : { barcode: variant.barcode.trim() }),
      options: Object.fromEntries(form.options.map((name, index) => [name.trim(), (variant.values[index] ?? '').trim()])),
      price: { amount: variant.amount.trim().replace(',', '.'), currency: form.currency.trim().toUpperCase() },
      quantity: Number(variant.quantity || 0),
    })),
  };
}

export type FormProblemKey = 'optionName' | 'optionValue' | 'sameVariant' | 'sameCode' | 'needsOption';

/** What the form can see to be wrong before the marketplace is asked. */
export function problemsOf(form: ProductForm): readonly FormProblemKey[] {
  const names = form.options.map((name) => name.trim());
  const values = form.variants.map((variant) => variant.values.map((value) => value.trim()));
  const codes = form.variants.map((variant) => variant.sellerCode.trim());
  const isTwice = (all: readonly string[]) => new Set(all).size < all.length;
  return [
    ...(form.variants.length > 1 && names.length === 0 ? (['needsOption'] as const) : []),
    ...(names.includes('') || isTwice(names) ? (['optionName'] as const) : []),
    ...(values.some((row) => row.includes('')) ? (['optionValue'] as const) : []),
    ...(names.length > 0 && isTwice(values.map((row) => JSON.stringify(row))) ? (['sameVariant'] as const) : []),
    ...(isTwice(codes) ? (['sameCode'] as const) : []),
  ];
}
