import { isObject, type JsonObject } from './call.ts';
import type { Marketplace } from './marketplaces.ts';
import type { Attributes, Patch } from './model.ts';
import { isKnownAttribute, type ProductType, requiredOf } from './product-types.ts';
import { invalid } from './refusal.ts';

/** What Amazon finds wrong with a write; the answer is 200 all the same. */
export interface Issue {
  readonly code: string;
  readonly message: string;
  readonly severity: 'ERROR' | 'WARNING' | 'INFO';
  readonly attributeNames: readonly string[];
  readonly categories: readonly string[];
}

const issue = (code: string, message: string, attribute: string, category = 'INVALID_ATTRIBUTE'): Issue => ({
  code,
  message,
  severity: 'ERROR',
  attributeNames: [attribute],
  categories: [category],
});

const missingAttribute = (name: string): Issue => issue('90220', `'${name}' is required but not supplied.`, name, 'MISSING_ATTRIBUTE');
const badValue = (name: string, why: string): Issue => issue('90000900', `The attribute '${name}' is invalid: ${why}.`, name);

const ops: readonly Patch['op'][] = ['add', 'replace', 'merge', 'delete'];

/** The patches of a body and what is wrong with them. @throws Refusal when the shape is not that of the model. */
export function readPatches(list: readonly JsonObject[]): { readonly patches: readonly Patch[]; readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  const patches = list.map((entry): Patch => {
    const op = ops.find((one) => one === entry.op);
    if (!op || typeof entry.path !== 'string') throw invalid('A patch needs an operation and a path.');
    const attribute = /^\/attributes\/([a-z0-9_]+)$/.exec(entry.path)?.[1];
    if (attribute === undefined || !isKnownAttribute(attribute)) {
      issues.push(
        issue('18027', `The patch path '${entry.path}' is not valid: only top-level attributes can be patched.`, attribute ?? 'patches'),
      );
    }
    if (entry.value === undefined && op !== 'delete') issues.push(issue('18027', `The patch operation '${op}' needs a value.`, 'patches'));
    const value = entriesOf(entry.value ?? []);
    // A merge without the channel would find its entry by chance.
    const lacksChannel = attribute === 'fulfillment_availability' && value.some((one) => one.fulfillment_channel_code === undefined);
    if (lacksChannel) issues.push(missingAttribute('fulfillment_channel_code'));
    return { op, attribute: attribute ?? '', value };
  });
  return { patches, issues };
}

/** @throws Refusal when an attribute is no list of objects. */
export function readAttributes(source: JsonObject): Attributes {
  return Object.fromEntries(Object.entries(source).map(([name, value]) => [name, entriesOf(value)]));
}

function entriesOf(value: unknown): readonly JsonObject[] {
  if (!Array.isArray(value)) throw invalid('The value of an attribute must be a list of objects.');
  return value.map((entry: unknown) => {
    if (!isObject(entry)) throw invalid('The value of an attribute must be a list of objects.');
    return entry;
  });
}

/** Whether everything is there that a full write needs. */
export function missingOf(attributes: Attributes, type: ProductType, requirements: string): Issue[] {
  const isParent = attributes.parentage_level?.[0]?.value === 'parent';
  return requiredOf(type, requirements, isParent)
    .filter((name) => (attributes[name]?.length ?? 0) === 0)
    .map(missingAttribute);
}

/** Whether the values that the sandbox knows make sense. */
export function valueIssues(attributes: Attributes, marketplace: Marketplace): Issue[] {
  return [
    ...Object.keys(attributes)
      .filter((name) => !isKnownAttribute(name))
      .map((name) => badValue(name, 'it is not known to the product type')),
    ...(attributes.fulfillment_availability ?? []).flatMap(availabilityIssues),
    ...(attributes.purchasable_offer ?? []).flatMap((offer) => offerIssues(offer, marketplace)),
    ...Object.entries(attributes).flatMap(([name, entries]) => (name.includes('image_locator') ? imageIssues(name, entries) : [])),
    ...(attributes.externally_assigned_product_identifier ?? []).flatMap(identifierIssues),
  ];
}

function availabilityIssues(entry: JsonObject): Issue[] {
  const name = 'fulfillment_availability';
  const code = entry.fulfillment_channel_code;
  if (typeof code !== 'string' || code === '') return [missingAttribute('fulfillment_channel_code')];
  if (entry.quantity === undefined) return [];
  if (code !== 'DEFAULT') return [badValue(name, 'the quantity of Amazon’s own stock cannot be written')];
  const { quantity } = entry;
  return typeof quantity === 'number' && Number.isInteger(quantity) && quantity >= 0 ? [] : [badValue(name, 'quantity must be 0 or more')];
}

function offerIssues(offer: JsonObject, { currency, decimals }: Marketplace): Issue[] {
  const name = 'purchasable_offer';
  if (offer.currency !== undefined && offer.currency !== currency) return [badValue(name, `the currency must be ${currency}`)];
  const [price] = Array.isArray(offer.our_price) ? offer.our_price : [];
  const [step] = isObject(price) && Array.isArray(price.schedule) ? price.schedule : [];
  const value: unknown = isObject(step) ? step.value_with_tax : undefined;
  const factor = 10 ** decimals;
  const isPrice = typeof value === 'number' && value > 0 && Math.abs(value * factor - Math.round(value * factor)) < 1e-6;
  return isPrice ? [] : [badValue(name, `our_price needs a positive amount of ${currency}`)];
}

/** Pictures are given as addresses that Amazon fetches; nothing is uploaded. */
const imageIssues = (name: string, entries: Attributes[string]): Issue[] =>
  entries
    .filter(({ media_location: url }) => typeof url !== 'string' || !/^https?:\/\//.test(url))
    .map(() => badValue(name, 'media_location must be an http or https address'));

function identifierIssues(entry: JsonObject): Issue[] {
  const lengths: Readonly<Record<string, number>> = { ean: 13, upc: 12, gtin: 14, isbn: 13 };
  const { type, value } = entry;
  const length = typeof type === 'string' ? lengths[type] : undefined;
  const isRight = length !== undefined && typeof value === 'string' && /^\d+$/.test(value) && value.length === length;
  return isRight ? [] : [badValue('externally_assigned_product_identifier', 'type and value do not fit together')];
}
