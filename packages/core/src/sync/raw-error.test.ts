import { PlatformFailure } from '@shopfleet/platform-kit';
import { expect, test } from 'vitest';
import { rawErrorOf } from './raw-error.ts';

test('says what failed, with the code of the marketplace and the cause', () => {
  const cause = new Error('connect ECONNREFUSED 127.0.0.1:4101');
  const failure = new PlatformFailure('unavailable', 'The marketplace did not answer', { vendorCode: '36009003', requestId: 'r-1', cause });
  expect(rawErrorOf(failure)).toBe(
    'PlatformFailure unavailable 36009003 r-1: The marketplace did not answer · caused by Error: connect ECONNREFUSED 127.0.0.1:4101',
  );
  expect(rawErrorOf('plain')).toBe('plain');
});

test.each([
  'GET https://a.test/orders?access_token=TTP_abcDEF123456789&sign=0123456789abcdef failed',
  'header authorization: Bearer eyJhbGciOiJIUzI1NiJ9.abcdefgh.ijklmnop was refused',
  '{"refresh_token":"TTP_abcDEF123456789","x":1}',
  'the key sk4Zb0cP9qL2mN8vR5tY1wX3uA6sD7fG0hJ4kQ2e is not valid',
  'client_secret = abcDEF123456789',
])('keeps the secret of "%s" to itself', (text) => {
  const raw = rawErrorOf(new Error(text));
  expect(raw).toContain('***');
  expect(raw).not.toMatch(/abcDEF123456789|0123456789abcdef|abcdefgh|sk4Zb0/);
});

test('leaves what people need: ids, times, addresses, codes', () => {
  const text =
    'shop shp_01k9q6x8y7z5w4v3t2s1r0q9p8, order 576461413038785752: error 36009003 after 15000 ms at /order/202309/orders/search';
  expect(rawErrorOf(new Error(text))).toBe(`Error: ${text}`);
});

test('stays within 2,000 characters and is one line that a database can hold', () => {
  const raw = rawErrorOf(new Error(`a\0b\n${'\ud800'}${'x '.repeat(5_000)}`));
  expect(raw.length).toBeLessThanOrEqual(2_000);
  expect(raw).not.toMatch(/[\0\n]/);
  expect(raw.isWellFormed()).toBe(true);
});
