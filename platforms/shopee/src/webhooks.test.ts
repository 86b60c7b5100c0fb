import { createHmac } from 'node:crypto';
import { Secret } from '@shopfleet/kernel';
import { describe, expect, it } from 'vitest';
import { verifyWebhook } from './webhooks.ts';

const app = { callbackUrl: 'https://hub.example.com/push?a=1', partnerKey: new Secret('key') };

function receive(body: string | Uint8Array, headers?: Record<string, string>) {
  const rawBody = typeof body === 'string' ? Buffer.from(body) : body;
  const authorization = createHmac('sha256', 'key').update(`${app.callbackUrl}|`).update(rawBody).digest('hex');
  return verifyWebhook(app, { rawBody, headers: headers ?? { authorization } });
}

function eventOf(push: object) {
  const verdict = receive(JSON.stringify(push));
  if (!verdict.isGenuine) throw new Error(`not genuine: ${verdict.reason}`);
  return verdict.event;
}

const order = {
  data: { ordersn: '220810QSK8S7BX', status: 'PROCESSED', update_time: 1660123127 },
  shop_id: 727720655,
  code: 3,
  timestamp: 1,
};

describe('a push of Shopee', () => {
  it('is a hint to fetch the order, whatever state it names', () => {
    expect(eventOf(order)).toEqual({
      topic: 'ORDER_STATUS',
      dedupeKey: '3:727720655:220810QSK8S7BX:PROCESSED:1660123127',
      externalShopId: '727720655',
      hint: { kind: 'order', externalOrderIds: ['220810QSK8S7BX'] },
    });
  });

  it.each([
    [4, { ordersn: 'A', package_number: 'OFG1', tracking_no: 'T1' }],
    [15, { ordersn: 'A', package_number: 'OFG1', status: 'READY' }],
    [15, { order_sn: 'A', package_number: 'OFG1', status: 'READY' }],
    [29, { order_sn: 'A', return_sn: 'R1', updated_values: [] }],
    [30, { ordersn: 'A', package_number: 'OFG1', fulfillment_status: 'LOGISTICS_READY', update_time: 5 }],
    [47, { order_sn: 'A', package_number: 'OFG1', update_time: 5 }],
  ])('of code %i names its order in either spelling', (code, data) => {
    expect(eventOf({ code, shop_id: 7, timestamp: 9, data }).hint).toEqual({ kind: 'order', externalOrderIds: ['A'] });
  });

  it('is the same event when it comes again, and another one when anything of it differs', () => {
    const keyOf = (change: object) => eventOf({ ...order, ...change }).dedupeKey;
    expect(keyOf({ timestamp: 2 })).toBe(keyOf({}));
    const others = [
      { code: 30 },
      { shop_id: 8 },
      { data: { ...order.data, status: 'SHIPPED' } },
      { data: { ...order.data, update_time: 1660123128 } },
      { data: { ...order.data, ordersn: 'B' } },
    ];
    expect(new Set([{}, ...others].map(keyOf)).size).toBe(others.length + 1);
  });

  it('names the product whose stock, price or state changed', () => {
    const hint = { kind: 'listing', externalListingId: '9007199254740993' };
    const body = '{"code":8,"shop_id":7,"timestamp":9,"data":{"item_id":9007199254740993,"variation_id":2,"update_time":3}}';
    const verdict = receive(body);
    expect(verdict).toMatchObject({ isGenuine: true, event: { topic: 'RESERVED_STOCK', hint } });
    expect(eventOf({ code: 22, shop_id: 7, timestamp: 9, data: { item_id: 5 } }).hint).toEqual({ kind: 'listing', externalListingId: '5' });
  });

  it('says that consent ended or will end, with the shop inside', () => {
    for (const data of [{ shop_id: 7 }, { shopid: 7 }, { shop_id_list: [7] }]) {
      expect(eventOf({ code: 2, partner_id: 1, timestamp: 9, data })).toMatchObject({
        externalShopId: '7',
        hint: { kind: 'authorization-ended' },
      });
    }
    for (const shop_expire_soon of [[7], [{ shop_id: 7 }]]) {
      expect(eventOf({ code: 12, partner_id: 1, timestamp: 9, data: { shop_expire_soon } })).toMatchObject({
        externalShopId: '7',
        hint: { kind: 'authorization-ending' },
      });
    }
  });

  it('names all shops of a main account, each once', () => {
    const about = { externalShopId: '7', otherShopIds: ['8', '9'] };
    const ended = { shop_id_list: [7, 8, 9, 8], main_account_id: 5 };
    expect(eventOf({ code: 2, partner_id: 1, timestamp: 9, data: ended })).toMatchObject({
      ...about,
      hint: { kind: 'authorization-ended' },
    });
    for (const shop_expire_soon of [
      [7, 8, 9],
      [{ shop_id: 7 }, { shop_id: 8 }, { shop_id: 9 }],
    ]) {
      const event = eventOf({ code: 12, partner_id: 1, timestamp: 9, data: { shop_expire_soon } });
      expect(event).toMatchObject({ ...about, hint: { kind: 'authorization-ending' } });
    }
  });

  it('is accepted and means nothing when its code is not known', () => {
    const event = eventOf({ code: 9999, shop_id: 7, timestamp: 9, data: { ordersn: 'A' } });
    expect(event).toMatchObject({ topic: 'CODE_9999', hint: { kind: 'nothing' } });
    expect(eventOf({ code: 5, shop_id: 7, timestamp: 9, data: { title: 'x' } }).dedupeKey).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it('may ask, unsigned, whether the address is there; nothing else may come unsigned', () => {
    const question = { code: 0, data: { verify_info: 'This is a Verification message.' } };
    expect(receive(JSON.stringify(question), {})).toMatchObject({
      isGenuine: true,
      event: { topic: 'VERIFICATION', hint: { kind: 'nothing' } },
    });
    for (const other of [order, { ...question, shop_id: 7 }, { code: 0, data: {} }, { ...question, padding: 'x'.repeat(600) }]) {
      expect(receive(JSON.stringify(other), {})).toEqual({ isGenuine: false, reason: 'signature' });
    }
  });

  it('is refused for its signature before anybody reads it', () => {
    expect(receive('not json', { authorization: 'f'.repeat(64) })).toEqual({ isGenuine: false, reason: 'signature' });
    expect(receive('{}', {})).toEqual({ isGenuine: false, reason: 'signature' });
  });

  it('is refused for its body when it is genuine and unreadable', () => {
    for (const body of ['not json', '[]', '"text"', '{}', '[['.repeat(100_000), Uint8Array.from([0x7b, 0xff, 0x7d])]) {
      expect(receive(body)).toEqual({ isGenuine: false, reason: 'body' });
    }
  });
});
