import type { Answer, Call } from './call.ts';
import { Refusal } from './refusal.ts';
import { routesOf } from './route.ts';

/** Only approved developers have the scope. Who gave it to the keyset by a setting learns that no service goes there. */
function refuseQuote(_call: Call): Answer {
  throw new Refusal(90100, 'No shipping services available for the provided addresses.', { status: 409 });
}

function nothingHere(_call: Call): Answer {
  throw new Refusal(90005, 'The resource could not be found.', { status: 404 });
}

const route = routesOf({ base: '/sell/logistics/v1_beta', resource: 'logistics', scopes: ['sell.logistics'] });

export const logisticsRoutes = [
  route('logistics.quote', 'POST /shipping_quote', refuseQuote),
  route('logistics.get-quote', 'GET /shipping_quote/*', nothingHere),
  route('logistics.buy', 'POST /shipment/create_from_shipping_quote', nothingHere),
  route('logistics.shipment', 'GET /shipment/*', nothingHere),
  route('logistics.label', 'GET /shipment/*/download_label_file', nothingHere),
  route('logistics.cancel', 'POST /shipment/*/cancel', nothingHere),
];
