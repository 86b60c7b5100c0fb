import type { ListingDraft } from '@shopfleet/platform-kit';
import { expect, it } from 'vitest';
import { changeAttributes, draftAttributes } from './listing-attributes.ts';
import { marketplaceOf } from './marketplaces.ts';
import { assertAccepted } from './submit-listing.ts';
import { submissionSchema } from './wire/listing.ts';

const germany = marketplaceOf('A1PA6795UKMFR9');
const variant = { sellerCode: 'MUG-1', barcode: '4006381333931', options: {}, price: { minor: 1250, currency: 'EUR' }, quantity: 7 };
const draft: ListingDraft = {
  title: 'Tasse',
  description: 'Aus Ton',
  categoryId: 'DRINKING_CUP',
  brand: 'Ton & Co',
  attributes: { material: 'Ton', number_of_items: '1', item_dimensions: '[{"length":{"value":9,"unit":"centimeters"}}]' },
  images: ['https://pictures.example/1.jpg', 'https://pictures.example/2.jpg'],
  weightGrams: 420,
  variants: [variant],
};

it('writes a draft as attributes of its marketplace', () => {
  const marketplace_id = germany.id;
  const text = (value: string) => [{ value, language_tag: 'de_DE', marketplace_id }];
  expect(draftAttributes(draft, germany)).toEqual({
    sku: 'MUG-1',
    attributes: {
      condition_type: [{ value: 'new_new', marketplace_id }],
      brand: text('Ton & Co'),
      externally_assigned_product_identifier: [{ type: 'ean', value: '4006381333931', marketplace_id }],
      item_package_weight: [{ value: 420, unit: 'grams', marketplace_id }],
      item_name: text('Tasse'),
      product_description: text('Aus Ton'),
      material: text('Ton'),
      number_of_items: [{ value: '1', marketplace_id }],
      item_dimensions: [{ length: { value: 9, unit: 'centimeters' } }],
      main_product_image_locator: [{ media_location: 'https://pictures.example/1.jpg', marketplace_id }],
      other_product_image_locator_1: [{ media_location: 'https://pictures.example/2.jpg', marketplace_id }],
      purchasable_offer: [{ marketplace_id, currency: 'EUR', our_price: [{ schedule: [{ value_with_tax: 12.5 }] }] }],
      fulfillment_availability: [{ fulfillment_channel_code: 'DEFAULT', quantity: 7 }],
    },
  });
});

it('touches only what a change names', () => {
  expect(Object.keys(changeAttributes({ title: 'Becher' }, germany))).toEqual(['item_name']);
  expect(changeAttributes({}, germany)).toEqual({});
});

it.each([
  ['several variants', { variants: [variant, { ...variant, sellerCode: 'MUG-2' }] }, 'unsupported'],
  ['no variant', { variants: [] }, 'invalid'],
  ['a picture that is no https address', { images: ['file:///etc/passwd'] }, 'invalid'],
  ['ten pictures', { images: Array.from({ length: 10 }, (_, n) => `https://pictures.example/${n}.jpg`) }, 'invalid'],
  ['an attribute that is half a list', { attributes: { material: '[{' } }, 'invalid'],
  ['an attribute of bare values', { attributes: { material: '["clay"]' } }, 'invalid'],
])('refuses a draft with %s', (_what, change, kind) => {
  expect(() => draftAttributes({ ...draft, ...change }, germany)).toThrow(expect.objectContaining({ kind }));
});

it('takes INVALID under 200 for the refusal that it is, and names the fields', () => {
  const issue = {
    code: '90220',
    message: "'size' is required but not supplied.",
    severity: 'ERROR',
    attributeNames: ['size'],
    categories: [],
  };
  const answer = submissionSchema.parse({ sku: 'MUG-1', status: 'INVALID', submissionId: 's', issues: [issue] });
  expect(() => assertAccepted(answer)).toThrow(expect.objectContaining({ kind: 'invalid', vendorCode: '90220', fields: ['size'] }));
  assertAccepted({ ...answer, status: 'ACCEPTED' });
});
