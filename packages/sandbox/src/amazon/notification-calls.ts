import { randomUUID } from 'node:crypto';
import {
  type Answer,
  type Call,
  isObject,
  type JsonObject,
  listOf,
  param,
  requiredObject,
  requiredText,
  sellerOf,
  textField,
} from './call.ts';
import type { Destination, Subscription } from './model.ts';
import { queueArn } from './queue.ts';
import { invalid, notFound, Refusal } from './refusal.ts';

/** Types that Amazon sends into a queue, and those that it hands to EventBridge. */
const queueTypes = [
  'ORDER_CHANGE',
  'FEED_PROCESSING_FINISHED',
  'REPORT_PROCESSING_FINISHED',
  'FBA_INVENTORY_AVAILABILITY_CHANGES',
  'ITEM_INVENTORY_EVENT_CHANGE',
  'SHIPMENT_TRACKING_MILESTONE_CHANGED',
];
const bridgeTypes = ['LISTINGS_ITEM_MFN_QUANTITY_CHANGE', 'LISTINGS_ITEM_STATUS_CHANGE', 'LISTINGS_ITEM_ISSUES_CHANGE'];

function destinationView({ id, name, sqsArn, eventBridge }: Destination): JsonObject {
  const resource = { ...(sqsArn === undefined ? {} : { sqs: { arn: sqsArn } }), ...(eventBridge === undefined ? {} : { eventBridge }) };
  return { destinationId: id, name, resource };
}

export function createDestination(call: Call): Answer {
  const { world } = call;
  const name = requiredText(call.body, 'name', 256);
  const { sqs, eventBridge } = requiredObject(call.body, 'resourceSpecification');
  if (isObject(sqs) === isObject(eventBridge)) throw invalid('resourceSpecification must name one of sqs and eventBridge.');
  const id = randomUUID();
  const destination: Destination = isObject(sqs)
    ? { id, name, sqsArn: readArn(call, sqs) }
    : { id, name, eventBridge: readBridge(call, isObject(eventBridge) ? eventBridge : {}) };
  const same = [...world.destinations.all()].find(
    (one) => one.name === name || (destination.sqsArn !== undefined && one.sqsArn === destination.sqsArn),
  );
  if (same) throw new Refusal(409, 'ResourceExists', 'A destination with this name or resource exists already.');
  return { payload: destinationView(world.destinations.save(destination)) };
}

/** Amazon writes a test into the queue at once; a queue that is not there, or whose policy is missing, is refused. */
function readArn(call: Call, sqs: JsonObject): string {
  const arn = requiredText(sqs, 'arn');
  if (!/^arn:aws:sqs:\S+:\S+:\S+/.test(arn)) throw invalid('The ARN is malformed.');
  if (arn !== queueArn(call.world)) throw invalid('The queue cannot be written to: check its name and its policy.');
  return arn;
}

function readBridge(call: Call, spec: JsonObject): NonNullable<Destination['eventBridge']> {
  const accountId = requiredText(spec, 'accountId');
  const region = requiredText(spec, 'region');
  const { applicationId } = call.world.app;
  return { accountId, region, name: `aws.partner/sellingpartnerapi.amazon.com/${accountId}/${applicationId}` };
}

export function getDestinations(call: Call): Answer {
  return { payload: [...call.world.destinations.all()].map(destinationView) };
}

export function getDestination(call: Call): Answer {
  return { payload: destinationView(destinationOf(call)) };
}

export function deleteDestination(call: Call): Answer {
  const { id } = destinationOf(call);
  for (const subscription of call.world.subscriptions.all()) {
    if (subscription.destinationId === id) throw invalid('The destination is used by a subscription.');
  }
  call.world.destinations.delete(id);
  return {};
}

function destinationOf(call: Call): Destination {
  const destination = call.world.destinations.get(param(call));
  if (!destination) throw notFound('The destination was not found.');
  return destination;
}

const subscriptionView = ({ id, payloadVersion, destinationId, directive }: Subscription): JsonObject => ({
  subscriptionId: id,
  payloadVersion,
  destinationId,
  ...(directive === undefined ? {} : { processingDirective: directive }),
});

function requireType(type: string): string {
  if (!queueTypes.includes(type) && !bridgeTypes.includes(type)) throw invalid(`Notification type ${type} is unknown.`);
  return type;
}

export function createSubscription(call: Call): Answer {
  const { world } = call;
  const seller = sellerOf(call);
  const type = requireType(param(call));
  const destination = world.destinations.get(requiredText(call.body, 'destinationId'));
  if (!destination) throw invalid('The destination does not exist.');
  const isFit = bridgeTypes.includes(type) ? destination.eventBridge !== undefined : destination.sqsArn !== undefined;
  if (!isFit) throw invalid(`${type} cannot be delivered to this kind of destination.`);
  if (find(call, type)) throw new Refusal(409, 'ResourceExists', 'A subscription of this type exists already.');
  const directive = call.body.processingDirective;
  const subscription: Subscription = {
    id: randomUUID(),
    sellerId: seller.id,
    type,
    payloadVersion: textField(call.body, 'payloadVersion') ?? '1.0',
    destinationId: destination.id,
    ...(isObject(directive) ? { directive } : {}),
  };
  return { payload: subscriptionView(world.subscriptions.save(subscription)) };
}

const find = (call: Call, type: string): Subscription | undefined =>
  [...call.world.subscriptions.all()].find((one) => one.sellerId === sellerOf(call).id && one.type === type);

export function getSubscription(call: Call): Answer {
  const subscription = find(call, requireType(param(call)));
  if (!subscription) throw notFound('The subscription was not found.');
  return { payload: subscriptionView(subscription) };
}

export function getSubscriptions(call: Call): Answer {
  const [type, ...more] = listOf(call, 'notificationTypes') ?? [];
  if (type === undefined || more.length > 0) throw invalid('notificationTypes must name exactly one type.');
  const subscription = find(call, requireType(type));
  return { payload: { subscriptions: subscription ? [subscriptionView(subscription)] : [] } };
}

export function getSubscriptionById(call: Call): Answer {
  return { payload: subscriptionView(subscriptionOf(call)) };
}

export function deleteSubscriptionById(call: Call): Answer {
  call.world.subscriptions.delete(subscriptionOf(call).id);
  return {};
}

function subscriptionOf(call: Call): Subscription {
  const subscription = call.world.subscriptions.get(param(call, 1));
  if (!subscription || subscription.type !== requireType(param(call))) throw notFound('The subscription was not found.');
  return subscription;
}
