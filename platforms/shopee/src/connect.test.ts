import { ManualClock, Secret } from '@shopfleet/kernel';
import { noLimit } from '@shopfleet/platform-kit';
import { describe, expect, it } from 'vitest';
import { toGrant } from './connect.ts';
import { createShopee } from './shopee.ts';

const { connect } = createShopee({
  partnerId: 1006789,
  partnerKey: new Secret('key'),
  callbackUrl: 'https://hub.example.com/push',
  limiter: noLimit,
});

describe('consent at Shopee', () => {
  it('begins on its page with our address and state', () => {
    const url = new URL(connect.authorizationUrl({ state: 's&1', redirectUrl: 'https://hub.example.com/back' }));
    expect(url.origin + url.pathname).toBe('https://open.shopee.com/auth');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      partner_id: '1006789',
      auth_type: 'seller',
      redirect_uri: 'https://hub.example.com/back',
      response_type: 'code',
      state: 's&1',
    });
  });

  it('comes back with the shop beside the code', () => {
    expect(connect.readCallback({ code: 'c', shop_id: '226354871', state: 's' })).toEqual({ code: 'c', account: '226354871' });
  });

  it('comes back with the main account, which is told from a shop of the same number', () => {
    expect(connect.readCallback({ code: 'c', main_account_id: '226354871' })).toEqual({ code: 'c', account: 'main:226354871' });
  });

  it.each([
    ['no code', { shop_id: '1' }, /no code/],
    ['no shop', { code: 'c' }, /which shop/],
    ['a shop that is no number', { code: 'c', shop_id: '1 or 2' }, /which shop/],
    ['a main account that is no number', { code: 'c', main_account_id: 'main:5' }, /which shop/],
    ['an error', { error: 'error_auth', message: 'refused' }, /refused/],
  ])('is refused in words when it brings %s', (_what, query, words) => {
    expect(connect.readCallback(query)).toEqual({ denied: expect.stringMatching(words) });
  });

  it('cannot be exchanged for a shop that nobody named', async () => {
    await expect(connect.exchangeCode('c')).rejects.toMatchObject({ kind: 'invalid' });
    await expect(connect.refresh(new Secret('r'))).rejects.toMatchObject({ kind: 'invalid' });
  });
});

describe('a grant', () => {
  const clock = new ManualClock(new Date('2026-11-21T00:00:00Z'));
  const wire = { access_token: 'a', refresh_token: 'r', expire_in: 14_400 };

  it('ends after a span, or at a moment where one is written', () => {
    expect(toGrant(wire, '7', clock).accessExpiresAt).toEqual(new Date('2026-11-21T04:00:00Z'));
    expect(toGrant({ ...wire, expire_in: 1_795_233_600 }, '7', clock).accessExpiresAt).toEqual(new Date(1_795_233_600_000));
  });

  it('belongs to its shop, and is none without token or end', () => {
    expect(toGrant(wire, '7', clock)).toMatchObject({ externalAccountId: '7', scopes: [], refreshExpiresAt: undefined });
    expect(toGrant({ ...wire, refresh_token: '' }, '7', clock).refreshToken).toBeUndefined();
    for (const change of [{ access_token: '' }, { expire_in: 0 }]) {
      expect(() => toGrant({ ...wire, ...change }, '7', clock)).toThrow(expect.objectContaining({ kind: 'outcome-unknown' }));
    }
  });
});
