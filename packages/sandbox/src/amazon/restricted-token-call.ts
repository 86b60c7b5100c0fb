import { type Answer, type Call, objectList, oneOf, requiredText, sellerOf } from './call.ts';
import { denied, invalid } from './refusal.ts';
import { isRestricted } from './restricted-operations.ts';
import { issueAccess } from './tokens.ts';

const most = 50;

/** A token for exactly the named methods and paths; a path may be generic (`{shipmentId}`) or a real one. */
export function createRestrictedDataToken(call: Call): Answer {
  const seller = sellerOf(call);
  if (!call.world.settings.hasShippingRole) throw denied();
  const wanted = objectList(call.body, 'restrictedResources');
  if (wanted.length > most) throw invalid(`restrictedResources takes at most ${most} entries.`);
  const resources = wanted.map((entry) => {
    const method = oneOf(entry.method, 'method', ['GET', 'PUT', 'POST', 'DELETE']);
    const path = requiredText(entry, 'path');
    if (!isRestricted(method, path)) throw invalid(`${method} ${path} is not a restricted operation.`);
    return { method, path };
  });
  call.world.counters.restrictedTokens += 1;
  const grant = issueAccess(call.world, { kind: 'restricted', sellerId: seller.id, resources });
  return { restrictedDataToken: grant.id, expiresIn: call.world.settings.tokenLifeSeconds };
}
