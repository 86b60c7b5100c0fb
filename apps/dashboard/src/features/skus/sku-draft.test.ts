import { describe, expect, it } from 'vitest';
import { changedOnly, differences, readDraft, type SkuDraft } from './sku-draft.ts';

const typed: Readonly<Record<string, string>> = {
  code: ' MUG-RED ',
  name: 'Mug',
  barcode: '',
  costAmount: '12,50',
  costCurrency: 'usd',
  weightGrams: '180',
  lengthMm: '',
  widthMm: '0',
  heightMm: '',
  lowStockAt: '',
  safetyStock: '',
  note: '',
};
const draft = readDraft((name) => typed[name] ?? '');

describe('the form of a SKU', () => {
  it('reads empty fields as nothing and zero as zero', () => {
    expect(draft).toEqual({
      code: 'MUG-RED',
      name: 'Mug',
      barcode: null,
      cost: { amount: '12.50', currency: 'USD' },
      weightGrams: 180,
      lengthMm: null,
      widthMm: 0,
      heightMm: null,
      lowStockAt: null,
      safetyStock: 0,
      note: '',
    });
    expect(readDraft((name) => (name === 'costCurrency' ? 'IDR' : '')).cost).toBeNull();
  });

  it('sends only what was changed', () => {
    const after: SkuDraft = { ...draft, name: 'Red mug', barcode: '8991' };
    expect(changedOnly(draft, after)).toEqual({ name: 'Red mug', barcode: '8991' });
    expect(changedOnly(draft, draft)).toEqual({});
  });

  it('does not take 12.5 and 12.50 for different costs', () => {
    expect(differences(draft, { ...draft, cost: { amount: '12.5', currency: 'USD' } })).toEqual([]);
    expect(differences(draft, { ...draft, cost: { amount: '12.5', currency: 'EUR' } })).toEqual(['cost']);
    expect(differences(draft, { ...draft, cost: null })).toEqual(['cost']);
  });
});
