import { randomUUID } from 'node:crypto';
import { type Answer, type Call, type JsonObject, noContent, objectField, ok, param, textField } from './call.ts';
import type { Subscription } from './model.ts';
import { pageOf } from './notification-paging.ts';
import { instant } from './order-view.ts';
import { Refusal } from './refusal.ts';
import { routesOf } from './route.ts';
import { type Topic, topicOf } from './topics.ts';

type Wanted = Pick<Subscription, 'destinationId' | 'status' | 'schemaVersion'>;

/** One for each topic and destination; a seller's topics hang on the seller whose token asks. */
function createSubscription(call: Call): Answer {
  const { world } = call;
  const topic = topicOf(textField(call.body, 'topicId'));
  if (!topic) throw new Refusal(195027, 'Invalid or missing topic id.');
  const isRightKind = (topic.scope === 'USER') === (call.seller !== undefined);
  if (!isRightKind || !topic.scopes.some((scope) => call.access.scopes.includes(scope))) {
    throw new Refusal(195011, 'Not authorized for this topic.');
  }
  const wanted = readWanted(call, topic);
  for (const other of ownSubscriptions(call)) {
    if (other.topicId === topic.id && other.destinationId === wanted.destinationId)
      throw new Refusal(195012, 'Subscription already exists');
  }
  const subscription: Subscription = {
    id: randomUUID(),
    topicId: topic.id,
    sellerId: call.seller?.id,
    createdAtMs: world.clock.nowMs(),
    ...wanted,
  };
  world.subscriptions.save(subscription);
  const location = `${world.address.url}/commerce/notification/v1/subscription/${subscription.id}`;
  return { status: 201, body: {}, headers: { location } };
}

/** @throws Refusal 195006–195010, 195015 */
function readWanted({ body, world }: Call, topic: Topic): Wanted {
  const status = textField(body, 'status');
  if (status !== 'ENABLED' && status !== 'DISABLED') throw new Refusal(195006, 'Invalid or missing subscription status.');
  const destination = world.destinations.get(textField(body, 'destinationId') ?? '');
  if (!destination) throw new Refusal(195007, 'Invalid or missing destination id.');
  const payload = objectField(body, 'payload') ?? {};
  const schemaVersion = textField(payload, 'schemaVersion') ?? '';
  if (!topic.schemaVersions.includes(schemaVersion)) throw new Refusal(195008, 'Invalid or missing schema version.');
  if (payload.format !== 'JSON') throw new Refusal(195009, 'Specified format is not supported for the topic.');
  if (payload.deliveryProtocol !== 'HTTPS') throw new Refusal(195010, 'Invalid or missing protocol');
  if (status === 'ENABLED' && destination.status !== 'ENABLED') {
    throw new Refusal(195015, 'The subscription cannot be enabled since the destination is not enabled.');
  }
  return { status, destinationId: destination.id, schemaVersion };
}

const ownSubscriptions = (call: Call): Subscription[] =>
  [...call.world.subscriptions.all()].filter(({ sellerId }) => sellerId === call.seller?.id);

function subscriptionOf(call: Call): Subscription {
  const found = ownSubscriptions(call).find(({ id }) => id === param(call));
  if (!found) throw new Refusal(195013, 'The subscription id does not exist.');
  return found;
}

function updateSubscription(call: Call): Answer {
  const subscription = subscriptionOf(call);
  const topic = topicOf(subscription.topicId);
  if (!topic) throw new Refusal(195014, 'The subscription cannot be enabled since the topic or payload is no longer supported.');
  call.world.subscriptions.save(Object.assign(subscription, readWanted(call, topic)));
  return noContent;
}

const setStatus =
  (status: Subscription['status']) =>
  (call: Call): Answer => {
    const subscription = subscriptionOf(call);
    const isUp = call.world.destinations.get(subscription.destinationId)?.status === 'ENABLED';
    if (status === 'ENABLED' && !isUp)
      throw new Refusal(195015, 'The subscription cannot be enabled since the destination is not enabled.');
    call.world.subscriptions.save(Object.assign(subscription, { status }));
    return noContent;
  };

/** Sends an example of the topic to the destination. */
function testSubscription(call: Call): Answer {
  const { topicId, sellerId } = subscriptionOf(call);
  const username = call.seller?.username ?? 'test_user';
  call.world.emit({ topic: topicId, sellerId, data: { user: { userId: sellerId ?? 'ma8vp1jySJC', username }, username } });
  return { status: 202 };
}

/** None of this sandbox's topics can be filtered. */
function createFilter(call: Call): Answer {
  subscriptionOf(call);
  throw new Refusal(195032, 'The specified subscription topic is not filterable.');
}

const view = (subscription: Subscription): JsonObject => ({
  subscriptionId: subscription.id,
  topicId: subscription.topicId,
  status: subscription.status,
  creationDate: instant(subscription.createdAtMs),
  payload: { format: 'JSON', schemaVersion: subscription.schemaVersion, deliveryProtocol: 'HTTPS' },
  destinationId: subscription.destinationId,
});

const writes = ['', 'commerce.notification.subscription'];
const route = routesOf({ base: '/commerce/notification/v1/subscription', resource: 'notification', scopes: writes });
const reads = { scopes: [...writes, 'commerce.notification.subscription.readonly'] };

export const subscriptionRoutes = [
  route('subscriptions.list', 'GET ', (call) => ok(pageOf(call, 'subscriptions', ownSubscriptions(call), view)), reads),
  route('subscriptions.create', 'POST ', createSubscription),
  route('subscriptions.get', 'GET /*', (call) => ok(view(subscriptionOf(call))), reads),
  route('subscriptions.update', 'PUT /*', updateSubscription),
  route('subscriptions.delete', 'DELETE /*', (call) => {
    call.world.subscriptions.delete(subscriptionOf(call).id);
    return noContent;
  }),
  route('subscriptions.enable', 'POST /*/enable', setStatus('ENABLED')),
  route('subscriptions.disable', 'POST /*/disable', setStatus('DISABLED')),
  route('subscriptions.filter', 'POST /*/filter', createFilter),
  route('subscriptions.test', 'POST /*/test', testSubscription),
];
