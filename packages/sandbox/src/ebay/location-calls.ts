import { type Answer, type Call, hrefOf, type JsonObject, noContent, objectField, ok, param, sellerOf, textField } from './call.ts';
import type { StockLocation } from './model.ts';
import { Refusal } from './refusal.ts';
import { routesOf } from './route.ts';

const longestKey = 36;
const mostLocations = 100;

const own = (call: Call): StockLocation[] => [...call.world.locations.all()].filter(({ sellerId }) => sellerId === sellerOf(call).id);

/** @throws Refusal 25805 */
function locationOf(call: Call): StockLocation {
  const found = own(call).find(({ key }) => key === param(call));
  if (!found) throw new Refusal(25805, 'merchantLocationKey Not Found.');
  return found;
}

function view(location: StockLocation): JsonObject {
  const { location: place, ...rest } = location.content;
  return {
    location: place,
    ...rest,
    merchantLocationKey: location.key,
    merchantLocationStatus: location.isEnabled ? 'ENABLED' : 'DISABLED',
  };
}

function getLocations(call: Call): Answer {
  const limit = Number(call.query.get('limit') ?? mostLocations);
  const offset = Number(call.query.get('offset') ?? 0);
  if (!Number.isInteger(limit) || limit < 1 || limit > mostLocations || !Number.isInteger(offset) || offset < 0) {
    throw new Refusal(25802, 'Input error. limit or offset');
  }
  const all = own(call);
  return ok({
    href: hrefOf(call, { limit, offset }),
    ...(offset + limit < all.length ? { next: hrefOf(call, { limit, offset: offset + limit }) } : {}),
    limit,
    offset,
    total: all.length,
    locations: all.slice(offset, offset + limit).map(view),
  });
}

function createLocation(call: Call): Answer {
  const key = param(call);
  const seller = sellerOf(call);
  if (key.length > longestKey) throw new Refusal(25800, 'Invalid merchantLocationKey.');
  if (own(call).some((other) => other.key === key)) throw new Refusal(25803, 'merchantLocationKey already exists.');
  const { merchantLocationStatus, ...content } = call.body;
  requireAddress(content);
  call.world.locations.save({
    id: `${seller.id}/${key}`,
    sellerId: seller.id,
    key,
    content,
    isEnabled: merchantLocationStatus !== 'DISABLED',
  });
  return noContent;
}

/** Postal code and country, or city, state and country. @throws Refusal 25801 */
function requireAddress(content: JsonObject): void {
  const address = objectField(objectField(content, 'location') ?? {}, 'address') ?? {};
  const has = (name: string): boolean => (textField(address, name) ?? '') !== '';
  if (!has('country') || !(has('postalCode') || (has('city') && has('stateOrProvince'))))
    throw new Refusal(25801, 'Missing field address.');
}

function updateLocation(call: Call): Answer {
  const location = locationOf(call);
  call.world.locations.save(Object.assign(location, { content: { ...location.content, ...call.body } }));
  return noContent;
}

const switchTo =
  (isEnabled: boolean) =>
  (call: Call): Answer => {
    call.world.locations.save(Object.assign(locationOf(call), { isEnabled }));
    return ok({});
  };

function deleteLocation(call: Call): Answer {
  call.world.locations.delete(locationOf(call).id);
  return noContent;
}

const route = routesOf({
  base: '/sell/inventory/v1/location',
  resource: 'inventory',
  scopes: ['sell.inventory', 'sell.inventory.readonly'],
});
const write = { scopes: ['sell.inventory'] };

export const locationRoutes = [
  route('locations.list', 'GET ', getLocations),
  route('locations.get', 'GET /*', (call) => ok(view(locationOf(call)))),
  route('locations.create', 'POST /*', createLocation, write),
  route('locations.update', 'POST /*/update_location_details', updateLocation, write),
  route('locations.enable', 'POST /*/enable', switchTo(true), write),
  route('locations.disable', 'POST /*/disable', switchTo(false), write),
  route('locations.delete', 'DELETE /*', deleteLocation, write),
];
