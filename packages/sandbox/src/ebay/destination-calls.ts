import { randomUUID } from 'node:crypto';
import { type Answer, type Call, type JsonObject, noContent, objectField, ok, param, textField } from './call.ts';
import { challengeEndpoint } from './challenge.ts';
import type { Destination } from './model.ts';
import { pageOf } from './notification-paging.ts';
import { Refusal } from './refusal.ts';
import { routesOf } from './route.ts';

type Wanted = Pick<Destination, 'name' | 'endpoint' | 'verificationToken'> & { readonly status: 'ENABLED' | 'DISABLED' };

async function createDestination(call: Call): Promise<Answer> {
  const { world } = call;
  if (world.notificationConfig.alertEmail === '') {
    throw new Refusal(195003, 'Please provide configurations required for notifications. Refer to /config');
  }
  const wanted = readWanted(call);
  checkUnique(call, wanted.endpoint);
  await challengeEndpoint(world, wanted.endpoint, wanted.verificationToken);
  // Somebody else may have registered it while the endpoint was asked.
  checkUnique(call, wanted.endpoint);
  const destination = world.destinations.save({ id: randomUUID(), ...wanted, upSinceMs: world.clock.nowMs() });
  const location = `${world.address.url}/commerce/notification/v1/destination/${destination.id}`;
  return { status: 201, body: {}, headers: { location } };
}

/** @throws Refusal 195016–195019; a body of another shape has no endpoint either. */
function readWanted({ body, world }: Call): Wanted {
  const name = textField(body, 'name') ?? '';
  if (name === '' || name.length > 64 || /[<>]/.test(name))
    throw new Refusal(195016, 'Invalid name. Markups or lengths greater than 64 not supported');
  const config = objectField(body, 'deliveryConfig') ?? {};
  const endpoint = textField(config, 'endpoint') ?? '';
  if (!isEndpoint(endpoint, world.settings.allowPlainEndpoints)) throw new Refusal(195017, 'Invalid or missing endpoint.');
  const status = textField(body, 'status');
  if (status !== 'ENABLED' && status !== 'DISABLED') {
    throw new Refusal(195018, 'Invalid or missing destination status. Supported values:[ENABLED,DISABLED]');
  }
  const verificationToken = textField(config, 'verificationToken') ?? '';
  if (!/^[A-Za-z0-9_-]{32,80}$/.test(verificationToken)) {
    throw new Refusal(195019, 'Invalid or missing verification token for this endpoint.');
  }
  return { name, status, endpoint, verificationToken };
}

function isEndpoint(text: string, isPlainAllowed: boolean): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  if (isPlainAllowed) return protocol === 'https:' || protocol === 'http:';
  return protocol === 'https:' && hostname !== 'localhost' && !/^[\d.]+$|^\[/.test(hostname);
}

function checkUnique(call: Call, endpoint: string, except?: string): void {
  for (const other of call.world.destinations.all()) {
    if (other.endpoint === endpoint && other.id !== except) throw new Refusal(195021, 'Destination exists for this endpoint');
  }
}

function destinationOf(call: Call): Destination {
  const found = call.world.destinations.get(param(call));
  if (!found) throw new Refusal(195022, 'Invalid or missing destination id.');
  return found;
}

/** The endpoint is asked again; one that was marked down comes back this way. */
async function updateDestination(call: Call): Promise<Answer> {
  const destination = destinationOf(call);
  const wanted = readWanted(call);
  checkUnique(call, wanted.endpoint, destination.id);
  if (wanted.status === 'ENABLED') await challengeEndpoint(call.world, wanted.endpoint, wanted.verificationToken);
  call.world.destinations.save(Object.assign(destination, wanted, { upSinceMs: call.world.clock.nowMs() }));
  return noContent;
}

function deleteDestination(call: Call): Answer {
  const destination = destinationOf(call);
  for (const { destinationId } of call.world.subscriptions.all()) {
    if (destinationId === destination.id) throw new Refusal(195024, 'Destination is in use and cannot be deleted.');
  }
  call.world.destinations.delete(destination.id);
  return noContent;
}

const view = ({ id, name, status, endpoint, verificationToken }: Destination): JsonObject => ({
  destinationId: id,
  name,
  status,
  deliveryConfig: { endpoint, verificationToken },
});

const route = routesOf({ base: '/commerce/notification/v1/destination', resource: 'notification', scopes: [''] });

export const destinationRoutes = [
  route('destinations.list', 'GET ', (call) => ok(pageOf(call, 'destinations', [...call.world.destinations.all()], view))),
  route('destinations.create', 'POST ', createDestination),
  route('destinations.get', 'GET /*', (call) => ok(view(destinationOf(call)))),
  route('destinations.update', 'PUT /*', updateDestination),
  route('destinations.delete', 'DELETE /*', deleteDestination),
];
