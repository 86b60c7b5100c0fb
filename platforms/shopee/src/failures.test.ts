import { describe, expect, it } from 'vitest';
import { nextQuotaAt, refusalFailure, statusFailure, tokenFailure } from './failures.ts';

const now = new Date('2026-11-21T12:00:00Z');
const read = (code: string, message = '') => refusalFailure({ code, message, requestId: 'r', isRead: true, now });
const write = (code: string, message = '') => refusalFailure({ code, message, requestId: 'r', isRead: false, now });
const token = (code: string, message = '') => tokenFailure({ code, message, requestId: 'r', isRead: false, now });

describe('a refusal', () => {
  it.each([
    ['error_rate_limit', 'rate-limited'],
    ['invalid_acceess_token', 'auth-expired'],
    ['shop_no_linked', 'auth-expired'],
    ['error_sign', 'forbidden'],
    ['source_ip_undeclared', 'forbidden'],
    ['error_param', 'invalid'],
    ['error.param', 'invalid'],
    ['order.order_list_invalid_time', 'invalid'],
    ['error_not_found', 'not-found'],
    ['logistics.invalid_error', 'not-found'],
    ['order.error_limit', 'conflict'],
    ['logistics.error_limit', 'conflict'],
    ['order. error_param', 'unsupported'],
    [' logistics.package_already_shipped', 'conflict'],
    ['logistics.ship_order_need_pacakge_number', 'conflict'],
    ['product.error_item_uneditable', 'conflict'],
    ['logistics.ship_order_pff_init', 'unsupported'],
  ] as const)('%s is %s, wherever it comes', (code, kind) => {
    expect([read(code).kind, write(code).kind]).toEqual([kind, kind]);
  });

  it('may hide an effect when Shopee broke inside: never repeat such a write', () => {
    for (const code of ['error_server', 'error_inner', 'common.error_network', 'logistics.error_timeout', 'error_other']) {
      expect([read(code).kind, write(code).kind]).toEqual(['unavailable', 'outcome-unknown']);
    }
  });

  it('tells the three meanings of error_auth apart', () => {
    expect(read('error_auth', 'Invalid access_token.').kind).toBe('auth-expired');
    expect(read('error_auth', 'Invalid partner_id or shopid').kind).toBe('forbidden');
    expect(read('error_auth', 'No permission to current api.').kind).toBe('forbidden');
    expect(write('error_auth', 'Lack of location_id, please double check.').kind).toBe('invalid');
    expect(write('error_auth', 'Total stock must be more than reserved stock.').kind).toBe('invalid');
  });

  it('says when the daily quota begins anew: at midnight in Singapore', () => {
    expect(read('error_limit')).toMatchObject({ kind: 'unavailable', retryAt: new Date('2026-11-21T16:00:00Z') });
    expect(nextQuotaAt(new Date('2026-11-21T16:00:00Z'))).toEqual(new Date('2026-11-22T16:00:00Z'));
  });

  it('is unexpected when a read gets an unknown code, and a refusal when a write does', () => {
    expect([read('brand_new').kind, write('brand_new').kind]).toEqual(['unexpected', 'invalid']);
    for (const code of ['__proto__', 'constructor']) expect(read(code).kind).toBe('unexpected');
  });

  it('shows the words of the platform, its code and its request', () => {
    expect(write('error_busi', 'Nope')).toMatchObject({ vendorCode: 'error_busi', requestId: 'r' });
    expect(write('error_busi', 'Nope').message).toContain('Nope (error_busi)');
    expect(write('error_busi', '-').message).toBe('Shopee refused: error_busi');
  });
});

describe('a refused token call', () => {
  it.each([
    ['error_auth', 'Invalid refresh_token.'],
    ['error_auth', 'Invalid code'],
    ['refresh_token_expired', ''],
    ['error_shop_refresh_token', ''],
    ['shop_access_expired', ''],
    ['shop_no_linked', ''],
    ['invalid_code', ''],
    ['invalid_main_acount_id', ''],
  ])('%s "%s" ends the grant', (code, message) => {
    expect(token(code, message).kind).toBe('forbidden');
  });

  it.each([
    ['error_sign', 'Wrong sign', 'invalid'],
    ['error_param', 'Timestamp is expired', 'invalid'],
    ['error_auth', 'partner_id is invalid', 'invalid'],
    ['error_auth', 'No permission to current api', 'invalid'],
    ['source_ip_undeclared', '', 'invalid'],
    ['brand_new', '', 'invalid'],
    ['shop_banned', '', 'unavailable'],
    ['error_rate_limit', '', 'rate-limited'],
    ['error_server', '', 'outcome-unknown'],
  ])('%s "%s" does not make anybody connect again', (code, message, kind) => {
    expect(token(code, message).kind).toBe(kind);
  });
});

it('an answer that is a page says nothing about the shop', () => {
  expect(statusFailure(403, true).kind).toBe('unavailable');
  expect(statusFailure(429, true).kind).toBe('rate-limited');
  expect([statusFailure(502, true).kind, statusFailure(502, false).kind]).toEqual(['unavailable', 'outcome-unknown']);
  expect([statusFailure(200, true).kind, statusFailure(200, false).kind]).toEqual(['unavailable', 'outcome-unknown']);
});
