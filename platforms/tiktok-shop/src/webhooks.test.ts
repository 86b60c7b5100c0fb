import { createHmac } from 'node:crypto';
import { Secret } from '@shopfleet/kernel';
import { describe, expect, it } from 'vitest';
import { verifyWebhook } from './webhooks.ts';

const app = { appKey: 'key', appSecret: new Secret('secret') };

function receive(body: string | Uint8Array, headers?: Record<string, string>) {
  const rawBody = typeof body === 'string' ? Buffer.from(body) : body;
  const authorization = createHmac('sha256', 'secret').update('key').update(rawBody).digest('hex');
  return verifyWebhook(app, { rawBody, headers: headers ?? { authorization } });
}

function eventOf(body: string) {
  const verdict = receive(body);
  if (!verdict.isGenuine) throw new Error(`not genuine: ${verdict.reason}`);
  return verdict.event;
}

describe('an event of TikTok Shop', () => {
  it('is a hint to fetch the order, whatever state it names', () => {
    const event = eventOf(
      '{"type":1,"tts_notification_id":"76","shop_id":"74","timestamp":1,"data":{"order_id":"57","order_status":"CANCEL"}}',
    );
    expect(event).toEqual({
      topic: 'ORDER_STATUS_CHANGE',
      dedupeKey: 'id:76',
      externalShopId: '74',
      hint: { kind: 'order', externalOrderIds: ['57'] },
    });
  });

  it('names every order of the packages that changed, once', () => {
    const body =
      '{"type":4,"tts_notification_id":"7","shop_id":"74","data":{"package_list":[{"package_id":"1","order_id_list":["57","58"]},{"package_id":"2","order_id_list":["57"]}]}}';
    expect(eventOf(body).hint).toEqual({ kind: 'order', externalOrderIds: ['57', '58'] });
  });

  it('keeps all digits of a product id that is written as a number', () => {
    const body =
      '{"type":5,"tts_notification_id":"7","shop_id":"74","data":{"product_id":1729592969712207008,"status":"PRODUCT_STATUS_CHANGED"}}';
    expect(eventOf(body).hint).toEqual({ kind: 'listing', externalListingId: '1729592969712207008' });
  });

  it('is known by its bytes when it has no id', () => {
    const one = eventOf('{"type":3,"shop_id":"74","data":{"order_id":"57"}}');
    const other = eventOf('{"type":3,"shop_id":"74","data":{"order_id":"58"}}');
    expect(one.dedupeKey).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(one.dedupeKey).toBe(eventOf('{"type":3,"shop_id":"74","data":{"order_id":"57"}}').dedupeKey);
    expect(one.dedupeKey).not.toBe(other.dedupeKey);
  });

  it('is read with or without the envelope where the platform shows both', () => {
    expect(eventOf('{"type":68,"event_id":"e1","product_id":"17","sku_id":"18"}').hint).toEqual({
      kind: 'listing',
      externalListingId: '17',
    });
    expect(eventOf('{"type":68,"shop_id":"74","data":{"product_id":"17"}}').hint).toEqual({ kind: 'listing', externalListingId: '17' });
  });

  it('tells when the seller ended the authorization, and when it will end', () => {
    expect(eventOf('{"type":6,"shop_id":"74","data":{"message":"x"}}').hint).toEqual({ kind: 'authorization-ended' });
    expect(eventOf('{"type":7,"shop_id":"74","data":{"message":"x"}}').hint).toEqual({ kind: 'authorization-ending' });
  });

  it('is accepted and means nothing when its type is not known', () => {
    expect(eventOf('{"type":9999,"shop_id":"74","data":{"order_id":"57"}}')).toMatchObject({
      topic: 'TYPE_9999',
      hint: { kind: 'nothing' },
    });
    expect(eventOf('{"type":1,"shop_id":"74","data":null}').hint).toEqual({ kind: 'nothing' });
  });

  it('is refused for its signature before anybody reads it', () => {
    expect(receive('not json', { authorization: 'f'.repeat(64) })).toEqual({ isGenuine: false, reason: 'signature' });
    expect(receive('{}', {})).toEqual({ isGenuine: false, reason: 'signature' });
  });

  it('is refused for its body when it is genuine and unreadable', () => {
    for (const body of ['not json', '[]', '"text"', '[['.repeat(100_000), Uint8Array.from([0x7b, 0xff, 0x7d])]) {
      expect(receive(body)).toEqual({ isGenuine: false, reason: 'body' });
    }
  });

  it('finds the signature whatever the case of the header name', () => {
    const body = Buffer.from('{"type":1}');
    const signature = createHmac('sha256', 'secret').update('key').update(body).digest('hex');
    expect(verifyWebhook(app, { rawBody: body, headers: { Authorization: signature } }).isGenuine).toBe(true);
  });
});
