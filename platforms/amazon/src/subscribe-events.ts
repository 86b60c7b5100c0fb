import { PlatformFailure, type ShopAccess } from '@shopfleet/platform-kit';
import type { AmazonClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import type { Login } from './login.ts';
import { destinationSchema, destinationsSchema, subscriptionSchema } from './wire/notification-setup.ts';
import { nothingSchema } from './wire/shapes.ts';

interface Deps {
  readonly client: AmazonClient;
  readonly login: Login;
  readonly queueArn: string;
}

const notificationType = 'ORDER_CHANGE';

/**
 * Asks Amazon to put a seller's order events into the queue; safe to repeat. The queue is known to Amazon once for the application in
 * each region (`destination`), the events once for a seller with all marketplaces (`subscription`).
 */
export async function subscribeEvents({ client, login, queueArn }: Deps, access: ShopAccess): Promise<void> {
  const seller = client.placeOf(access);
  const application = {
    owner: 'app',
    baseUrl: seller.baseUrl,
    token: (refused?: Parameters<typeof seller.token>[0]) => login.grantlessToken(refused),
  };
  const path = { notificationType };

  const findDestination = async () => {
    const all = await client.call(application, endpoints.destinations, { data: destinationsSchema });
    return all.find(({ resource }) => resource?.sqs?.arn === queueArn)?.destinationId;
  };
  const makeDestination = async () => {
    const body = { name: queueArn.slice(queueArn.lastIndexOf(':') + 1).slice(0, 256), resourceSpecification: { sqs: { arn: queueArn } } };
    return (await client.call(application, endpoints.createDestination, { body, data: destinationSchema })).destinationId;
  };
  const destinationId = (await findDestination()) ?? (await unlessThere(makeDestination)) ?? (await findDestination());
  if (destinationId === undefined) throw new PlatformFailure('conflict', 'Amazon says that it knows the queue, and does not show it');

  const subscribed = await client.call(seller, endpoints.getSubscription, { path, data: subscriptionSchema }).catch(noneWhenUnknown);
  if (subscribed?.destinationId === destinationId) return;
  if (subscribed) {
    // It leads to an older queue, and Amazon keeps one for each type.
    const { subscriptionId } = subscribed;
    await client.call(application, endpoints.deleteSubscription, { path: { ...path, subscriptionId }, data: nothingSchema });
  }
  const eventFilter = { eventFilterType: notificationType, orderChangeTypes: ['OrderStatusChange', 'BuyerRequestedChange'] };
  const body = { payloadVersion: '1.0', destinationId, processingDirective: { eventFilter } };
  await unlessThere(() => client.call(seller, endpoints.createSubscription, { path, body, data: subscriptionSchema }));
}

/** Undefined when it exists already: somebody else was faster. */
async function unlessThere<T>(make: () => Promise<T>): Promise<T | undefined> {
  try {
    return await make();
  } catch (error) {
    if (error instanceof PlatformFailure && error.kind === 'conflict') return undefined;
    throw error;
  }
}

function noneWhenUnknown(error: unknown): undefined {
  if (error instanceof PlatformFailure && error.kind === 'not-found') return undefined;
  throw error;
}
