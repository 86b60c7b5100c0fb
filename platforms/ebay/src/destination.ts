import { PlatformFailure } from '@shopfleet/platform-kit';
import type { NotificationOptions } from './challenge.ts';
import type { EbayClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { readAll } from './notification-pages.ts';
import { createdId, nothing } from './read-answer.ts';
import { destinationsSchema } from './wire/event.ts';

const name = 'hub';

/** The id of our address at eBay: found, switched on again, or made. eBay challenges the address while it is being made. */
export async function ensureDestination(client: EbayClient, notification: NotificationOptions): Promise<string> {
  await ensureConfig(client, notification);
  const { endpoint, verificationToken } = notification;
  const body = { name, status: 'ENABLED', deliveryConfig: { endpoint, verificationToken } };
  const found = await findDestination(client, endpoint);
  if (!found) {
    const made = await client.call('application', endpoints.createDestination, { body, answer: createdId }).catch(undefinedWhenThere);
    const id = made ?? (await findDestination(client, endpoint))?.destinationId;
    if (id === undefined) throw new PlatformFailure('outcome-unknown', 'eBay took the address for events and does not show it');
    return id;
  }
  if (found.status !== 'ENABLED') {
    const path = { destination: found.destinationId };
    await client.call('application', endpoints.putDestination, { path, body, answer: nothing });
  }
  return found.destinationId;
}

/** Before it has an e-mail address for alerts, eBay takes no destination. */
async function ensureConfig(client: EbayClient, { alertEmail }: NotificationOptions): Promise<void> {
  try {
    await client.call('application', endpoints.getConfig, { answer: nothing });
  } catch (error) {
    if (!(error instanceof PlatformFailure) || error.kind !== 'not-found') throw error;
    if (!alertEmail) {
      const text = 'eBay sends events only after it was given an e-mail address for alerts; set one for this hub';
      throw new PlatformFailure('invalid', text, { fields: ['alertEmail'], cause: error });
    }
    await client.call('application', endpoints.putConfig, { body: { alertEmail }, answer: nothing });
  }
}

async function findDestination(client: EbayClient, endpoint: string) {
  const all = await readAll(client, 'application', endpoints.getDestinations, destinationsSchema, (page) => page.destinations);
  return all.find(({ deliveryConfig }) => deliveryConfig?.endpoint === endpoint);
}

/** Another process was faster. */
const alreadyRegistered = '195021';
function undefinedWhenThere(error: unknown): undefined {
  if (error instanceof PlatformFailure && error.vendorCode === alreadyRegistered) return undefined;
  throw error;
}
