import { expect, test } from 'vitest';
import { exampleOf } from './carrier-example.ts';

const carriers = [
  { code: 'ups', name: 'UPS', numbers: [{ example: '1Z5R89390357567127', checkDigit: 'ups' as const }] },
  { code: 'colis', name: 'Colis', numbers: [{ example: '00340434161094015902', checkDigit: null }] },
  { code: 'jne', name: 'JNE', numbers: [] },
];

test('a number of the typed carrier is shown, and whether its check digit is looked at', () => {
  expect(exampleOf(carriers, ' ups')).toEqual({ number: '1Z5R89390357567127', isChecked: true });
  expect(exampleOf(carriers, 'Colis')).toEqual({ number: '00340434161094015902', isChecked: false });
});

test('nothing is shown of a carrier whose numbers have every shape, or that the hub does not know', () => {
  expect(exampleOf(carriers, 'JNE')).toBeUndefined();
  expect(exampleOf(carriers, 'Bike courier')).toBeUndefined();
});
