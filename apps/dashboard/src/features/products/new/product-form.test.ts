import { describe, expect, it } from 'vitest';
import { emptyForm, emptyVariant, problemsOf, toDraft, withOption, withoutOption } from './product-form.ts';

const one = { ...emptyForm('idr'), title: ' Mug ', description: 'Enamel', categoryId: '600', weight: '180' };
const filled = { ...one, variants: [{ ...emptyVariant(), sellerCode: 'MUG', amount: '12,5', quantity: '3' }] };

describe('the form of a new product', () => {
  it('sends what was filled in, and leaves out what was not', () => {
    expect(toDraft(filled)).toEqual({
      title: 'Mug',
      description: 'Enamel',
      categoryId: '600',
      weightGrams: 180,
      attributes: {},
      images: [],
      variants: [{ sellerCode: 'MUG', options: {}, price: { amount: '12.5', currency: 'IDR' }, quantity: 3 }],
    });
  });

  it('gives every variant a value for every option, and takes it away with the option', () => {
    const two = withOption(withOption({ ...filled, variants: [emptyVariant(), emptyVariant()] }, 'Color'), 'Size');
    expect(two.variants.map(({ values }) => values)).toEqual([
      ['', ''],
      ['', ''],
    ]);
    const [first] = two.variants;
    const named = { ...two, variants: first ? [{ ...first, values: ['Red', 'L'] }] : [] };
    expect(toDraft(withoutOption(named, 0)).variants[0]?.options).toEqual({ Size: 'L' });
  });

  it('sees variants that cannot be told apart', () => {
    const row = { ...emptyVariant(['Color']), sellerCode: 'A', values: ['Red'] };
    const both = { ...withOption(filled, 'Color'), variants: [row, { ...row, sellerCode: 'B' }] };
    expect(problemsOf(both)).toEqual(['sameVariant']);
    expect(problemsOf({ ...both, variants: [row, { ...row, values: ['Blue'] }] })).toEqual(['sameCode']);
    expect(problemsOf({ ...both, variants: [{ ...row, values: [''] }] })).toEqual(['optionValue']);
    expect(problemsOf({ ...filled, variants: [emptyVariant(), { ...emptyVariant(), sellerCode: 'B' }] })).toEqual(['needsOption']);
    expect(problemsOf(filled)).toEqual([]);
  });
});
