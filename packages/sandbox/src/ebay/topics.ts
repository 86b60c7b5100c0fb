export interface Topic {
  readonly id: string;
  readonly description: string;
  /** `APPLICATION` topics want an application's token, `USER` topics a seller's. */
  readonly scope: 'APPLICATION' | 'USER';
  readonly context: string;
  /** Any one of these lets one subscribe. */
  readonly scopes: readonly string[];
  readonly schemaVersions: readonly string[];
  readonly isFilterable: boolean;
}

const user = { scope: 'USER', context: 'SELLER_NOTIFICATION', schemaVersions: ['1.0'], isFilterable: false } as const;
const application = { scope: 'APPLICATION', context: 'USER_NOTIFICATION', schemaVersions: ['1.0'], isFilterable: false } as const;

const topics: readonly Topic[] = [
  { ...application, id: 'MARKETPLACE_ACCOUNT_DELETION', description: 'A user asked for the deletion of an account', scopes: [''] },
  { ...application, id: 'AUTHORIZATION_REVOCATION', description: 'A user, the application or eBay ended a consent', scopes: [''] },
  {
    ...user,
    id: 'ORDER_CONFIRMATION',
    description: 'A buyer finished the checkout of a line item',
    scopes: ['sell.fulfillment', 'sell.fulfillment.readonly'],
    schemaVersions: ['1.0', '1.1'],
  },
  { ...user, id: 'ITEM_MARKED_SHIPPED', description: 'An item was marked as shipped', scopes: ['commerce.shipping'] },
  {
    ...user,
    id: 'ORDER_CANCELLATION_ACTIVITY',
    description: 'A cancellation was asked for, answered or finished',
    scopes: ['sell.cancellation', 'sell.cancellation.read'],
  },
  { ...user, id: 'LISTING', description: 'A listing changed', scopes: ['sell.listing', 'sell.listing.read'] },
];

export const topicOf = (id: string | undefined): Topic | undefined => topics.find((topic) => topic.id === id);

/** Topics of which the keyset may know: those that want the vendor's approval appear with their scope. */
export const visibleTopics = (keysetScopes: readonly string[]): Topic[] =>
  topics.filter((topic) => topic.scopes.some((scope) => keysetScopes.includes(scope)));
