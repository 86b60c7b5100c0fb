import { readFileSync } from 'node:fs';
import { Secret } from '@shopfleet/kernel';
import { describe, expect, it } from 'vitest';
import { readNotification } from './notifications.ts';
import { verifyWebhook } from './webhooks.ts';

const fixtures = JSON.parse(readFileSync(new URL('./fixtures/notifications.json', import.meta.url), 'utf8'));
const bytes = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
const orderChange = JSON.parse(fixtures.sqs_message.Body);
const { expected } = fixtures;
const about = {
  topic: 'ORDER_CHANGE',
  dedupeKey: `id:${expected.dedupe_key}`,
  externalShopId: `${expected.seller_id}:${expected.marketplace_id}`,
  hint: { kind: 'order', externalOrderIds: [expected.order_id] },
};

/** Every name with a small first letter, as the newer types are written. */
const inCamelCase = (text: string) =>
  text.replace(/"([A-Z])(\w*)":/g, (_all, first: string, rest: string) => `"${first.toLowerCase()}${rest}":`);

const listingEvent = (type: string, more: object) => ({
  NotificationVersion: '1.0',
  NotificationType: type,
  Payload: { SellerId: 'A2TESTSELLER01', Sku: 'NLS-SHOES-03', ...more },
  NotificationMetadata: { NotificationId: 'n-1' },
});

describe('an event of Amazon', () => {
  it('is read from the queue in both spellings, and out of an EventBridge envelope', () => {
    const { Body } = fixtures.sqs_message;
    expect(readNotification(bytes(Body))).toEqual(about);
    expect(readNotification(bytes(inCamelCase(Body)))).toEqual(about);
    expect(readNotification(bytes({ ...fixtures.eventbridge_event, detail: orderChange }))).toEqual(about);
  });

  it('about an order that Amazon ships from its own stock concerns nobody', () => {
    const changed = bytes(fixtures.sqs_message.Body.replace('"FulfillmentType":"MFN"', '"FulfillmentType":"AFN"'));
    expect(readNotification(changed)?.hint).toEqual({ kind: 'nothing' });
  });

  it('about a listing leads to it where a marketplace is named', () => {
    const named = listingEvent('LISTINGS_ITEM_STATUS_CHANGE', { MarketplaceId: 'ATVPDKIKX0DER', Status: ['BUYABLE'] });
    expect(readNotification(bytes(named))).toMatchObject({
      externalShopId: 'A2TESTSELLER01:ATVPDKIKX0DER',
      hint: { kind: 'listing', externalListingId: 'NLS-SHOES-03' },
    });
    const nameless = listingEvent('LISTINGS_ITEM_MFN_QUANTITY_CHANGE', { Quantity: 99 });
    expect(readNotification(bytes(nameless))).toMatchObject({ externalShopId: 'A2TESTSELLER01', hint: { kind: 'nothing' } });
  });

  it('of another kind is accepted and means nothing', () => {
    expect(readNotification(bytes(fixtures.feed_finished_camel_case))).toEqual({
      topic: 'FEED_PROCESSING_FINISHED',
      dedupeKey: 'id:7c9e6679-7425-40de-944b-e07fc1f90ae7',
      externalShopId: 'A2TESTSELLER01',
      hint: { kind: 'nothing' },
    });
  });

  it('is known by its bytes when it has no id', () => {
    const one = readNotification(bytes('{"NotificationType":"ORDER_CHANGE","Payload":{}}'));
    expect(one?.dedupeKey).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it.each(['not json', '[]', '{}', '"text"', '[['.repeat(50_000)])('is none when it is %.20s', (body) => {
    expect(readNotification(bytes(body))).toBeUndefined();
  });
});

describe('a post of EventBridge', () => {
  const eventKey = new Secret('k-1234');
  const rawBody = bytes({ ...fixtures.eventbridge_event, detail: orderChange });

  it('is genuine with the key, whatever the case of the header', () => {
    expect(verifyWebhook(eventKey, { headers: { 'X-Api-Key': 'k-1234' }, rawBody })).toEqual({ isGenuine: true, event: about });
  });

  it('is refused before anybody reads it without the key, with another, and where none is set up', () => {
    const refused = { isGenuine: false, reason: 'signature' };
    expect(verifyWebhook(eventKey, { headers: {}, rawBody })).toEqual(refused);
    expect(verifyWebhook(eventKey, { headers: { 'x-api-key': 'k-1235' }, rawBody: bytes('not json') })).toEqual(refused);
    expect(verifyWebhook(undefined, { headers: { 'x-api-key': '' }, rawBody })).toEqual(refused);
  });

  it('is refused for its body when nobody can read it', () => {
    const verdict = verifyWebhook(eventKey, { headers: { 'x-api-key': 'k-1234' }, rawBody: Uint8Array.from([0x7b, 0xff, 0x7d]) });
    expect(verdict).toEqual({ isGenuine: false, reason: 'body' });
  });
});
