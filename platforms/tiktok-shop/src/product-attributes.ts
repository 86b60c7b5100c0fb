import { PlatformFailure, type ShopAccess } from '@shopfleet/platform-kit';
import type { TikTokClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { attributesSchema } from './wire/product.ts';

interface NamedAttribute {
  readonly id: string;
  readonly values: readonly ({ readonly id: string } | { readonly name: string })[];
}

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** Attributes by their names in TikTok's own ids. Throws `invalid` for names and values that the category does not know. */
export async function namedAttributes(
  client: TikTokClient,
  access: ShopAccess,
  categoryId: string,
  wanted: Readonly<Record<string, string>>,
): Promise<NamedAttribute[]> {
  if (Object.keys(wanted).length === 0) return [];
  const { attributes } = await client.call(access, endpoints.categoryAttributes, { id: categoryId, data: attributesSchema });
  const own = attributes.filter(({ type }) => type === 'PRODUCT_PROPERTY');
  return Object.entries(wanted).map(([name, value]) => {
    const attribute = own.find((one) => same(one.name, name));
    if (!attribute) throw refuse(name, `The category knows no attribute "${name}"; it has ${own.map((one) => one.name).join(', ')}`);
    const known = attribute.values.find((one) => same(one.name, value));
    if (known) return { id: attribute.id, values: [{ id: known.id }] };
    if (attribute.is_customizable) return { id: attribute.id, values: [{ name: value }] };
    throw refuse(name, `"${attribute.name}" must be one of ${attribute.values.map((one) => one.name).join(', ')}`);
  });
}

function refuse(name: string, words: string): PlatformFailure {
  return new PlatformFailure('invalid', words.slice(0, 500), { fields: [`attributes.${name}`] });
}
