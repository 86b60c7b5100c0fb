import { outletRoutes } from '@shopfleet/contracts';
import { describe, expect, test } from 'vitest';
import { type AccountFacts, accountStatusOf, type ConnectionFacts, outletStatusOf } from './account-status.ts';

const now = new Date('2026-11-21T12:00:00Z');
const later = new Date(now.getTime() + 1);
const fine: AccountFacts = { disconnectedAt: undefined, problem: '' };
const failing: AccountFacts = { ...fine, problem: 'The platform refused the videos' };
const disconnected: AccountFacts = { ...fine, disconnectedAt: now };
const of = (status: ConnectionFacts['status'], refreshExpiresAt: Date | undefined = later) => ({ status, refreshExpiresAt });

describe('the status of an account', () => {
  test.each([
    [undefined, fine, 'NOT_CONNECTED'],
    [of('connected'), disconnected, 'NOT_CONNECTED'],
    [of('revoked'), disconnected, 'NOT_CONNECTED'],
    [of('connected'), fine, 'CONNECTED'],
    [of('connected', undefined), fine, 'CONNECTED'],
    [of('expiring'), fine, 'CONNECTED'],
    [of('connected'), failing, 'ERROR'],
    [of('error'), fine, 'ERROR'],
    [of('error', now), fine, 'EXPIRED'],
    [of('connected', now), fine, 'EXPIRED'],
    [of('needs_reconnect', now), fine, 'EXPIRED'],
    [of('needs_reconnect'), fine, 'NEED_RECONNECT'],
    [of('needs_reconnect'), failing, 'NEED_RECONNECT'],
    [of('revoked'), fine, 'NEED_RECONNECT'],
    [of('revoked', now), fine, 'NEED_RECONNECT'],
  ] as const)('of connection %j and account %j is %s', (connection, account, expected) => {
    expect(accountStatusOf(connection, account, now)).toBe(expected);
  });

  test('of an outlet is the worst of its accounts, and none without accounts', () => {
    expect(outletStatusOf([])).toBe('NOT_CONNECTED');
    expect(outletStatusOf(['NOT_CONNECTED', 'CONNECTED'])).toBe('CONNECTED');
    expect(outletStatusOf(['CONNECTED', 'ERROR', 'EXPIRED'])).toBe('EXPIRED');
    expect(outletStatusOf([...outletRoutes.connectStatuses])).toBe('NEED_RECONNECT');
  });
});
