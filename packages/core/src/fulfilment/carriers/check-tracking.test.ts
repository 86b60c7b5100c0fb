import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { carriers } from './carrier-list.ts';
import { checkTracking, findCarrier } from './check-tracking.ts';

/** Published examples of the carriers. */
const good: readonly (readonly [string, string])[] = [
  ['UPS', '1Z5R89390357567127'],
  ['UPS', '1Z879E930346834440'],
  ['ups', '1Z 410E7W 03 9275 1591'],
  ['FedEx', '986578788855'],
  ['Federal Express', '477179081230'],
  ['FedEx Ground', '041441760228964'],
  ['USPS', '9400111201080805483016'],
  ['USPS', '420787459400111206206406260787'],
  ['USPS', '0307 1790 0005 2348 3741'],
  ['USPS', 'RB123456785US'],
  ['Royal Mail', 'RB123456785GB'],
  ['DHL', '3318810025'],
];

describe('a tracking number', () => {
  it.each(good)('of %s: %s is good', (carrier, number) => {
    expect(checkTracking(carrier, number)).toEqual({ isGood: true, trackingNumber: number.replaceAll(' ', '') });
  });

  it.each(good.filter(([carrier]) => carrier !== 'DHL'))('of %s: %s with one digit changed is refused, in words', (carrier, number) => {
    const plain = number.replaceAll(' ', '');
    const at = plain.lastIndexOf(plain.match(/\d(?=\D*$)/)?.[0] ?? '');
    for (let digit = 0; digit <= 9; digit++) {
      if (String(digit) === plain[at]) continue;
      const verdict = checkTracking(carrier, `${plain.slice(0, at)}${digit}${plain.slice(at + 1)}`);
      expect(verdict).toMatchObject({ isGood: false, hint: expect.stringContaining('check digit') });
    }
  });

  test('of another carrier is refused with the name of the likely one', () => {
    expect(checkTracking('FedEx', '1Z5R89390357567127')).toMatchObject({ isGood: false, hint: expect.stringContaining('looks like UPS') });
  });

  test('of a carrier that nobody knows is taken, without its blanks', () => {
    expect(checkTracking('Bike courier', 'ab-12 34')).toEqual({ isGood: true, trackingNumber: 'AB1234' });
    expect(checkTracking('Bike courier', '12/34')).toMatchObject({ isGood: false });
  });

  test('never breaks the check, whatever it is', () => {
    const name = fc.oneof(fc.constantFrom(...carriers.map((carrier) => carrier.name)), fc.string());
    fc.assert(
      fc.property(name, fc.oneof(fc.string(), fc.stringMatching(/^[0-9A-Z]{4,30}$/)), (carrier, number) => {
        const verdict = checkTracking(carrier, number);
        if (verdict.isGood) expect(checkTracking(carrier, verdict.trackingNumber)).toEqual(verdict);
        else expect(verdict.hint.length).toBeGreaterThan(10);
      }),
    );
  });
});

test('carriers are found by any of their names, and no name means two of them', () => {
  expect(findCarrier('J&T Express')?.code).toBe('jnt');
  expect(findCarrier('Royal-Mail')?.code).toBe('royal-mail');
  expect(findCarrier('La Poste')?.code).toBe('colissimo');
  expect(findCarrier('')).toBeUndefined();
  for (const carrier of carriers)
    for (const name of [carrier.code, carrier.name, ...carrier.aliases]) expect(findCarrier(name)).toBe(carrier);
});

test('every example that people are shown is a number of its carrier, unless it is cut short', () => {
  const shapes = carriers.flatMap(({ name, shapes }) => shapes.map(({ example }) => ({ name, example })));
  const whole = shapes.filter(({ example }) => !example.includes('…'));
  expect(whole.length).toBeGreaterThan(10);
  for (const { name, example } of whole) expect([example, checkTracking(name, example)]).toMatchObject([example, { isGood: true }]);
});
