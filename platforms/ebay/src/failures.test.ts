import { PlatformFailure } from '@shopfleet/platform-kit';
import { describe, expect, it } from 'vitest';
import { json, lastPathPart, readAnswer } from './read-answer.ts';
import { readFixture } from './test/fixtures.ts';
import { errorsSchema } from './wire/error.ts';

interface ErrorCase {
  readonly status: number;
  readonly body: { readonly errors: readonly { readonly errorId: number; readonly message: string }[] } | null;
  readonly decision: string;
}
const { errors, locations } = readFixture<{ errors: ErrorCase[]; locations: { id: string; location: string; fulfillment_id: string }[] }>(
  'answers.json',
);

function failureOf(status: number, body: unknown, isRead = true): PlatformFailure {
  const bytes = body === null ? Buffer.alloc(0) : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  try {
    readAnswer({ status, headers: { 'x-ebay-c-request-id': 'r1' }, body: bytes }, isRead, json(errorsSchema));
  } catch (error) {
    if (error instanceof PlatformFailure) return error;
    throw error;
  }
  throw new Error('was expected to fail');
}
const refusal = (errorId: number, category = 'REQUEST') => ({ errors: [{ errorId, domain: 'x', category, message: 'Said so' }] });

const kinds: Readonly<Record<string, string>> = {
  'refresh token once, then ask for a new consent': 'auth-expired',
  'refresh once (Inventory answers this for an expired token); if it persists, missing scope: ask for a new consent': 'auth-expired',
  'stop until the reset time from getRateLimits': 'rate-limited',
  'bug in the client: set Accept-Language and Content-Language': 'invalid',
  'retry with back-off': 'unavailable',
  'not found, do not retry': 'not-found',
  'on publish: check marketplace eligibility, policies and location before concluding that the offer is gone': 'not-found',
  'edge answered before the API: a POST without a body; send {}': 'unexpected',
  'bug in the client: limit above 200': 'invalid',
};

describe('a refusal of eBay', () => {
  it.each(errors)('is told apart as advised: $status, $decision', ({ status, body, decision }) => {
    const failure = failureOf(status, body);
    expect(failure.kind).toBe(kinds[decision]);
    expect(failure.requestId).toBe('r1');
    const first = body?.errors[0];
    if (first)
      expect([failure.vendorCode, failure.message]).toEqual([String(first.errorId), expect.stringContaining(`(error ${first.errorId})`)]);
  });

  it('leaves the outcome of a write unknown when eBay broke inside', () => {
    expect(failureOf(500, refusal(30500, 'APPLICATION'), false).kind).toBe('outcome-unknown');
    expect(failureOf(503, 'Bad gateway', false).kind).toBe('outcome-unknown');
    expect(failureOf(500, refusal(99999, 'APPLICATION'), true).kind).toBe('unavailable');
  });

  it('says of two writes at once that this one did nothing', () => {
    expect(failureOf(500, refusal(25025, 'APPLICATION'), false).kind).toBe('unavailable');
  });

  it('goes by the status when the number is not known, and by the category when both say little', () => {
    expect(failureOf(409, refusal(99999)).kind).toBe('conflict');
    expect(failureOf(404, refusal(99999)).kind).toBe('not-found');
    expect(failureOf(400, refusal(99999, 'BUSINESS')).kind).toBe('conflict');
    expect(failureOf(400, refusal(99999)).kind).toBe('invalid');
  });

  it.each([
    [400, 'invalid_grant', 'forbidden'],
    [401, 'invalid_client', 'forbidden'],
    [400, 'invalid_scope', 'forbidden'],
    [400, 'unsupported_grant_type', 'invalid'],
    [500, 'server_error', 'unavailable'],
    [429, 'too_many', 'rate-limited'],
    [400, 'constructor', 'invalid'],
  ])('to give a token is read as well: %i %s', (status, error, kind) => {
    expect(failureOf(status, { error, error_description: 'Said so' }).kind).toBe(kind);
  });

  it('is no success when its body has another shape', () => {
    expect(failureOf(200, '{}', false).kind).toBe('outcome-unknown');
    expect(failureOf(200, '{}', true).kind).toBe('unexpected');
    expect(failureOf(200, '<html>', true).kind).toBe('unexpected');
  });
});

it.each(locations)('reads what was made from its address: $id', ({ location, fulfillment_id }) => {
  expect(lastPathPart(location)).toBe(fulfillment_id);
});

it('reads no id from an address that has none, and one that is not encoded well as it is', () => {
  expect(lastPathPart('')).toBeUndefined();
  expect(lastPathPart('https://api.ebay.com/order/')).toBeUndefined();
  expect(lastPathPart('https://api.ebay.com/order/100%?x=1')).toBe('100%');
});
