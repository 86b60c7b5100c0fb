import { type Carrier, carriers, type NumberShape } from './carrier-list.ts';
import { isCheckDigitRight } from './check-digits.ts';

const plain = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');

const byName = new Map(
  carriers.flatMap((carrier) => [carrier.code, carrier.name, ...carrier.aliases].map((name) => [plain(name), carrier] as const)),
);

/** The carrier that a person or a marketplace means by a name; undefined for one that the hub does not know. */
export function findCarrier(name: string): Carrier | undefined {
  return byName.get(plain(name));
}

export type TrackingVerdict =
  | { readonly isGood: true; readonly trackingNumber: string }
  | { readonly isGood: false; readonly hint: string };

/**
 * Judges a tracking number by its carrier: shape and check digit where the carrier has them. A good one comes back without blanks and
 * dashes. Numbers of carriers that the hub does not know are good when they hold only letters, digits and dashes.
 */
export function checkTracking(carrierName: string, given: string): TrackingVerdict {
  const number = given.toUpperCase().replaceAll(/[\s-]/g, '');
  if (!/^[0-9A-Z]{4,60}$/.test(number)) return { isGood: false, hint: 'A tracking number has 4 to 60 letters and digits and nothing else' };
  const carrier = findCarrier(carrierName);
  if (!carrier || carrier.shapes.length === 0) return { isGood: true, trackingNumber: number };
  const fitting = carrier.shapes.filter(({ pattern }) => pattern.test(number));
  if (fitting.some((shape) => isRight(shape, number))) return { isGood: true, trackingNumber: number };
  if (fitting.length > 0)
    return { isGood: false, hint: `The check digit of this ${carrier.name} number does not fit: a digit is wrong or two are swapped` };
  return {
    isGood: false,
    hint: `${carrier.name} numbers look like ${carrier.shapes.map(({ example }) => example).join(' or ')}${otherCarrier(number, carrier)}`,
  };
}

const isRight = ({ rule, prefix = 0 }: NumberShape, number: string): boolean => !rule || isCheckDigitRight(rule, number.slice(prefix));

/** Whose number it could be, when its shape and check digit fit exactly one other carrier. */
function otherCarrier(number: string, not: Carrier): string {
  const others = carriers.filter(
    (one) => one !== not && one.shapes.some((shape) => shape.rule && shape.pattern.test(number) && isRight(shape, number)),
  );
  const [only, ...more] = others;
  return only && more.length === 0 ? `; this one looks like ${only.name}` : '';
}
