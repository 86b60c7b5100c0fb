import { type Answer, type Call, ok, sellerOf } from './call.ts';
import { marketOf } from './markets.ts';
import { routesOf } from './route.ts';

function getUser(call: Call): Answer {
  const seller = sellerOf(call);
  const country = marketOf(seller.marketplaceId).country;
  const account =
    seller.accountType === 'BUSINESS'
      ? { businessAccount: { name: seller.name, address: { country } } }
      : { individualAccount: { firstName: seller.name.split(' ')[0], lastName: seller.name.split(' ').slice(1).join(' ') } };
  return ok({
    userId: seller.id,
    username: seller.username,
    accountType: seller.accountType,
    registrationMarketplaceId: seller.marketplaceId,
    status: 'CONFIRMED',
    ...account,
  });
}

const route = routesOf({ base: '/commerce/identity/v1', resource: 'user', scopes: ['commerce.identity.readonly'] });

export const identityRoutes = [route('identity.user', 'GET /user', getUser)];
