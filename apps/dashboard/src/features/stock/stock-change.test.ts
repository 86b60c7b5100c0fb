import { expect, it } from 'vitest';
import { unitsOf } from './stock-change.ts';

it.each([
  ['receipt', '12', 12],
  ['receipt', '-3', null],
  ['write_off', '4', -4],
  ['adjust', '−5', -5],
  ['adjust', '+7', 7],
  ['adjust', '0', null],
  ['receipt', '1.5', null],
  ['receipt', '', null],
  ['receipt', '9999999', null],
] as const)('reads %s of "%s" as %s units', (kind, typed, units) => {
  expect(unitsOf(kind, typed)).toBe(units);
});
