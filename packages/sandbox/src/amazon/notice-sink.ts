import { EventTricks } from '../stage/event-tricks.ts';
import { isObject, isoOf, type JsonObject } from './call.ts';
import type { Courier, NoticeRecord } from './courier.ts';
import { camelCased } from './event-view.ts';
import type { Subscription } from './model.ts';
import { isAuthorized } from './tokens.ts';
import type { Notice, World } from './world.ts';

/** Orders and listings write their names with capitals, the others do not. */
const isCapital = (type: string): boolean => type === 'ORDER_CHANGE' || type.startsWith('LISTINGS_');

/** Turns what happened into notifications for whoever subscribed, and plays the tricks that are switched on. */
export class NoticeSink {
  readonly #world: World;
  readonly #tricks: EventTricks<NoticeRecord>;

  constructor(world: World, courier: Courier) {
    this.#world = world;
    this.#tricks = new EventTricks(world, courier);
  }

  emit(notice: Notice): void {
    const { world } = { world: this.#world };
    if (!isAuthorized(world, notice.sellerId)) return;
    const notificationId = world.identifiers.uuid();
    const subscriptions = [...world.subscriptions.all()].filter((one) => one.sellerId === notice.sellerId && one.type === notice.type);
    for (const subscription of subscriptions.filter((one) => passes(one, notice))) {
      if (world.destinations.get(subscription.destinationId)?.sqsArn === undefined) continue;
      const body = this.#envelope(notice, notificationId, subscription.id);
      this.#tricks.send(this.#record(notice, notificationId, 'queue', JSON.stringify(body)), notice.type);
    }
    // The customer's own rule in AWS passes on everything that reaches the account.
    if (world.settings.webhookUrl === '' || !subscriptions.every((one) => passes(one, notice))) return;
    const envelope = this.#envelope(notice, notificationId, subscriptions[0]?.id ?? '5d1f4a6e-1111-4222-8333-944455566677');
    const body = JSON.stringify(this.#bridged(notice.type, envelope));
    this.#tricks.send(this.#record(notice, notificationId, world.settings.webhookUrl, body), notice.type);
  }

  #record(notice: Notice, notificationId: string, url: string, body: string): NoticeRecord {
    return { notificationId, type: notice.type, sellerId: notice.sellerId, url, body, attempts: 0, outcome: 'sending' };
  }

  #envelope(notice: Notice, notificationId: string, subscriptionId: string): JsonObject {
    const { app, clock, settings } = this.#world;
    const now = isoOf(clock.nowMs());
    const envelope = {
      NotificationVersion: isCapital(notice.type) ? '1.0' : notice.payloadVersion,
      NotificationType: notice.type,
      PayloadVersion: notice.payloadVersion,
      EventTime: now,
      Payload: notice.payload,
      NotificationMetadata: {
        ApplicationId: app.applicationId,
        SubscriptionId: subscriptionId,
        PublishTime: now,
        NotificationId: notificationId,
      },
    };
    if (isCapital(notice.type) && settings.eventSpelling === 'documented') return envelope;
    const camel = camelCased(envelope);
    return isObject(camel) ? camel : envelope;
  }

  /** As EventBridge hands it to an API destination; that `detail` is the whole notification is assumed. */
  #bridged(type: string, detail: JsonObject): JsonObject {
    const { app, aws, clock, identifiers } = this.#world;
    return {
      version: '0',
      id: identifiers.uuid(),
      'detail-type': type,
      source: `aws.partner/sellingpartnerapi.amazon.com/${aws.accountId}/${app.applicationId}`,
      account: aws.accountId,
      time: isoOf(clock.nowMs()),
      region: aws.awsRegion,
      resources: [],
      detail,
    };
  }
}

/** The filter of a subscription; what it does not name passes. */
function passes({ directive }: Subscription, notice: Notice): boolean {
  const filter = directive?.eventFilter;
  if (!isObject(filter)) return true;
  const allows = (list: unknown, value: string | undefined): boolean =>
    !Array.isArray(list) || value === undefined || list.length === 0 || list.includes(value);
  return allows(filter.marketplaceIds, notice.marketplaceId) && allows(filter.orderChangeTypes, notice.orderChangeType);
}
