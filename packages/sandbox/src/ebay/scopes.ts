const common = 'https://api.ebay.com/oauth/api_scope';

/** Scopes by what follows their common beginning; '' is the base scope. Those that need the vendor's approval are not among them. */
export const allScopes: readonly string[] = [
  '',
  'sell.fulfillment',
  'sell.fulfillment.readonly',
  'sell.inventory',
  'sell.inventory.readonly',
  'sell.account',
  'sell.account.readonly',
  'sell.finances',
  'commerce.identity.readonly',
  'commerce.notification.subscription',
  'commerce.notification.subscription.readonly',
  'commerce.shipping',
];

export const scopeUrl = (name: string): string => (name === '' ? common : `${common}/${name}`);

/** Names of a space-separated list of scope addresses; undefined when one of them is no scope at all. */
export function readScopes(text: string): string[] | undefined {
  const names: string[] = [];
  for (const word of text.split(' ').filter((part) => part !== '')) {
    if (word !== common && !word.startsWith(`${common}/`)) return undefined;
    names.push(word.slice(common.length + 1));
  }
  return names;
}
