import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loginFailure, refusalFailure } from './failures.ts';

interface Case {
  readonly status: number;
  readonly body: { readonly errors: readonly { readonly code: string; readonly message: string; readonly details: string }[] };
}
const read = (name: string) => JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), 'utf8'));
const cases: readonly Case[] = read('errors').cases;
const refillAt = new Date('2026-11-21T12:03:00Z');

function kindOf({ status, body }: Case, isRead: boolean): string {
  const error = body.errors[0] ?? { code: '', message: '', details: '' };
  return refusalFailure({ status, ...error, requestId: 'r', isRead, refillAt }).kind;
}

describe('a refusal of Amazon', () => {
  it('means what the documentation says', () => {
    const kinds = cases.map((one) => [one.status, kindOf(one, true)]);
    expect(kinds).toEqual([
      [403, 'auth-expired'],
      [403, 'auth-expired'],
      [403, 'forbidden'],
      [429, 'rate-limited'],
      [400, 'invalid'],
      [404, 'not-found'],
      [500, 'unavailable'],
      [503, 'unavailable'],
    ]);
  });

  it('leaves open what became of a write when Amazon failed inside', () => {
    const broken = cases.find(({ status }) => status === 500);
    expect(broken && kindOf(broken, false)).toBe('outcome-unknown');
  });

  it('says when to come back, which Amazon itself does not', () => {
    const refusal = { status: 429, code: 'QuotaExceeded', message: 'You exceeded your quota', details: '', requestId: undefined };
    expect(refusalFailure({ ...refusal, isRead: true, refillAt }).retryAt).toEqual(refillAt);
  });

  it('is a conflict when the parcel cannot be changed any more', () => {
    const refusal = { status: 400, code: 'InvalidInput', message: 'PackageToUpdateNotFound', details: 'already fulfilled' };
    expect(refusalFailure({ ...refusal, requestId: undefined, isRead: false, refillAt }).kind).toBe('conflict');
  });
});

describe('a refusal of Login with Amazon', () => {
  it('asks the seller only when it is about the seller: a wrong client secret is the operator’s', () => {
    const errors: readonly { status: number; body: { error: string; error_description: string } }[] = read('requests').oauth.token_errors;
    const kinds = errors.map(({ status, body }) =>
      loginFailure({ status, code: body.error, description: body.error_description, isRead: true }),
    );
    expect(kinds.map(({ vendorCode, kind }) => [vendorCode, kind])).toEqual([
      ['invalid_grant', 'auth-expired'],
      ['invalid_client', 'invalid'],
      ['invalid_scope', 'invalid'],
    ]);
    expect(kinds[1]?.fields).toEqual(['clientSecret']);
  });
});
