import { createHash } from 'node:crypto';
import { type Answer, type Call, type JsonObject, listOf, marketplacesOf, oneOf, param } from './call.ts';
import { findProductType, isKnownAttribute, type ProductType, productTypes, requiredOf } from './product-types.ts';
import { invalid, notFound } from './refusal.ts';

/** Product types whose name holds one of the keywords, or all; `itemName` is taken for keywords too. */
export function searchDefinitionsProductTypes(call: Call): Answer {
  const marketplaces = marketplacesOf(call, 'marketplaceIds', 10);
  if (!marketplaces) throw invalid('marketplaceIds is missing.');
  const words = listOf(call, 'keywords') ?? call.query.get('itemName')?.split(' ');
  const isMeant = ({ name, displayName }: ProductType): boolean =>
    words?.some((word) => `${name} ${displayName}`.toLowerCase().includes(word.toLowerCase())) ?? true;
  return {
    productTypes: productTypes.filter(isMeant).map(({ name, displayName }) => ({
      name,
      displayName,
      marketplaceIds: marketplaces.map(({ id }) => id),
    })),
    productTypeVersion: 'SBX1',
  };
}

export function getDefinitionsProductType(call: Call): Answer {
  const marketplaces = marketplacesOf(call, 'marketplaceIds', 1);
  if (!marketplaces) throw invalid('marketplaceIds is missing.');
  const type = findProductType(param(call));
  if (!type) throw notFound(`Product type ${param(call)} was not found.`);
  const requirements = oneOf(call.query.get('requirements') ?? 'LISTING', 'requirements', [
    'LISTING',
    'LISTING_PRODUCT_ONLY',
    'LISTING_OFFER_ONLY',
  ]);
  const link = (kind: string, content: string): JsonObject => ({
    link: { resource: `${call.world.address.url}${schemaPath}${kind}/${type.name}/${requirements}`, verb: 'GET' },
    checksum: createHash('md5').update(content).digest('base64'),
  });
  return {
    metaSchema: link('meta', '{}'),
    schema: link('schema', schemaText(type, requirements)),
    requirements,
    requirementsEnforced: 'ENFORCED',
    propertyGroups: { offer: { title: 'Offer', propertyNames: ['purchasable_offer', 'fulfillment_availability'] } },
    locale: marketplaces[0]?.language ?? 'en_US',
    marketplaceIds: marketplaces.map(({ id }) => id),
    productType: type.name,
    displayName: type.displayName,
    productTypeVersion: { version: 'SBX1', latest: true, releaseCandidate: false },
  };
}

const schemaPath = '/definitions-files/';

/** The file behind a link of a definition; undefined when the path is none. It needs no token. */
export function schemaFile(path: string): string | undefined {
  if (!path.startsWith(schemaPath)) return undefined;
  const [kind, name = '', requirements = 'LISTING'] = path.slice(schemaPath.length).split('/');
  const type = findProductType(name);
  if (!type) return undefined;
  return kind === 'meta' ? '{}' : schemaText(type, requirements);
}

function schemaText(type: ProductType, requirements: string): string {
  const required = requiredOf(type, requirements, false);
  const names = [...required, ...['size', 'color', 'list_price'].filter(isKnownAttribute)];
  const properties = Object.fromEntries(names.map((name) => [name, { title: name.replaceAll('_', ' '), type: 'array', minItems: 1 }]));
  return JSON.stringify({ $schema: 'https://json-schema.org/draft/2019-09/schema', type: 'object', required, properties });
}
