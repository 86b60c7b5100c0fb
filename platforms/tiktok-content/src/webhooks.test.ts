import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ManualClock, Secret } from '@shopfleet/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verifyWebhook } from './webhooks.ts';

interface Vector {
  id: string;
  client_secret: string;
  t: number;
  raw_body: string;
  raw_body_base64: string;
  header: string;
}
const { vectors, negative } = JSON.parse(readFileSync(new URL('./fixtures/webhooks.json', import.meta.url), 'utf8')) as {
  vectors: Vector[];
  negative: { id: string; of: string; wrong_s?: string; header?: string; received_at?: number }[];
};

const clientSecret = 'example-client-secret-0000000001';
const atSeconds = 1_793_610_400;

function receive(rawBody: Uint8Array, header: string, nowSeconds = atSeconds, name = 'tiktok-signature') {
  const clock = new ManualClock(new Date(nowSeconds * 1_000));
  return verifyWebhook(
    { clientKey: 'awexampleclientkey', clientSecret: new Secret(clientSecret), clock },
    { headers: { [name]: header }, rawBody },
  );
}

const headerOf = (body: string | Uint8Array, t = atSeconds) =>
  `t=${t},s=${createHmac('sha256', clientSecret).update(`${t}.`).update(body).digest('hex')}`;

function eventOf(body: string) {
  const verdict = receive(Buffer.from(body), headerOf(body));
  if (!verdict.isGenuine) throw new Error(`not genuine: ${verdict.reason}`);
  return verdict.event;
}

const removal = (change: object = {}) =>
  JSON.stringify({
    client_key: 'awexampleclientkey',
    event: 'authorization.removed',
    create_time: 1,
    user_openid: '-000abc',
    content: '{"reason": 1 }',
    ...change,
  });

describe('the signature of an event', () => {
  it.each(vectors)('is accepted for the exact bytes: $id', ({ raw_body_base64, header }) => {
    expect(receive(Buffer.from(raw_body_base64, 'base64'), header).isGenuine).toBe(true);
  });

  it.each(negative.filter(({ received_at }) => received_at === undefined))('is refused: $id', ({ of, wrong_s, header }) => {
    const base = vectors.find(({ id }) => id === of);
    const given = header ?? `t=${base?.t},s=${wrong_s}`;
    expect(receive(Buffer.from(base?.raw_body_base64 ?? '', 'base64'), given)).toEqual({ isGenuine: false, reason: 'signature' });
  });

  it('may be as old as TikTok repeats a delivery, and no older, nor from the future', () => {
    const [first] = vectors;
    const body = Buffer.from(first?.raw_body ?? '');
    const at = first?.t ?? 0;
    const isTaken = (ageSeconds: number) => receive(body, first?.header ?? '', at + ageSeconds).isGenuine;
    expect([0, 301, 72 * 3_600].map(isTaken)).toEqual([true, true, true]);
    expect([74 * 3_600, -301].map(isTaken)).toEqual([false, false]);
  });

  it('is found whatever the case of the header name, the order and the number of its parts', () => {
    const [{ raw_body: body, header } = { raw_body: '', header: '' }] = vectors;
    expect(receive(Buffer.from(body), header, atSeconds, 'TikTok-Signature').isGenuine).toBe(true);
    expect(receive(Buffer.from(body), header.split(',').reverse().join(', ')).isGenuine).toBe(true);
    expect(receive(Buffer.from(body), `v=2,${header}`).isGenuine).toBe(true);
    for (const bad of ['', header.toUpperCase(), header.slice(0, -1), header.replace('t=', 't=x'), header.split(',')[1] ?? ''])
      expect(receive(Buffer.from(body), bad)).toEqual({ isGenuine: false, reason: 'signature' });
  });

  it('changes with every bit of the body', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 60 }), fc.nat(), (body, at) => {
        const changed = Uint8Array.from(body);
        changed[at % body.length] = (changed[at % body.length] ?? 0) ^ 1;
        expect(receive(changed, headerOf(body))).toEqual({ isGenuine: false, reason: 'signature' });
      }),
    );
  });
});

describe('an event of TikTok', () => {
  it('tells that an account ended the authorization', () => {
    expect(eventOf(removal())).toEqual({
      topic: 'authorization.removed',
      dedupeKey: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      externalShopId: '-000abc',
      hint: { kind: 'authorization-ended' },
    });
  });

  it('means nothing when we ended it ourselves, when nobody is named, or when it is about something else', () => {
    for (const change of [{ content: '{"reason":5}' }, { user_openid: undefined }, { event: 'post.publish.complete' }])
      expect(eventOf(removal(change)).hint).toEqual({ kind: 'nothing' });
  });

  it('counts as ended when its inner text cannot be read', () => {
    for (const content of ['', 'not json', '[]', '{"reason":"soon"}'])
      expect(eventOf(removal({ content })).hint).toEqual({ kind: 'authorization-ended' });
  });

  it('is known by what it says, whenever it is signed', () => {
    const keyAt = (t: number, body = removal()) => {
      const verdict = receive(Buffer.from(body), headerOf(body, t));
      return verdict.isGenuine ? verdict.event.dedupeKey : verdict.reason;
    };
    expect(keyAt(atSeconds)).toBe(keyAt(atSeconds - 60));
    expect(keyAt(atSeconds)).not.toBe(keyAt(atSeconds, removal({ create_time: 2 })));
    expect(keyAt(atSeconds)).not.toBe(keyAt(atSeconds, removal({ user_openid: '-000abd' })));
  });

  it('is refused for its body when it is genuine and unreadable, or meant for another app', () => {
    const bodies = ['not json', '[]', '[['.repeat(100_000), '{}', removal({ client_key: 'another' }), removal({ event: '' })];
    for (const body of bodies) expect(receive(Buffer.from(body), headerOf(body))).toEqual({ isGenuine: false, reason: 'body' });
    const noText = Uint8Array.from([0x7b, 0xff, 0x7d]);
    expect(receive(noText, headerOf(noText))).toEqual({ isGenuine: false, reason: 'body' });
  });
});
