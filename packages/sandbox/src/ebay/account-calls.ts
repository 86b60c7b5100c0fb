import { type Answer, type Call, ok, sellerOf } from './call.ts';
import { isMarketplace, marketOf } from './markets.ts';
import { Refusal } from './refusal.ts';
import { routesOf } from './route.ts';

function getPrivileges(call: Call): Answer {
  const { currency } = marketOf(sellerOf(call).marketplaceId);
  return ok({ sellerRegistrationCompleted: true, sellingLimit: { quantity: 10_000, amount: { value: '250000.0', currency } } });
}

const policyKinds = { fulfillment: '61', payment: '62', return: '63' } as const;
export type PolicyKind = keyof typeof policyKinds;

/** Each seller has one policy of each kind on each marketplace, with an id that says so. */
export function policyId(kind: PolicyKind, sellerId: string, marketplaceId: string): string {
  const place = marketplaceId === 'EBAY_US' ? '1' : '2';
  const seller = [...sellerId].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_000, 7);
  return `${policyKinds[kind]}${place}${String(seller).padStart(6, '0')}0`;
}

const listPolicies =
  (kind: PolicyKind) =>
  (call: Call): Answer => {
    const marketplaceId = call.query.get('marketplace_id') ?? '';
    if (marketplaceId === '') throw new Refusal(20401, 'Missing field marketplace_id.');
    if (!isMarketplace(marketplaceId)) throw new Refusal(20403, 'Invalid marketplace_id.');
    const id = policyId(kind, sellerOf(call).id, marketplaceId);
    const policy = { name: `Usual ${kind}`, marketplaceId, categoryTypes: [{ name: 'ALL_EXCLUDING_MOTORS_VEHICLES', default: true }] };
    return ok({ total: 1, [`${kind}Policies`]: [{ ...policy, [`${kind}PolicyId`]: id }] });
  };

const route = routesOf({ base: '/sell/account/v1', resource: 'account', scopes: ['sell.account', 'sell.account.readonly'] });

export const accountRoutes = [
  route('account.privileges', 'GET /privilege', getPrivileges),
  route('account.fulfillment-policies', 'GET /fulfillment_policy', listPolicies('fulfillment')),
  route('account.payment-policies', 'GET /payment_policy', listPolicies('payment')),
  route('account.return-policies', 'GET /return_policy', listPolicies('return')),
];
