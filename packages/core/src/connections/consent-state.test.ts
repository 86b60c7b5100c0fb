import { Secret } from '@shopfleet/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isOwnState, makeState, verifierOf } from './consent-state.ts';

const secret = new Secret('one');
const other = new Secret('two');

test('a state is known by the hub that made it, and by no other', () => {
  const state = makeState(secret);
  expect(isOwnState(secret, state)).toBe(true);
  expect(isOwnState(other, state)).toBe(false);
  expect(makeState(secret)).not.toBe(state);
});

test('a state with any character changed, added or taken away is not known', () => {
  const state = makeState(secret);
  const at = fc.nat(state.length - 1);
  fc.assert(
    fc.property(at, fc.constantFrom(...'abcXYZ019-_.'), (index, character) => {
      const changed = state.slice(0, index) + character + state.slice(index + 1);
      // The last character of each half carries bits that base64url does not use.
      const isSame = Buffer.from(changed.split('.')[1] ?? '', 'base64url').equals(Buffer.from(state.split('.')[1] ?? '', 'base64url'));
      const isSameRandom = changed.split('.')[0] === state.split('.')[0];
      expect(isOwnState(secret, changed)).toBe(isSame && isSameRandom && changed.split('.').length === 2);
      expect(isOwnState(secret, state.slice(0, index))).toBe(false);
      expect(isOwnState(secret, `${state}.${character}`)).toBe(false);
    }),
  );
  fc.assert(fc.property(fc.string(), (text) => !isOwnState(secret, text)));
});

test('the verifier follows from the state and the secret, and has the form that PKCE wants', () => {
  const state = makeState(secret);
  expect(verifierOf(secret, state)).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(verifierOf(secret, state)).toBe(verifierOf(secret, state));
  expect(verifierOf(other, state)).not.toBe(verifierOf(secret, state));
  expect(verifierOf(secret, makeState(secret))).not.toBe(verifierOf(secret, state));
  expect(state).not.toContain(verifierOf(secret, state));
});
