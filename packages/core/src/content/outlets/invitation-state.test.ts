import { expect, test } from 'vitest';
import { invitationStateOf } from './invitation-state.ts';

const now = new Date('2026-11-21T12:00:00Z');
const before = new Date(now.getTime() - 1);
const later = new Date(now.getTime() + 1);
const once = { kind: 'single-use', expiresAt: later, usedAt: undefined, revokedAt: undefined } as const;
const often = { ...once, kind: 'until-connected' } as const;

test.each([
  ['a fresh one', once, 'NOT_CONNECTED', 'open'],
  ['one for a second account', once, 'CONNECTED', 'open'],
  ['one that connected an account', { ...once, usedAt: before }, 'NEED_RECONNECT', 'used'],
  ['one at its end', { ...once, expiresAt: now }, 'NOT_CONNECTED', 'expired'],
  ['one taken back', { ...once, revokedAt: before }, 'NOT_CONNECTED', 'revoked'],
  ['a repeatable one', often, 'NOT_CONNECTED', 'open'],
  ['a repeatable one whose outlet is connected', often, 'CONNECTED', 'used'],
  ['a repeatable one whose account broke', { ...often, usedAt: before }, 'NEED_RECONNECT', 'open'],
  ['a repeatable one whose account expired', { ...often, usedAt: before }, 'EXPIRED', 'open'],
  ['a repeatable one at its end', { ...often, usedAt: before, expiresAt: now }, 'ERROR', 'expired'],
  ['a repeatable one taken back', { ...often, revokedAt: before }, 'CONNECTED', 'revoked'],
] as const)('%s: outlet and link give the right state', (_name, invitation, outlet, expected) => {
  expect(invitationStateOf(invitation, outlet, now)).toBe(expected);
});
