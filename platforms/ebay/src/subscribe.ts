import { PlatformFailure, type ShopAccess } from '@shopfleet/platform-kit';
import type { NotificationOptions } from './challenge.ts';
import type { CallAccess, EbayClient } from './client.ts';
import { ensureDestination } from './destination.ts';
import { endpoints } from './endpoints.ts';
import { manifest } from './manifest.ts';
import { readAll } from './notification-pages.ts';
import { json, nothing } from './read-answer.ts';
import { subscriptionsSchema, topicSchema, type WireTopic } from './wire/event.ts';

/** Asks eBay to send a shop's events; whatever is there already stays, so that it can be repeated. */
export function createSubscribe(client: EbayClient, notification: NotificationOptions): (access: ShopAccess) => Promise<void> {
  return async (access) => {
    const destinationId = await ensureDestination(client, notification);
    for (const topicId of manifest.webhookTopics) await follow(client, access, { topicId, destinationId }).catch(unlessNotOurs(topicId));
  };
}

/** A topic of the application is followed by the application, a topic of sellers by each of them; the wrong token is refused. */
async function follow(client: EbayClient, access: ShopAccess, { topicId, destinationId }: { topicId: string; destinationId: string }) {
  const topic = await findTopic(client, topicId);
  if (!topic) return;
  const who: CallAccess = topic.scope === 'USER' ? access : 'application';
  const body = { status: 'ENABLED', destinationId, payload: payloadOf(topic) };
  const put = (subscription: string) => client.call(who, endpoints.putSubscription, { path: { subscription }, body, answer: nothing });
  const known = await subscriptionsOf(client, who, topicId);
  const here = known.find((one) => one.destinationId === destinationId);
  if (here) {
    if (here.status !== 'ENABLED') await put(here.subscriptionId);
    return;
  }
  const isMade = await client
    .call(who, endpoints.createSubscription, { body: { topicId, ...body }, answer: nothing })
    .then(() => true, falseWhenThere);
  if (isMade) return;
  // Somebody was faster, or eBay keeps one for each topic and it leads elsewhere: to an earlier address of ours.
  const [other] = await subscriptionsOf(client, who, topicId);
  if (other && (other.destinationId !== destinationId || other.status !== 'ENABLED')) await put(other.subscriptionId);
}

async function subscriptionsOf(client: EbayClient, who: CallAccess, topic: string) {
  const all = await readAll(client, who, endpoints.getSubscriptions, subscriptionsSchema, (page) => page.subscriptions);
  return all.filter(({ topicId }) => topicId === topic);
}

/** Which topics there are differs from keyset to keyset; what one does not have is found by polling. */
async function findTopic(client: EbayClient, topic: string): Promise<WireTopic | undefined> {
  try {
    return await client.call('application', endpoints.getTopic, { path: { topic }, answer: json(topicSchema) });
  } catch (error) {
    if (error instanceof PlatformFailure && error.kind === 'not-found') return undefined;
    throw error;
  }
}

/** The oldest version that is not on its way out: what it holds is known. */
export function payloadOf({ supportedPayloads }: WireTopic): { format: string; schemaVersion: string; deliveryProtocol: string } {
  const versions = supportedPayloads.filter(({ deprecated }) => deprecated !== true).map(({ schemaVersion }) => schemaVersion);
  const schemaVersion = versions.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))[0] ?? '1.0';
  return { format: 'JSON', schemaVersion, deliveryProtocol: 'HTTPS' };
}

/** Without this one the hub would hear of nothing; the others may be set up in the developer portal instead. */
const wantedTopic = 'ORDER_CONFIRMATION';
const notAuthorized = '195011';
const unlessNotOurs = (topicId: string) => (error: unknown) => {
  if (!(error instanceof PlatformFailure) || error.vendorCode !== notAuthorized || topicId === wantedTopic) throw error;
};

const alreadyThere = '195012';
function falseWhenThere(error: unknown): false {
  if (error instanceof PlatformFailure && error.vendorCode === alreadyThere) return false;
  throw error;
}
